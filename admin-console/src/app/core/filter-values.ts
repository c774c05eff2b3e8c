import { addDays } from '@orbisvoice/shared-ui/format';

/** A span of UTC days as the address holds it, both inclusive, as people mean them; empty text is no bound. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The text, if it can be an id of ours. */
export const asUuid = (text: string): string | null => (UUID.test(text) ? text : null);

/** A calendar day that exists (2026-02-30 does not), or null. */
export function asDay(value: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return null;
  const ms = Date.parse(`${value}T00:00:00.000Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== value ? null : value;
}

/** The API's span: instants, and an exclusive end at the start of the following day. What is no day is left out. */
export function instantsOf(span: DaySpan): { from?: string; to?: string } {
  const from = asDay(span.from);
  const to = asDay(span.to);
  return { ...(from && { from: `${from}T00:00:00.000Z` }), ...(to && { to: `${addDays(to, 1)}T00:00:00.000Z` }) };
}

/** Whether the span is the wrong way round, which is always empty. */
export function isReversed(span: DaySpan): boolean {
  const from = asDay(span.from);
  const to = asDay(span.to);
  return from !== null && to !== null && from > to;
}
