import { formatNumber } from '@orbisvoice/shared-ui/format';

const many =
  (one: string, more: string, rest = '') =>
  (count: number): string =>
    `${formatNumber(count)} ${count === 1 ? one : more}${rest}`;
const conversations = (rest = '') => many('conversation', 'conversations', rest);

/** What the rows of figures are called. */
export const ROW_WORDS = {
  conversations: conversations(),
  successes: many('success', 'successes'),
  failures: many('failure', 'failures'),
  known: conversations(' with a known outcome'),
  unknown: conversations(' of unknown outcome'),
  timed: conversations(' with a duration'),
  zeroLength: conversations(' of no length'),
  answered: conversations(' with a response time'),
  measured: conversations(' that measured this stage'),
  toolCalls: many('tool call', 'tool calls'),
  attempts: many('attempt', 'attempts'),
  retriedCalls: many('retried call', 'retried calls'),
  failedCalls: many('call', 'calls', ' that failed'),
  unsuccessfulCalls: many('call', 'calls', ' that failed or timed out'),
  timedOutCalls: many('call', 'calls', ' that timed out'),
  visitors: many('visitor', 'visitors'),
  newVisitors: many('new visitor', 'new visitors'),
  returning: many('returning visitor', 'returning visitors'),
  visits: many('visit', 'visits'),
  activations: many('visit', 'visits', ' with a conversation'),
  linkVisits: many('visit', 'visits'),
  signUps: many('sign-up', 'sign-ups'),
  conversions: many('conversion', 'conversions'),
  converted: many('company', 'companies', ' that paid'),
} as const satisfies Readonly<Record<string, (count: number) => string>>;
export type RowWords = keyof typeof ROW_WORDS;

const noMatch = { emptyFiltered: 'Nothing matches', emptyFilteredText: 'Try a longer period or fewer filters.' } as const;

/** What the lists of rows say. */
export const S = {
  filters: {
    agent: 'Agent',
    channel: 'Channel',
    status: 'Outcome',
    attempts: 'Attempts',
    everyAttempt: 'Every attempt',
    step: 'Reached',
    from: 'From',
    to: 'To',
    all: 'All',
    zone: (zone: string) => `Days in ${zone}`,
  },
  lastDays: 'Without a first day, 30 days are shown.',
  toAgents: 'Agents',
  toEngagement: 'Engagement',
  calls: {
    heading: 'Tool calls',
    columns: {
      at: 'Time',
      agent: 'Agent',
      tool: 'Tool',
      status: 'Outcome',
      attempt: 'Attempt',
      cause: 'Cause',
      duration: 'Duration',
      channel: 'Channel',
    },
    attemptOf: (attempt: number, attempts: number) => `${formatNumber(attempt)} of ${formatNumber(attempts)}`,
    call: (id: string) => `Call ${id}`,
    empty: 'No tool was called',
    emptyText: 'Calls of tools in conversations that count appear here.',
    ...noMatch,
  },
  visits: {
    heading: 'Visits',
    columns: {
      at: 'Time',
      agent: 'Agent',
      step: 'Reached',
      country: 'Country',
      device: 'Device',
      browser: 'Browser',
    },
    empty: 'No visit',
    emptyText: 'Visits in which the launcher was seen appear here.',
    ...noMatch,
  },
} as const;
