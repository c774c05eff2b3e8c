import { isDayBound, type ExportDataset, type ExportFormat } from '@orbisvoice/shared-dto/values';

const ENDINGS: Readonly<Record<ExportFormat, string>> = { csv: 'csv', json: 'jsonl', pdf: 'pdf' };

export const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/jsonl; charset=utf-8',
  pdf: 'application/pdf',
};

interface Named {
  readonly dataset: ExportDataset;
  readonly format: ExportFormat;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly at: Date;
}

/** An instant to the minute: a colon is none of a file's name. */
const placed = (bound: string): string => (isDayBound(bound) ? bound : `${bound.slice(0, 16).replace(':', '')}Z`);

/** What the file is called when it is downloaded: the dataset, its days, and when it was asked for. Plain ASCII. */
export function fileNameOf({ dataset, format, from, to, at }: Named): string {
  const stamp = `${at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}Z`;
  const days = [...(from === undefined ? [] : ['from', placed(from)]), ...(to === undefined ? [] : ['until', placed(to)])];
  return `${[dataset.replaceAll('_', '-'), ...days, stamp].join('-')}.${ENDINGS[format]}`;
}
