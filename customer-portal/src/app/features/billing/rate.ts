import type { Overage, Tier } from '@orbisvoice/shared-dto';
import { formatShare } from '@orbisvoice/shared-ui/format';

const LOCALE = 'en-US';

/** Millionths of the currency's major unit as money: (40_000, 'usd') → "$0.04", (1_250, 'usd') → "$0.00125". */
export function formatRate(micros: number, currency: string): string {
  const options: Intl.NumberFormatOptions = { style: 'currency', currency: currency.toUpperCase() };
  return new Intl.NumberFormat(LOCALE, { ...options, maximumFractionDigits: 6 }).format(micros / 1_000_000);
}

/** How many digits of the currency are minor units: 2 for USD, none for JPY. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat(LOCALE, { style: 'currency', currency: currency.toUpperCase() }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** How many conversations a cap (minor units) pays for at a rate (micro-units); the last one is paid in full or not had. */
export function conversationsFor(capAmount: number, { unitMicros, currency }: Pick<Overage, 'unitMicros' | 'currency'>): number {
  if (!unitMicros) return 0;
  return Math.floor((capAmount * 10 ** (6 - minorDigits(currency))) / unitMicros);
}

/** What a year's price saves against twelve months, in minor units; null when the plan is not sold by the year or saves nothing. */
export function yearlySaving({ priceMonthly, priceYearly }: Pick<Tier, 'priceMonthly' | 'priceYearly'>): number | null {
  const saved = priceYearly === null ? 0 : priceMonthly * 12 - priceYearly;
  return saved > 0 ? saved : null;
}

/** The best saving there is, in words; null when none of the plans saves anything. */
export function bestSaving(tiers: readonly Tier[]): string | null {
  const shares = tiers.map((tier) => (yearlySaving(tier) ?? 0) / (tier.priceMonthly * 12 || 1));
  const best = Math.max(0, ...shares);
  return best > 0 ? formatShare(Math.floor(best * 100) / 100, 0) : null;
}
