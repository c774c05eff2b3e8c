const LOCALE = 'en-US';

/** Money on an axis, where a rounded figure is enough: 123400 cents → "$1.2K". Figures people act on are never rounded. */
export function axisMoney(minor: number, currency: string): string {
  const options: Intl.NumberFormatOptions = { style: 'currency', currency: currency.toUpperCase() };
  const digits = new Intl.NumberFormat(LOCALE, options).resolvedOptions().maximumFractionDigits ?? 2;
  const format = new Intl.NumberFormat(LOCALE, { ...options, notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 });
  const major = minor / 10 ** digits;
  return format.format(Math.abs(major) < 1_000 ? Math.round(major) : major);
}
