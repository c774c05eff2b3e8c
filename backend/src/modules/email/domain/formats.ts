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

/** A size of a file, such as `182 kB`. */
export function sizeText(bytes: number, { locale }: Pick<Reader, 'locale'>): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.ceil(bytes / 1000), 'kB'] : [bytes / 1_000_000, 'MB'];
  return plainSpaces(`${new Intl.NumberFormat(regionOf(locale), { maximumFractionDigits: 1 }).format(value)} ${unit}`);
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
