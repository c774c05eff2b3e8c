const DAY_MS = 86_400_000;
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** Local days as people say them, the last one included: `16 November 2026 to 22 November 2026`. */
export function periodText({ from, to }: { readonly from: string; readonly to: string }): string {
  const [first, last] = [new Date(from), new Date(Date.parse(to) - DAY_MS)];
  return first.getTime() === last.getTime() ? day.format(first) : `${day.format(first)} to ${day.format(last)}`;
}
