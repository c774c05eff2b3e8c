import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { discountOf, lastingDiscounts } from './discount.mapper.js';
import { intervalOf, isOverage, monthlyAmount, planOfPrice } from './price.mapper.js';
import { StripeMappingError } from './stripe-mapping.error.js';
import { idOf, instant, optionalInstant } from './stripe-values.js';
import type { StripeSubscription } from './stripe.gateway.js';

/**
 * Stripe's subscription in our words.
 * @param known what we had, and now: Stripe does not say since when a payment is overdue
 * @throws StripeMappingError for a subscription that sells none of our plans
 */
export function toSubscriptionRecord(
  subscription: StripeSubscription,
  known: { pastDueSince: Date | null; now: Date },
): SubscriptionRecord {
  const item = subscription.items.data.find((one) => planOfPrice(one.price) !== null);
  const planCode = item ? planOfPrice(item.price) : null;
  if (!item || !planCode) throw new StripeMappingError(`subscription ${subscription.id} has no price with one of our lookup keys`);
  return {
    stripeSubscriptionId: subscription.id,
    stripeCustomerId: idOf(subscription.customer) ?? '',
    planCode,
    status: subscription.status,
    interval: intervalOf(item.price),
    price: (item.price.unit_amount ?? 0) * (item.quantity ?? 1),
    amount: monthlyAmount(item.price, item.quantity ?? 1, lastingDiscounts(subscription)),
    currency: subscription.currency,
    currentPeriodStart: instant(item.current_period_start),
    currentPeriodEnd: instant(item.current_period_end),
    cancelAtPeriodEnd: subscription.cancel_at_period_end || subscription.cancel_at !== null,
    cancelReason: subscription.cancellation_details?.feedback ?? null,
    pastDueSince: subscription.status === 'past_due' ? (known.pastDueSince ?? known.now) : null,
    trialEnd: optionalInstant(subscription.trial_end),
    cancelAt: optionalInstant(subscription.cancel_at),
    startedAt: instant(subscription.start_date),
    endedAt: optionalInstant(subscription.ended_at),
    stripeItemId: item.id,
    stripePriceId: item.price.id,
    stripeOverageItemId: subscription.items.data.find((one) => isOverage(one.price))?.id ?? null,
    latestStripeInvoiceId: idOf(subscription.latest_invoice),
    stripeScheduleId: idOf(subscription.schedule),
    ...scheduledOf(subscription),
    ...pendingOf(subscription.pending_update),
    discount: discountOf(subscription, instant(item.current_period_end)),
  };
}

type Scheduled = Pick<SubscriptionRecord, 'scheduledPlanCode' | 'scheduledInterval' | 'scheduledPrice' | 'scheduledAt'>;
const NOTHING_SCHEDULED: Scheduled = { scheduledPlanCode: null, scheduledInterval: null, scheduledPrice: null, scheduledAt: null };

/** The plan of the phase that follows the running one. A schedule that was released or is over changes nothing any more. */
function scheduledOf({ schedule }: StripeSubscription): Scheduled {
  if (typeof schedule !== 'object' || schedule === null || schedule.status !== 'active') return NOTHING_SCHEDULED;
  const next = schedule.phases.find((phase) => phase.start_date === schedule.current_phase?.end_date);
  for (const { price, quantity } of next?.items ?? []) {
    if (!next || typeof price === 'string' || 'deleted' in price || planOfPrice(price) === null) continue;
    return {
      scheduledPlanCode: planOfPrice(price),
      scheduledInterval: intervalOf(price),
      scheduledPrice: (price.unit_amount ?? 0) * (quantity ?? 1),
      scheduledAt: instant(next.start_date),
    };
  }
  return NOTHING_SCHEDULED;
}

/** An update that waits for its payment. */
function pendingOf(
  update: StripeSubscription['pending_update'],
): Pick<SubscriptionRecord, 'pendingPlanCode' | 'pendingInterval' | 'pendingExpiresAt'> {
  const price = update?.subscription_items?.map((item) => item.price).find((one) => planOfPrice(one) !== null);
  if (!update || !price) return { pendingPlanCode: null, pendingInterval: null, pendingExpiresAt: null };
  return { pendingPlanCode: planOfPrice(price), pendingInterval: intervalOf(price), pendingExpiresAt: instant(update.expires_at) };
}
