import { COUNTED_CHANNELS } from './analytics.js';
import { EXPORT_STATUSES, isDayDataset, type ExportDataset, type ExportStatus } from './exports.js';
import { SHOWN_INVOICE_STATUSES, type ShownInvoiceStatus } from './plan-codes.js';
import { TOOL_CALL_FILTERS, type ToolCallFilter } from './row-filters.js';
import {
  CONVERSATION_CHANNELS,
  CONVERSATION_STATUSES,
  REFERRAL_STATUSES,
  type ConversationStatus,
  type ReferralStatus,
} from './statuses.js';
import { WEBHOOK_DELIVERY_STATUSES, type WebhookDeliveryStatus } from './webhooks.js';

/** A status as the list of some dataset has it. */
export type ExportStatusFilter =
  ConversationStatus | ToolCallFilter | ShownInvoiceStatus | ReferralStatus | WebhookDeliveryStatus | ExportStatus;

/** The states that rows of a dataset may be in; datasets that know no `status` are not here. */
const STATUSES: Readonly<Partial<Record<ExportDataset, readonly ExportStatusFilter[]>>> = {
  conversations: CONVERSATION_STATUSES,
  tool_executions: TOOL_CALL_FILTERS,
  invoices: SHOWN_INVOICE_STATUSES,
  referrals: REFERRAL_STATUSES,
  webhook_deliveries: WEBHOOK_DELIVERY_STATUSES,
  exports: EXPORT_STATUSES,
};

/** Every word that some dataset takes as a `status`. */
export const EXPORT_STATUS_FILTERS: readonly ExportStatusFilter[] = [...new Set(Object.values(STATUSES).flat())];

/** What a dataset takes as a `status`. */
export const exportStatuses = (dataset: ExportDataset): readonly ExportStatusFilter[] => STATUSES[dataset] ?? [];

/** What a dataset takes as a `channel`; null where links name their own. */
export function exportChannels(dataset: ExportDataset): readonly string[] | null {
  if (dataset === 'referrals' || dataset === 'referral_visits') return null;
  return isDayDataset(dataset) ? COUNTED_CHANNELS : CONVERSATION_CHANNELS;
}
