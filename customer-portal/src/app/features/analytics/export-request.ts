import type { CreateExport, ReportHead } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS, type ExportDataset, type ExportFilter } from '@orbisvoice/shared-dto/values';

/** What a report can be narrowed by, besides its range. */
export type Narrowing = Extract<ExportFilter, 'agentId' | 'channel'>;
export type Narrowed = Partial<Pick<NonNullable<CreateExport['filters']>, Narrowing>>;

const NARROWINGS: readonly Narrowing[] = ['agentId', 'channel'];
const filtersOf = (dataset: ExportDataset): readonly ExportFilter[] => EXPORT_DATASETS[dataset].filters;

/** By what the report is narrowed and its file cannot be: whoever asks for the file has to be told. */
export function unknownTo(dataset: ExportDataset, narrowed: Narrowed): readonly Narrowing[] {
  return NARROWINGS.filter((name) => narrowed[name] !== undefined && !filtersOf(dataset).includes(name));
}

/** What to ask for so that the file holds what the report shows: its days, zone and interval, and those of its filters that the dataset knows. */
export function exportRequest(
  dataset: ExportDataset,
  format: CreateExport['format'],
  head: ReportHead,
  narrowed: Narrowed,
): Omit<CreateExport, 'hasByteOrderMark'> {
  const known = filtersOf(dataset);
  return {
    dataset,
    format,
    filters: {
      from: head.from,
      to: head.to,
      timeZone: head.timeZone,
      ...(known.includes('interval') ? { interval: head.interval } : {}),
      ...(known.includes('agentId') && narrowed.agentId ? { agentId: narrowed.agentId } : {}),
      ...(known.includes('channel') && narrowed.channel ? { channel: narrowed.channel } : {}),
    },
  };
}
