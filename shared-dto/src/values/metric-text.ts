import type { MetricUnit } from './metrics.js';

const LOCALE = 'en-US';
const count = new Intl.NumberFormat(LOCALE);
const decimal = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(LOCALE, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** How a figure that does not exist is written. */
export const NO_FIGURE = '–';

/** 75 → `1:15`, 3,700 → `1:01:40`; tenths below a minute. */
function span(seconds: number): string {
  if (seconds < 59.95) return `${decimal.format(seconds)} s`;
  const whole = Math.round(seconds);
  const two = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${two(rest)}` : `${String(minutes)}:${two(rest)}`;
}

/**
 * A figure as people read it, the same on a page, in a PDF and in a mail. `currency` is for money, in lower case as Stripe writes it;
 * ratios are fractions of 1.
 */
export function metricText(value: number | null, unit: MetricUnit, currency = 'usd'): string {
  if (value === null) return NO_FIGURE;
  switch (unit) {
    case 'count':
      return count.format(value);
    case 'ratio':
      return percent.format(value);
    case 'seconds':
      return span(value);
    case 'milliseconds':
      return value < 1000 ? `${count.format(Math.round(value))} ms` : `${decimal.format(value / 1000)} s`;
    case 'money': {
      const money = new Intl.NumberFormat(LOCALE, { style: 'currency', currency: currency.toUpperCase() });
      return money.format(value / 10 ** (money.resolvedOptions().maximumFractionDigits ?? 2));
    }
  }
}
