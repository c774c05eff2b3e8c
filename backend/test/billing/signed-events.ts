import { createHmac, randomUUID } from 'node:crypto';
import type { TestAnswer, TestApp } from '../harness/app.js';

/** A body as Stripe would sign it. */
export interface SignedBody {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Signs like Stripe, `ageSeconds` ago. */
export function signed(body: string, secret: string, ageSeconds = 0): SignedBody {
  const at = Math.floor(performance.timeOrigin / 1_000 + performance.now() / 1_000) - ageSeconds;
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return { body, headers: { 'stripe-signature': `t=${at},v1=${signature}` } };
}

/** An event in Stripe's envelope, about any object. */
export const eventOf = (type: string, object: object, over: object = {}): Record<string, unknown> & { id: string } => ({
  id: `evt_${randomUUID().replaceAll('-', '')}`,
  object: 'event',
  api_version: '2026-10-28.endive',
  created: 1_790_000_000,
  livemode: false,
  pending_webhooks: 1,
  request: null,
  type,
  data: { object },
  ...over,
});

export const deliver = (app: TestApp, { body, headers }: SignedBody): Promise<TestAnswer<unknown>> =>
  app.request('POST', '/webhooks/stripe', { body, headers });
