import { createHmac } from 'node:crypto';
import { WEBHOOK_SECRET } from './bench-process.js';
import type { NextRequest } from './paired-rounds.js';

/** About what an invoice event weighs. */
const LINES = 6;
const lines = Array.from({ length: LINES }, (_, index) => ({
  id: `il_${index}`,
  amount: 2_900 + index,
  currency: 'usd',
  description: `1 × Starter (at $29.00 / month), line ${index}`,
  period: { start: 1_764_000_000, end: 1_766_592_000 },
  pricing: { price_details: { price: `price_${index}`, product: `prod_${index}` }, type: 'price_details', unit_amount_decimal: '2900' },
}));
const object = {
  id: 'in_bench',
  object: 'invoice',
  customer: 'cus_bench',
  status: 'paid',
  total: 17_415,
  currency: 'usd',
  lines: { data: lines },
};
const rest = JSON.stringify({
  object: 'event',
  api_version: '2026-10-28.endive',
  created: 1_764_000_000,
  livemode: false,
  pending_webhooks: 1,
  request: null,
  type: 'invoice.paid',
  data: { object },
}).slice(1);

let sent = 0;

/** An event nobody has seen, signed now; `id` for one that was sent before. */
export function signedEvent(id = `evt_bench${process.pid}x${++sent}`): NextRequest {
  const body = `{"id":"${id}",${rest}`;
  const at = Math.floor((performance.timeOrigin + performance.now()) / 1_000);
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(`${at}.${body}`).digest('hex');
  return { body, headers: { 'stripe-signature': `t=${at},v1=${signature}` } };
}
