import type { Export } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS, EXPORT_FAILURES, isDayBound, type ExportFailure } from '@orbisvoice/shared-dto/values';
import { addDays, formatDate, formatDay, formatNumber, formatOffset } from '@orbisvoice/shared-ui/format';
import { traitsOf } from '../../core/trait-filters';
import { FAILURE_SENTENCES, N, S, UNKNOWN_FAILURE } from './exports.strings';
import { FILTER_WORDS, exportChannelLabel, outcomeLabel, statusLabel } from './filter-words';

/** The days of half-open bounds, or their moments, in words; null without bounds. */
function spanInWords({ from, to, timeZone }: Export['filters'], own: string): string | null {
  const zone = timeZone ?? own;
  const moment = (instant: string): string => `${formatDate(instant, zone, 'time')} ${formatOffset(instant, zone)}`;
  const first = from && (isDayBound(from) ? formatDay(from, 'date') : moment(from));
  const last = to && (isDayBound(to) ? formatDay(addDays(to, -1), 'date') : moment(to));
  const span = rangeInWords(first, last);
  return span !== null && timeZone !== undefined ? `${span} (${timeZone})` : span;
}

function rangeInWords(first: string | undefined, last: string | undefined): string | null {
  if (first && last) return `${first} – ${last}`;
  if (first) return W.since(first);
  return last ? W.until(last) : null;
}

const W = {
  since: (day: string) => `since ${day}`,
  until: (day: string) => `until ${day}`,
  agent: (name: string) => `agent ${name}`,
  oneAgent: 'one agent',
  rows: (interval: string) => `one row for each ${interval}`,
} as const;

/** What narrows an export, each in words; empty when nothing does. Moments that name no zone are told in the workspace's own. */
export function filtersInWords(
  { dataset, filters }: Pick<Export, 'dataset' | 'filters'>,
  { timeZone, agentName }: { readonly timeZone: string; readonly agentName?: (id: string) => string | undefined },
): string[] {
  const { agentId, channel, status, outcome, interval, ...traits } = filters;
  const known: readonly string[] = EXPORT_DATASETS[dataset].filters;
  const span = spanInWords(filters, timeZone);
  const words: string[] = [];
  if (span) words.push(span);
  else if (known.includes('range')) words.push(N.everything);
  if (agentId) words.push(named(agentName?.(agentId)));
  if (channel) words.push(exportChannelLabel(dataset, channel));
  if (status) words.push(statusLabel(dataset, status));
  if (outcome) words.push(outcomeLabel(outcome));
  words.push(...traitsOf(traits, FILTER_WORDS).map(({ label }) => label));
  if (interval) words.push(W.rows(N.intervals[interval].toLowerCase()));
  return words;
}

const named = (name: string | undefined): string => (name ? W.agent(name) : W.oneAgent);

/** Why it failed, for a person. */
export function failureSentence(code: string | null): string {
  const known = EXPORT_FAILURES.find((one): one is ExportFailure => one === code);
  return known ? FAILURE_SENTENCES[known] : UNKNOWN_FAILURE;
}

/** How far an export is, in words. */
export function progressWords({ status, rows, rowsExpected }: Pick<Export, 'status' | 'rows' | 'rowsExpected'>): string {
  if (status === 'queued') return S.progress.queued;
  if (rowsExpected !== null) return S.progress.of(formatNumber(rows), formatNumber(Math.max(rows, rowsExpected)));
  return rows > 0 ? S.progress.soFar(formatNumber(rows)) : S.progress.counting;
}

/** How far it is, from 0 to 1; null while nobody knows of how much. */
export function progressShare({ rows, rowsExpected }: Pick<Export, 'rows' | 'rowsExpected'>): number | null {
  if (rowsExpected === null) return null;
  return rowsExpected === 0 ? 1 : Math.min(1, rows / rowsExpected);
}
