import { toNewStripeEvent } from '../../src/modules/billing/stripe/new-stripe-event.js';
import type { BillingHistory } from './billing-history.js';
import { toRow } from './billing-rows.js';
import type { Story } from './stories.js';
import type { RowWriter } from './writer.js';

/** What the product works of what a history consists of; the rest would only be ignored. */
const WORKED =
  /^(customer\.subscription\.|subscription_schedule\.|invoice\.(created|finalized|paid|payment_failed|updated|upcoming|voided)$|refund\.|charge\.dispute\.)/;
const ON_THE_WAY_MS = 1_000;

/** The events that told a tenant's history, each worked as soon as it came: what revenue cites can be looked up. */
export function addEvents(writer: RowWriter, { tenantId }: Story, { events }: BillingHistory): void {
  for (const event of events) {
    if (!WORKED.test(event.type)) continue;
    const stored = toNewStripeEvent(event, JSON.stringify(event));
    const receivedAt = new Date(stored.createdAt.getTime() + ON_THE_WAY_MS);
    const worked = { status: 'done', attempts: 1, receivedAt, begunAt: receivedAt, processedAt: receivedAt };
    const standing = { tenantId, replays: 0, isFetched: false };
    writer.add('stripe_events', toRow({ ...stored, ...worked, ...standing, payload: event }));
  }
}
