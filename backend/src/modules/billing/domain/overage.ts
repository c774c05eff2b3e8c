/** What a plan asks for a conversation beyond its limit. */
export interface OverageTerms {
  /** Millionths of the currency's major unit; null when the plan does not sell it. */
  readonly overageUnitMicros: number | null;
  readonly currency: string;
}

/** What a tenant decided, and what was counted beyond the limit of its present period. */
export interface OverageStanding {
  readonly isEnabled: boolean;
  /** Minor units per usage period. */
  readonly capAmount: number | null;
  readonly quantity: number;
}

const ZERO_DECIMAL = ['bif', 'clp', 'djf', 'gnf', 'jpy', 'kmf', 'krw', 'mga', 'pyg', 'rwf', 'ugx', 'vnd', 'vuv', 'xaf', 'xof', 'xpf'];
const THREE_DECIMAL = ['bhd', 'jod', 'kwd', 'omr', 'tnd'];

/** Millionths of the major unit in one minor unit; `minor_unit_micros` in SQL says the same. */
export function minorUnitMicros(currency: string): number {
  if (ZERO_DECIMAL.includes(currency)) return 1_000_000;
  return THREE_DECIMAL.includes(currency) ? 1_000 : 10_000;
}

/** What so many units cost in minor units: the sum is rounded once, half up, as Stripe rounds the line of an invoice. */
export const overageAmount = (quantity: number, { overageUnitMicros, currency }: OverageTerms): number =>
  Math.floor((quantity * (overageUnitMicros ?? 0)) / minorUnitMicros(currency) + 0.5);

/** The overage block of a subscription. */
export function toOverage(terms: OverageTerms, { isEnabled, capAmount, quantity }: OverageStanding) {
  const isAvailable = terms.overageUnitMicros !== null;
  const isOn = isAvailable && isEnabled;
  return {
    isAvailable,
    isEnabled: isOn,
    capAmount: isOn ? capAmount : null,
    unitMicros: terms.overageUnitMicros,
    quantity,
    amount: overageAmount(quantity, terms),
    currency: terms.currency,
  };
}
