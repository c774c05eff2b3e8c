import type { ConversationChannel, ConversationOutcome, ConversationStatus, Device } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** A state in words, with the colour that supports them. */
export interface Label {
  label: string;
  tone: Tone;
}

export const CHANNEL_LABELS: Readonly<Record<ConversationChannel, string>> = {
  widget: 'Widget',
  api: 'API',
  phone: 'Phone',
  playground: 'Playground',
};

export const STATUS_LABELS: Readonly<Record<ConversationStatus, Label>> = {
  open: { label: 'Live', tone: 'info' },
  completed: { label: 'Completed', tone: 'neutral' },
  abandoned: { label: 'Abandoned', tone: 'warning' },
  failed: { label: 'Failed', tone: 'danger' },
};

export const OUTCOME_LABELS: Readonly<Record<ConversationOutcome, Label>> = {
  success: { label: 'Success', tone: 'success' },
  failure: { label: 'Failure', tone: 'danger' },
  unknown: { label: 'Unknown', tone: 'neutral' },
};

export const DEVICE_LABELS: Readonly<Record<Device, string>> = { desktop: 'Desktop', mobile: 'Mobile', tablet: 'Tablet', other: 'Other' };
