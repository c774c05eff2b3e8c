/** Of what kind a figure is, and so how it is written: `seconds` and `milliseconds` are spans, `ratio` is a fraction of 1, `money` minor units. */
export const METRIC_UNITS = ['count', 'ratio', 'seconds', 'milliseconds', 'money'] as const;
export type MetricUnit = (typeof METRIC_UNITS)[number];

/** Which way is better, so that a change can be told as good or bad; `neither` when it depends. */
export type MetricDirection = 'up' | 'down' | 'neither';

export interface MetricDefinition {
  readonly label: string;
  readonly unit: MetricUnit;
  readonly better: MetricDirection;
  /** One sentence for people, the formula in it. */
  readonly definition: string;
}

/** Goes up when a definition changes its meaning: stored reports and exports carry the version they were made with. */
export const METRICS_VERSION = 2;

/**
 * Every figure of the tenant's analytics, once: pages, API, CSV, PDF and mail take label, unit and sentence from here. A rate that has
 * nothing to divide by is null, never 0.
 */
export const METRICS = {
  conversations: {
    label: 'Conversations',
    unit: 'count',
    better: 'up',
    definition:
      'Sessions with at least one visitor turn or 10 seconds of connected audio, by the moment they began. Playground and failed-to-connect sessions never count.',
  },
  success_rate: {
    label: 'Success rate',
    unit: 'ratio',
    better: 'up',
    definition: 'Successful conversations out of those with a known outcome. Unknown outcomes are shown apart and never folded in.',
  },
  unknown_outcomes: {
    label: 'Unknown outcome',
    unit: 'count',
    better: 'down',
    definition: 'Conversations whose outcome nobody reported.',
  },
  duration_median: {
    label: 'Median duration',
    unit: 'seconds',
    better: 'neither',
    definition:
      'Half of the ended conversations were shorter, from connected to ended. Conversations of no length are left out and listed apart.',
  },
  duration_p90: {
    label: '90th percentile of duration',
    unit: 'seconds',
    better: 'neither',
    definition: 'Nine of ten ended conversations were shorter.',
  },
  duration_mean: {
    label: 'Mean duration',
    unit: 'seconds',
    better: 'neither',
    definition: 'Sum of the durations divided by the number of ended conversations that had a length.',
  },
  zero_length: {
    label: 'Of no length',
    unit: 'count',
    better: 'down',
    definition: 'Ended conversations that lasted less than a second; the durations leave them out.',
  },
  first_response_median: {
    label: 'Median response time',
    unit: 'milliseconds',
    better: 'down',
    definition: 'From the end of the visitor’s first speech to the agent’s first audio; half of the conversations were faster.',
  },
  first_response_p95: {
    label: '95th percentile of response time',
    unit: 'milliseconds',
    better: 'down',
    definition: 'Nineteen of twenty conversations were answered faster.',
  },
  first_response_p99: {
    label: '99th percentile of response time',
    unit: 'milliseconds',
    better: 'down',
    definition: 'All but one of a hundred conversations were answered faster.',
  },
  tool_calls: {
    label: 'Tool calls',
    unit: 'count',
    better: 'neither',
    definition:
      'Calls of tools in conversations that count, by the moment of their last attempt. Executions with the same call id are attempts of one call; one without an id is a call of its own.',
  },
  tool_attempts: {
    label: 'Tool attempts',
    unit: 'count',
    better: 'neither',
    definition: 'Executions of tools in conversations that count, first attempts and retries alike, each by its own moment.',
  },
  tool_retry_rate: {
    label: 'Tool retry rate',
    unit: 'ratio',
    better: 'down',
    definition: 'Tool calls with more than one attempt, out of all tool calls.',
  },
  tool_error_rate: {
    label: 'Tool error rate',
    unit: 'ratio',
    better: 'down',
    definition: 'Tool calls whose last attempt failed or timed out, out of all tool calls. A call that a retry saved is no failure.',
  },
  impressions: {
    label: 'Impressions',
    unit: 'count',
    better: 'up',
    definition: 'Visits in which at least half of the launcher was on screen for a second. Known robots are left out.',
  },
  activation_rate: {
    label: 'Activation',
    unit: 'ratio',
    better: 'up',
    definition:
      'Visits with a conversation that counts (a visitor turn or 10 seconds of connected audio), by the moment it began, out of visits with an impression.',
  },
  visitors: {
    label: 'Visitors',
    unit: 'count',
    better: 'up',
    definition: 'Different visitor ids among the conversations. Conversations without a visitor id are shown apart.',
  },
  returning_visitors: {
    label: 'Returning visitors',
    unit: 'count',
    better: 'up',
    definition: 'Visitors whose first conversation was before the period.',
  },
  referred_sign_ups: {
    label: 'Referred sign-ups',
    unit: 'count',
    better: 'up',
    definition: 'Workspaces that signed up through the link, by day of sign-up.',
  },
  referral_conversion: {
    label: 'Referral conversion',
    unit: 'ratio',
    better: 'up',
    definition:
      'Referred workspaces that paid a first invoice out of all that signed up in the period. One that took the payment back within 30 days counts no more.',
  },
  referral_visits: {
    label: 'Referral visits',
    unit: 'count',
    better: 'up',
    definition: 'Visits to the link, one per visitor and day; known robots are left out.',
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

export type MetricKey = keyof typeof METRICS;

/** The figures, and what a card tells without being one of them: each with its sentence. */
export const DEFINITIONS = {
  ...METRICS,
  response_listen: {
    label: 'Listen',
    unit: 'milliseconds',
    better: 'down',
    definition: 'Of the first answer of a conversation, from the end of the visitor’s speech until its text was there.',
  },
  response_think: {
    label: 'Think',
    unit: 'milliseconds',
    better: 'down',
    definition: 'Until the first words of that answer were there.',
  },
  response_speak: {
    label: 'Speak',
    unit: 'milliseconds',
    better: 'down',
    definition:
      'Until its first audio. Stages of an engine that streams overlap, so they need not add up to the response time; each counts the conversations that measured it.',
  },
  referral_payout: {
    label: 'Payout estimate',
    unit: 'money',
    better: 'up',
    definition:
      'Conversions of workspaces that signed up in the period, times what is paid for one by the present terms. Confirmed are those past the hold of 30 days, pending those still inside it.',
  },
} as const satisfies Readonly<Record<string, MetricDefinition>>;
export type DefinitionKey = keyof typeof DEFINITIONS;
