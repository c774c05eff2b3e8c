import type { Export } from '@orbisvoice/shared-dto';
import { EXPORT_DATASETS, FUNNEL_STEP_LABELS, exportChannels, type ExportDataset } from '@orbisvoice/shared-dto/values';
import { ATTEMPT_LABELS, CHANNEL_LABELS, KNOWN_OUTCOME, OUTCOME_LABELS, STATUS_LABELS, TRAIT_LABELS } from '../../core/conversation-labels';
import { channelLabel } from '../../core/referral-channel';
import {
  CALL_LABELS,
  CALL_TRAITS,
  DELIVERY_LABELS,
  HOLD_LABELS,
  INVOICE_LABELS,
  REFERRAL_LABELS,
  USAGE_LABELS,
  VISIT_TRAITS,
} from '../../core/row-labels';
import type { TraitWords } from '../../core/trait-filters';
import type { PickName } from './export-request';
import { STATUS_LABELS as EXPORT_LABELS } from './exports.strings';

type Labels = Readonly<Record<string, { readonly label: string }>>;

/** States of rows, as the page that lists them calls them. */
const STATUSES: Readonly<Partial<Record<ExportDataset, Labels>>> = {
  conversations: STATUS_LABELS,
  tool_executions: CALL_LABELS,
  invoices: INVOICE_LABELS,
  referrals: REFERRAL_LABELS,
  webhook_deliveries: DELIVERY_LABELS,
  exports: EXPORT_LABELS,
};

export const statusLabel = (dataset: ExportDataset, status: string): string => STATUSES[dataset]?.[status]?.label ?? status;

const CHANNELS: Readonly<Record<string, string>> = CHANNEL_LABELS;
/** Links name channels of their own. */
export const exportChannelLabel = (dataset: ExportDataset, channel: string): string =>
  exportChannels(dataset) ? (CHANNELS[channel] ?? channel) : channelLabel(channel);

export const outcomeLabel = (outcome: NonNullable<Export['filters']['outcome']>): string =>
  outcome === 'known' ? KNOWN_OUTCOME : OUTCOME_LABELS[outcome].label;

const labelsOf = (words: Labels): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).map(([value, { label }]) => [value, label]));
const prefixed = (prefix: string, words: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(words).map(([value, label]) => [value, `${prefix} ${label.toLowerCase()}`]));

/** The words of filters that speak for themselves. */
export const FILTER_WORDS: TraitWords = {
  ...TRAIT_LABELS,
  attempts: ATTEMPT_LABELS,
  ...CALL_TRAITS,
  search: (text: string) => `Name has “${text}”`,
  isActive: { true: 'Active', false: 'Inactive' },
  isDeleted: { true: 'Deleted', false: 'Not deleted' },
  step: prefixed('Reached:', FUNNEL_STEP_LABELS),
  ...VISIT_TRAITS,
  state: labelsOf(USAGE_LABELS),
  invoiceId: () => 'Billed by one invoice',
  hold: HOLD_LABELS,
  endpointId: () => 'One endpoint',
  event: (event: string) => event,
  dataset: (dataset: string) => `Content: ${datasetLabel(dataset)}`,
};

const DATASETS: Labels = EXPORT_DATASETS;
const datasetLabel = (dataset: string): string => DATASETS[dataset]?.label ?? dataset;

const LABELS: Readonly<Partial<Record<PickName, Readonly<Record<string, string>>>>> = {
  outcome: labelsOf(OUTCOME_LABELS),
  step: FUNNEL_STEP_LABELS,
  state: labelsOf(USAGE_LABELS),
  attempts: ATTEMPT_LABELS,
  hold: HOLD_LABELS,
};

/** What a value is called where it is chosen. */
export function choiceLabel(dataset: ExportDataset, pick: PickName, value: string): string {
  if (pick === 'channel') return exportChannelLabel(dataset, value);
  if (pick === 'status') return statusLabel(dataset, value);
  return pick === 'dataset' ? datasetLabel(value) : (LABELS[pick]?.[value] ?? value);
}
