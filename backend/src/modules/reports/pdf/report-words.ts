import { HEADLINE_METRICS } from '@orbisvoice/shared-dto/values';
import type { ReportDocument, ReportFigure } from '../../analytics/index.js';
import { periodText } from '../domain/period-text.js';

/** What the pages say around the numbers. */
export interface ReportWords {
  readonly title: string;
  readonly company: string;
  readonly period: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly headline: readonly ReportFigure[];
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
