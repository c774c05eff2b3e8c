import { EXPORT_DATASETS, type ExportDataset, type ExportFilter } from '@orbisvoice/shared-dto/values';

/** Fields a request may narrow by, and the filter of a dataset that each belongs to. */
const FILTER_OF: Readonly<Partial<Record<string, ExportFilter>>> = {
  from: 'range',
  to: 'range',
  timeZone: 'range',
  interval: 'interval',
  agentId: 'agentId',
  channel: 'channel',
  status: 'status',
  outcome: 'outcome',
  isCounted: 'isCounted',
  isEnded: 'isEnded',
  length: 'length',
  hasFirstResponse: 'hasFirstResponse',
  visitor: 'visitor',
  oncePerVisitor: 'oncePerVisitor',
  country: 'country',
  device: 'device',
  browser: 'browser',
  unsaid: 'unsaid',
  weekday: 'weekday',
  hour: 'hour',
};

/** Fields that were given and that the dataset does not know: ignoring one would give more than was asked for. */
export function unknownFilters(dataset: ExportDataset, filters: Readonly<Record<string, unknown>>): string[] {
  const known: readonly ExportFilter[] = EXPORT_DATASETS[dataset].filters;
  const isKnown = (field: string): boolean => {
    const filter = FILTER_OF[field];
    return filter !== undefined && known.includes(filter);
  };
  return Object.keys(filters).filter((field) => filters[field] !== undefined && !isKnown(field));
}
