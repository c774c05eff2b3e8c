/** Minor units as people read them: 2900 → $29.00. */
export function formatMoney(minor: number, currency: string): string {
  const money = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  return money.format(minor / 10 ** digits);
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
