import type {
  HoldFilter,
  InvoiceStatus,
  ReferralStatus,
  ToolCallFilter,
  UsageEventState,
  WebhookDeliveryStatus,
} from '@orbisvoice/shared-dto/values';
import { TOOL_LABELS, type Label } from './conversation-labels';
import type { TraitWords } from './trait-filters';

/** States of rows that a page lists and a file holds, in the words of both. */
export const CALL_LABELS: Readonly<Record<ToolCallFilter, Label>> = {
  ...TOOL_LABELS,
  unsuccessful: { label: 'Failed or timed out', tone: 'danger' },
};

export const REFERRAL_LABELS: Readonly<Record<ReferralStatus, Label>> = {
  signed_up: { label: 'Signed up', tone: 'info' },
  converted: { label: 'Customer', tone: 'success' },
  reversed: { label: 'Reversed', tone: 'neutral' },
};

export const HOLD_LABELS: Readonly<Record<HoldFilter, string>> = { inside: 'Still inside the hold', past: 'Past the hold' };

export const INVOICE_LABELS: Readonly<Record<InvoiceStatus, Label>> = {
  draft: { label: 'Draft', tone: 'neutral' },
  open: { label: 'Open', tone: 'warning' },
  paid: { label: 'Paid', tone: 'success' },
  void: { label: 'Void', tone: 'neutral' },
  uncollectible: { label: 'Uncollectible', tone: 'danger' },
};

export const USAGE_LABELS: Readonly<Record<UsageEventState, Label>> = {
  reserved: { label: 'Live, not counted yet', tone: 'info' },
  counted: { label: 'Counted', tone: 'success' },
  released: { label: 'Not counted', tone: 'neutral' },
};

export const DELIVERY_LABELS: Readonly<Record<WebhookDeliveryStatus, Label>> = {
  pending: { label: 'Waiting', tone: 'info' },
  succeeded: { label: 'Delivered', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
};

/** Filters of tool calls and visits that no field of their page sets, by parameter and value. */
export const CALL_TRAITS = {
  tool: (name: string) => `Tool ${name}`,
  cause: (cause: string) => `Cause ${cause}`,
} as const satisfies TraitWords;
export const VISIT_TRAITS = { funnel: { strict: 'Steps right after each other' } } as const satisfies TraitWords;
