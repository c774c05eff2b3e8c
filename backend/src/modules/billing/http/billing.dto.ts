import * as z from 'zod';

/** What Stripe is told: stored, the rest happens in a worker. */
export const WebhookReceipt = z.object({ received: z.literal(true) }).meta({ id: 'WebhookReceipt' });
export type WebhookReceipt = z.infer<typeof WebhookReceipt>;
