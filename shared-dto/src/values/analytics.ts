import type { MetricKey } from './metrics.js';

/** How fine a series is. Weeks begin on Monday (ISO 8601). */
export const ANALYTICS_INTERVALS = ['hour', 'day', 'week', 'month'] as const;
export type AnalyticsInterval = (typeof ANALYTICS_INTERVALS)[number];

/** What a range is held against: the same length right before it, or nothing. */
export const ANALYTICS_COMPARISONS = ['previous', 'none'] as const;
export type AnalyticsComparison = (typeof ANALYTICS_COMPARISONS)[number];

/** Channels a conversation can count on; the playground never does. */
export const COUNTED_CHANNELS = ['widget', 'api', 'phone'] as const;
export type CountedChannel = (typeof COUNTED_CHANNELS)[number];

/** Longest range of one report, in days: two years and a leap day, so that a year can be held against the one before. */
export const ANALYTICS_DAYS_MAX = 731;
/** Most points of one series; a finer interval over a longer range is refused with the field named. */
export const ANALYTICS_POINTS_MAX = 800;

/** Most causes of failed tool calls that a report lists, the most frequent first. */
export const TOOL_CAUSES_MAX = 20;

/** Rows of a list whose names anybody chooses who sends them (browsers, tools, channels): what few had is one row, the last. */
export const ANALYTICS_LIST_MAX = 50;
/** What that row is called. */
export const ANALYTICS_OTHER = 'other';

/** What the widget reports of a visit, in the order it happens. */
export const WIDGET_EVENT_KINDS = ['impression', 'open', 'granted'] as const;
export type WidgetEventKind = (typeof WIDGET_EVENT_KINDS)[number];

/**
 * The steps of the drop-off funnel (metrics.md): the first three come from the widget, the others from the conversation. `first_turn` is the
 * start of a conversation that counts, by a visitor turn or by ten seconds of connected audio.
 */
export const FUNNEL_STEPS = ['impression', 'open', 'granted', 'first_turn', 'goal'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** The same words on the page, in files and in the report. */
export const FUNNEL_STEP_LABELS: Readonly<Record<FunnelStep, string>> = {
  impression: 'Launcher seen',
  open: 'Opened',
  granted: 'Microphone or text',
  first_turn: 'Conversation',
  goal: 'Goal reached',
};

/** How steps of a visit are read: in order, other things between; or one right after the other with none left out. */
export const FUNNEL_MODES = ['sequential', 'strict'] as const;
export type FunnelMode = (typeof FUNNEL_MODES)[number];

/** Figures of the reports a mail or a cover page leads with. */
export const HEADLINE_METRICS = [
  'conversations',
  'success_rate',
  'duration_median',
  'first_response_median',
  'activation_rate',
  'tool_error_rate',
] as const satisfies readonly MetricKey[];
