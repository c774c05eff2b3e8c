import { HEADLINE_METRICS } from '@orbisvoice/shared-dto/values';
import type { ReportDocument, ReportFigure } from '../../analytics/index.js';

/** What the pages say around the numbers. */
export interface ReportWords {
  readonly title: string;
  readonly company: string;
  readonly period: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly headline: readonly ReportFigure[];
}

const DAY_MS = 86_400_000;
const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** Local days as people say them, the last one included: `16 November 2026 to 22 November 2026`. */
export function periodText({ from, to }: { readonly from: string; readonly to: string }): string {
  const last = new Date(Date.parse(to) - DAY_MS);
  const first = new Date(from);
  return first.getTime() === last.getTime() ? day.format(first) : `${day.format(first)} to ${day.format(last)}`;
}

function instantText(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  return format.format(new Date(instant));
}

/** The words of a document for a company. */
export function reportWords({ title, head, figures }: ReportDocument, company: string): ReportWords {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]));
  return {
    title,
    company,
    period: periodText(head),
    facts: [
      { label: 'Compared with', value: head.previous ? periodText(head.previous) : 'nothing' },
      { label: 'Time zone', value: head.timeZone },
      { label: 'As of', value: instantText(head.asOf, head.timeZone) },
      { label: 'Definitions', value: `version ${String(head.definitionVersion)}` },
    ],
    headline: HEADLINE_METRICS.flatMap((key) => byKey.get(key) ?? []),
  };
}
