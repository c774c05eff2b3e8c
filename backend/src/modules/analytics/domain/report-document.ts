import { METRICS, type MetricKey, type MetricUnit } from '@orbisvoice/shared-dto/values';

/** What a column holds: a figure of a kind, or words. `flag` is written as yes or nothing. */
export type ColumnUnit = MetricUnit | 'text' | 'flag';

export interface ReportColumn {
  readonly key: string;
  readonly label: string;
  readonly unit: ColumnUnit;
  /** One sentence on what it is. */
  readonly description: string;
  /** Of money, in lower case. */
  readonly currency?: string;
}

export type ReportCell = string | number | boolean | null;

/** Rows of cells, one for each column. */
export interface ReportTable {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly ReportCell[])[];
}

/** A figure with what it was made of. */
export interface ReportFigure {
  readonly key: MetricKey;
  readonly value: number | null;
  readonly previous: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/** What a report covers and how it was made. */
export interface ReportDocumentHead {
  readonly asOf: string;
  readonly timeZone: string;
  readonly from: string;
  /** The day after the last one. */
  readonly to: string;
  readonly interval: string;
  readonly definitionVersion: number;
  readonly previous: { readonly from: string; readonly to: string } | null;
}

/** All figures of a range as plain data: what a PDF, a CSV and a mail are written from, none of which asks again. */
export interface ReportDocument {
  readonly title: string;
  readonly head: ReportDocumentHead;
  readonly figures: readonly ReportFigure[];
  readonly tables: readonly ReportTable[];
}

/** Figures of several answers, each metric once: the first one that tells it. */
export function mergedFigures(answers: readonly Readonly<Partial<Record<MetricKey, Omit<ReportFigure, 'key'>>>>[]): ReportFigure[] {
  const keys = Object.keys(METRICS) as MetricKey[];
  return keys.flatMap((key) => {
    const found = answers.map((answer) => answer[key]).find((figure) => figure !== undefined);
    return found ? [{ key, value: found.value, previous: found.previous, numerator: found.numerator, denominator: found.denominator }] : [];
  });
}
