/** Digits that a price per unit may have beyond its currency's own. */
const FINE_DIGITS = 12;

/** Minor units as people read them: 2900 → $29.00, and parts of them: 1.5 → $0.015. */
export function formatMoney(minor: number, currency: string): string {
  const style = { style: 'currency', currency: currency.toUpperCase() } as const;
  const digits = new Intl.NumberFormat('en-US', style).resolvedOptions().maximumFractionDigits ?? 2;
  const maximumFractionDigits = Number.isInteger(minor) ? digits : digits + FINE_DIGITS;
  return new Intl.NumberFormat('en-US', { ...style, maximumFractionDigits }).format(minor / 10 ** digits);
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });

/** A unix second as a day, in UTC. */
export function formatDate(seconds: number): string {
  return day.format(seconds * 1000);
}

/** A unix second to the second, in UTC. */
export function formatMoment(seconds: number): string {
  return `${moment.format(seconds * 1000)} UTC`;
}
