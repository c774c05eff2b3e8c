/** Calendar months as `YYYY-MM`, which sort as text. */
const MONTHS_PER_YEAR = 12;

const indexOf = (month: string): number => Number(month.slice(0, 4)) * MONTHS_PER_YEAR + Number(month.slice(5)) - 1;

/** The month that is so many after another, or before it. */
export function monthAfter(month: string, count: number): string {
  const index = indexOf(month) + count;
  return `${Math.floor(index / MONTHS_PER_YEAR)}-${String((index % MONTHS_PER_YEAR) + 1).padStart(2, '0')}`;
}

/** How many months a span has, both ends included; 0 or less when it ends before it begins. */
export const monthsIn = (from: string, to: string): number => indexOf(to) - indexOf(from) + 1;

/** The month it is in a zone. */
export function monthOf(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(instant);
  const part = (type: 'year' | 'month'): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/** The day a month begins with. */
export const firstDayOf = (month: string): string => `${month}-01`;
