import type { CreateExport, ReportHead } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS, type ExportDataset, type ExportFilter } from '@orbisvoice/shared-dto/values';

/** Datasets whose rows are points in time. */
const OVER_TIME: readonly ExportDataset[] = ['analytics_conversations', 'analytics_engagement', 'analytics_referrals'];

type Narrowing = Partial<Pick<NonNullable<CreateExport['filters']>, 'agentId' | 'channel'>>;

/** What to ask for so that the file holds what the report shows: its days, zone and interval, and those of its filters that the dataset knows. */
export function exportRequest(dataset: ExportDataset, format: CreateExport['format'], head: ReportHead, narrowed: Narrowing): CreateExport {
  const known: readonly ExportFilter[] = EXPORT_DATASETS[dataset].filters;
  return {
    dataset,
    format,
    hasByteOrderMark: false,
    filters: {
      from: head.from,
      to: head.to,
      timeZone: head.timeZone,
      ...(OVER_TIME.includes(dataset) ? { interval: head.interval } : {}),
      ...(known.includes('agentId') && narrowed.agentId ? { agentId: narrowed.agentId } : {}),
      ...(known.includes('channel') && narrowed.channel ? { channel: narrowed.channel } : {}),
    },
  };
}
