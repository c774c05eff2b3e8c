import { UI } from '../ui-strings';

const LOCALE = 'en-US';

/**
 * Integer minor units as money: (2900, 'usd') → "$29.00". How many digits are minor is the currency's own rule (JPY has none).
 * `compact` drops an all-zero fraction, for price tags.
 */
export function formatMoney(minor: number | null | undefined, currency: string, style: 'exact' | 'compact' = 'exact'): string {
  if (minor === null || minor === undefined) return UI.notAvailable;
  const options: Intl.NumberFormatOptions = { style: 'currency', currency: currency.toUpperCase() };
  const format = new Intl.NumberFormat(LOCALE, options);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  const factor = 10 ** digits;
  const isWhole = minor % factor === 0;
  const shown = style === 'compact' && isWhole ? new Intl.NumberFormat(LOCALE, { ...options, minimumFractionDigits: 0 }) : format;
  return shown.format(minor / factor);
}
