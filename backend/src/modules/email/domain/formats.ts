/** How a mail writes facts for its reader. */
export interface Reader {
  readonly timeZone: string;
  readonly locale: string;
}

/** A time with its zone, such as `22 November 2026 at 19:04 CET`: never a bare hour. */
export function instantText(at: Date, { timeZone, locale }: Reader): string {
  return new Intl.DateTimeFormat(regionOf(locale), {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(at);
}

/** A day without a time. */
export function dayText(at: Date, { timeZone, locale }: Reader): string {
  return new Intl.DateTimeFormat(regionOf(locale), { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}

/** A period, `[start, end)`. */
export const periodText = (start: Date, end: Date, reader: Reader): string => `${dayText(start, reader)} to ${dayText(end, reader)}`;

/** Minor units with the currency's code: a bare `$` belongs to twenty countries. */
export function moneyText(minor: number, currency: string, { locale }: Reader): string {
  const format = new Intl.NumberFormat(regionOf(locale), { style: 'currency', currency: currency.toUpperCase(), currencyDisplay: 'code' });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return plainSpaces(format.format(minor / 10 ** digits));
}

/** A count with separators. */
export const countText = (count: number, { locale }: Reader): string => plainSpaces(new Intl.NumberFormat(regionOf(locale)).format(count));

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size such as `3.2 MB`, in powers of a thousand as download windows show it. */
export function bytesText(bytes: number, { locale }: Pick<Reader, 'locale'>): string {
  const power = bytes < 1_000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const format = new Intl.NumberFormat(regionOf(locale), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power === 0 ? 0 : 1,
  });
  return plainSpaces(format.format(bytes / 1_000 ** power));
}

/** Mails are English for now; days come before months for most readers of it. */
const regionOf = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

/** A country by name, such as `Germany`; null for none, and for a code nobody has named. */
export function countryText(code: string | null, { locale }: Pick<Reader, 'locale'>): string | null {
  if (code === null) return null;
  const name = new Intl.DisplayNames(regionOf(locale), { type: 'region', fallback: 'none' }).of(code);
  return name ?? null;
}

/** No-break spaces of `Intl` look wrong in plain text. */
const plainSpaces = (text: string): string => text.replace(/[\u00A0\u202F]/g, ' ');
