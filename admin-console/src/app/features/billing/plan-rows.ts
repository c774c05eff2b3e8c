import type { AdminPlan, AdminPlanList } from '@orbisvoice/shared-dto';

/** How a price at Stripe stands to the plan; unknown while Stripe cannot be reached. */
export type PriceState = 'in_sync' | 'missing' | 'differs' | 'unknown';

type Price = AdminPlan['prices'][number];
export type PlanRow = Omit<AdminPlan, 'prices'> & {
  readonly id: string;
  readonly prices: readonly (Price & { readonly state: PriceState })[];
};

function stateOf(price: Price, isReachable: boolean): PriceState {
  if (!isReachable) return 'unknown';
  if (price.stripePriceId === null) return 'missing';
  return price.isInSync ? 'in_sync' : 'differs';
}

/** Plans as table rows, each price with its state in a word. */
export const planRows = ({ items, isStripeReachable }: AdminPlanList): readonly PlanRow[] =>
  items.map((plan) => ({
    ...plan,
    id: plan.code,
    prices: plan.prices.map((price) => ({ ...price, state: stateOf(price, isStripeReachable) })),
  }));

/** Millionths of a currency's unit as money, with the digits it needs: 40,000 → $0.04, 1,500 → $0.0015. */
export function formatMicros(micros: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase(), maximumFractionDigits: 6 });
  return format.format(micros / 1_000_000);
}
