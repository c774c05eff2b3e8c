import { LIMITS } from '@orbisvoice/shared-dto/values';
import * as z from 'zod';

export const ChangeBillingEmail = z
  .strictObject({ email: z.email().max(LIMITS.emailMax).toLowerCase() })
  .meta({ id: 'ChangeBillingEmail' });
export type ChangeBillingEmail = z.infer<typeof ChangeBillingEmail>;

/** What Stripe is told: stored, the rest happens in a worker. */
export const WebhookReceipt = z.object({ received: z.literal(true) }).meta({ id: 'WebhookReceipt' });
export type WebhookReceipt = z.infer<typeof WebhookReceipt>;
