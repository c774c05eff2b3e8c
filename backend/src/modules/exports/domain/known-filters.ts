import { EXPORT_DATASETS, isDayBound, isDayDataset, type ExportDataset } from '@orbisvoice/shared-dto/values';

/** Fields that are one filter together; every other field is a filter of its own name. */
const RANGE: readonly string[] = ['from', 'to', 'timeZone'];

/** Fields that were given and that the dataset does not know: ignoring one would give more than was asked for. */
export function unknownFilters(dataset: ExportDataset, filters: Readonly<Record<string, unknown>>): string[] {
  const known: readonly string[] = EXPORT_DATASETS[dataset].filters;
  const isKnown = (field: string): boolean => known.includes(RANGE.includes(field) ? 'range' : field);
  return Object.keys(filters).filter((field) => filters[field] !== undefined && !isKnown(field));
}

/** Bounds that are instants, where the dataset is of days. */
export const strayInstants = (
  dataset: ExportDataset,
  filters: Readonly<Partial<Record<'from' | 'to', string | undefined>>>,
): ('from' | 'to')[] => (['from', 'to'] as const).filter((bound) => isDayDataset(dataset) && !isDayBound(filters[bound] ?? ''));
