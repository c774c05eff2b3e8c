import type { CreateExport } from '@orbisvoice/shared-dto';
import {
  ANALYTICS_INTERVALS,
  CONVERSATION_CHANNELS,
  CONVERSATION_OUTCOMES,
  CONVERSATION_STATUSES,
  COUNTED_CHANNELS,
  EXPORT_DATASETS,
  TOOL_ATTEMPT_FILTERS,
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

/** The form as it is filled in. Days are local and both included; an empty choice narrows nothing. */
export interface ExportDraft {
  dataset: ExportDataset;
  format: ExportFormat;
  range: string;
  filters: {
    from: string;
    to: string;
    interval: string;
    agentId: string;
    channel: string;
    status: string;
    outcome: string;
    attempts: string;
  };
  hasByteOrderMark: boolean;
}

/** What can be chosen for a dataset. */
interface Choices {
  readonly formats: readonly ExportFormat[];
  readonly ranges: readonly RangeChoice[];
  readonly channels: readonly string[];
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
    channels: isFigures ? COUNTED_CHANNELS : CONVERSATION_CHANNELS,
    has: (filter) => known.includes(filter),
  };
}

/** The form for a dataset: what the one before had and this one knows stays. */
export function draftOf(dataset: ExportDataset, before?: ExportDraft): ExportDraft {
  const { formats, ranges } = choicesOf(dataset);
  const format = formats.find((one) => one === before?.format) ?? formats[0] ?? 'csv';
  const range = ranges.find((one) => one === before?.range) ?? (ranges.includes(EVERYTHING) ? EVERYTHING : '30d');
  const filters = before?.filters ?? { from: '', to: '', interval: 'day', agentId: '', channel: '', status: '', outcome: '', attempts: '' };
  return { dataset, format, range, filters, hasByteOrderMark: before?.hasByteOrderMark ?? false };
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
  const channel = choices.has('channel')
    ? CONVERSATION_CHANNELS.find((one) => one === filters.channel && choices.channels.includes(one))
    : undefined;
  const status = choices.has('status') ? oneOf(filters.status, CONVERSATION_STATUSES) : undefined;
  const outcome = choices.has('outcome') ? oneOf(filters.outcome, CONVERSATION_OUTCOMES) : undefined;
  const attempts = choices.has('attempts') ? oneOf(filters.attempts, TOOL_ATTEMPT_FILTERS) : undefined;
  const interval = choices.has('interval') ? oneOf(filters.interval, ANALYTICS_INTERVALS) : undefined;
  return {
    dataset,
    format,
    hasByteOrderMark: format === 'csv' && draft.hasByteOrderMark,
    filters: {
      ...(days && { from: days.from, to: addDays(days.to, 1) }),
      ...(interval && { interval }),
      ...(agentId && { agentId }),
      ...(channel && { channel }),
      ...(status && { status }),
      ...(outcome && { outcome }),
      ...(attempts && { attempts }),
    },
  };
}
