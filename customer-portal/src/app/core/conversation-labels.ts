import type {
  ConversationChannel,
  ConversationOutcome,
  ConversationStatus,
  Device,
  ToolAttemptFilter,
  ToolStatus,
} from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import type { TraitWords } from './trait-filters';
import { countryName } from './visitor-facts';
import { HOURS, WEEKDAYS } from './week';

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

/** What the success rate is made of, as a choice beside the outcomes. */
export const KNOWN_OUTCOME = 'Success or failure';

export const OUTCOME_LABELS: Readonly<Record<ConversationOutcome, Label>> = {
  success: { label: 'Success', tone: 'success' },
  failure: { label: 'Failure', tone: 'danger' },
  unknown: { label: 'Unknown', tone: 'neutral' },
};

export const TOOL_LABELS: Readonly<Record<ToolStatus, Label>> = {
  succeeded: { label: 'Succeeded', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  timed_out: { label: 'Timed out', tone: 'warning' },
};

/** Attempts of tool calls as a filter; without one every attempt is there. */
export const ATTEMPT_LABELS: Readonly<Record<ToolAttemptFilter, string>> = { last: 'One for each call', retried: 'Retried calls' };

export const DEVICE_LABELS: Readonly<Record<Device, string>> = { desktop: 'Desktop', mobile: 'Mobile', tablet: 'Tablet', other: 'Other' };

/** Filters of the list that have no field, by parameter and value: most of them a figure of the reports sets, the others whoever writes an address. */
export const TRAIT_LABELS = {
  isCounted: { true: 'Counts towards the plan', false: 'Does not count' },
  isEnded: { true: 'Has ended', false: 'Has not ended' },
  length: { some: 'With a duration', none: 'Of no length' },
  hasFirstResponse: { true: 'With a response time', false: 'Without a response time' },
  measuredStage: { listen: 'Listening was measured', think: 'Thinking was measured', speak: 'Speaking was measured' },
  visitor: { known: 'With a visitor id', new: 'New visitors', returning: 'Returning visitors' },
  oncePerVisitor: { true: 'One of each visitor: the latest' },
  country: (code: string) => `From ${countryName(code)}`,
  device: { desktop: 'On a desktop', mobile: 'On a mobile', tablet: 'On a tablet', other: 'On another device' },
  browser: (name: string) => `With ${name}`,
  unsaid: { country: 'No country known', device: 'No device known', browser: 'No browser known' },
  weekday: Object.fromEntries(WEEKDAYS.map((name, at) => [String(at + 1), `${name}s`])),
  hour: Object.fromEntries(HOURS.map((hour, at) => [String(at), hour])),
} as const satisfies TraitWords;
