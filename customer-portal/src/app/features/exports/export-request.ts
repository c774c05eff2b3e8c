import type { CreateExport } from '@orbisvoice/shared-dto';
import {
  ANALYTICS_INTERVALS,
  CONVERSATION_OUTCOMES,
  EXPORT_DATASETS,
  EXPORT_DATASET_NAMES,
  FUNNEL_STEPS,
  HOLD_FILTERS,
  TOOL_ATTEMPT_FILTERS,
  USAGE_EVENT_STATES,
  WEBHOOK_EVENTS,
  exportChannels,
  exportStatuses,
  type ExportDataset,
  type ExportFilter,
  type ExportFormat,
} from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { addDays } from '@orbisvoice/shared-ui/format';
import { presetDays, RANGE_PRESETS, type Days, type RangePreset } from '../../core/range-presets';

/** Every day there is, and days of one's own, besides the ranges with a name. */
export const EVERYTHING = 'everything';
export const CUSTOM = 'custom';
type RangeChoice = RangePreset | typeof EVERYTHING | typeof CUSTOM;

/** Filters that the form has a choice of values for. */
const PICKS = {
  channel: (dataset) => exportChannels(dataset) ?? [],
  status: exportStatuses,
  outcome: () => CONVERSATION_OUTCOMES,
  attempts: () => TOOL_ATTEMPT_FILTERS,
  step: () => FUNNEL_STEPS,
  state: () => USAGE_EVENT_STATES,
  hold: () => HOLD_FILTERS,
  event: () => WEBHOOK_EVENTS,
  dataset: () => EXPORT_DATASET_NAMES,
} as const satisfies Readonly<Partial<Record<ExportFilter, (dataset: ExportDataset) => readonly string[]>>>;
export type PickName = keyof typeof PICKS;
const PICK_NAMES = Object.keys(PICKS) as PickName[];

const NOTHING: ExportDraft['filters'] = {
  from: '',
  to: '',
  interval: 'day',
  agentId: '',
  channel: '',
  status: '',
  outcome: '',
  attempts: '',
  step: '',
  state: '',
  hold: '',
  event: '',
  dataset: '',
};

/** The form as it is filled in. Days are local and both included; an empty choice narrows nothing. */
export interface ExportDraft {
  dataset: ExportDataset;
  format: ExportFormat;
  range: string;
  filters: Record<'from' | 'to' | 'interval' | 'agentId' | PickName, string>;
  hasByteOrderMark: boolean;
}

/** What can be chosen for a dataset. */
interface Choices {
  readonly formats: readonly ExportFormat[];
  readonly ranges: readonly RangeChoice[];
  readonly picks: readonly { readonly name: PickName; readonly values: readonly string[] }[];
  has(filter: ExportFilter): boolean;
}

export function choicesOf(dataset: ExportDataset): Choices {
  const { formats, filters, permission } = EXPORT_DATASETS[dataset];
  const known: readonly ExportFilter[] = filters;
  // figures are of a span: all there is cannot be held in one answer
  const isFigures = permission === 'stats.read';
  return {
    formats,
    ranges: known.includes('range') ? [...(isFigures ? [] : ([EVERYTHING] as const)), ...RANGE_PRESETS, CUSTOM] : [],
    // a channel that links name themselves is none to choose
    picks: PICK_NAMES.filter((name) => known.includes(name))
      .map((name) => ({ name, values: PICKS[name](dataset) }))
      .filter(({ values }) => values.length > 0),
    has: (filter) => known.includes(filter),
  };
}

/** The form for a dataset: what the one before had and this one knows stays. */
export function draftOf(dataset: ExportDataset, before?: ExportDraft): ExportDraft {
  const { formats, ranges } = choicesOf(dataset);
  const format = formats.find((one) => one === before?.format) ?? formats[0] ?? 'csv';
  const range = ranges.find((one) => one === before?.range) ?? (ranges.includes(EVERYTHING) ? EVERYTHING : '30d');
  return { dataset, format, range, filters: before?.filters ?? NOTHING, hasByteOrderMark: before?.hasByteOrderMark ?? false };
}

/** The chosen days; null for all there are. */
export function daysOf({ range, filters }: ExportDraft, today: string): Days | null {
  if (range === CUSTOM) return { from: filters.from, to: filters.to };
  const preset = RANGE_PRESETS.find((one) => one === range);
  return preset ? presetDays(preset, today) : null;
}

/** What the API is asked for. Filters that the dataset does not know are left out: they may be left over from another one. */
export function requestOf(draft: ExportDraft, today: string): CreateExport {
  const { dataset, format, filters } = draft;
  const choices = choicesOf(dataset);
  const days = choices.has('range') ? daysOf(draft, today) : null;
  const agentId = choices.has('agentId') ? filters.agentId : '';
  const interval = choices.has('interval') ? oneOf(filters.interval, ANALYTICS_INTERVALS) : undefined;
  const picked = choices.picks.flatMap(({ name, values }) => (values.includes(filters[name]) ? [[name, filters[name]] as const] : []));
  return {
    dataset,
    format,
    hasByteOrderMark: format === 'csv' && draft.hasByteOrderMark,
    filters: {
      ...(days && { from: days.from, to: addDays(days.to, 1) }),
      ...(interval && { interval }),
      ...(agentId && { agentId }),
      // each is one of the values of its own filter
      ...(Object.fromEntries(picked) as CreateExport['filters']),
    },
  };
}
