import { localTime } from './conversation-rows.js';

export type Query = Readonly<Record<string, string>>;

export const CONVERSATIONS = '/conversations';
export const CALLS = '/analytics/tool-calls';
export const VISITS = '/analytics/visits';
export const counted = { isCounted: 'true' };
export const last = { attempts: 'last' };

/** What a figure opens: of which part of it, and where. */
export type Opened = readonly [metric: string, part: 'value' | 'numerator' | 'denominator', path: string, query: Query];

export const OF_CONVERSATIONS: readonly Opened[] = [
  ['conversations', 'value', CONVERSATIONS, counted],
  ['success_rate', 'numerator', CONVERSATIONS, { ...counted, outcome: 'success' }],
  ['success_rate', 'denominator', CONVERSATIONS, { ...counted, outcome: 'known' }],
  ['unknown_outcomes', 'value', CONVERSATIONS, { ...counted, outcome: 'unknown' }],
  ['duration_median', 'denominator', CONVERSATIONS, { ...counted, length: 'some' }],
  ['duration_p90', 'denominator', CONVERSATIONS, { ...counted, length: 'some' }],
  ['duration_mean', 'denominator', CONVERSATIONS, { ...counted, length: 'some' }],
  ['zero_length', 'value', CONVERSATIONS, { ...counted, length: 'none' }],
  ['first_response_median', 'denominator', CONVERSATIONS, { ...counted, hasFirstResponse: 'true' }],
  ['first_response_p95', 'denominator', CONVERSATIONS, { ...counted, hasFirstResponse: 'true' }],
  ['first_response_p99', 'denominator', CONVERSATIONS, { ...counted, hasFirstResponse: 'true' }],
];
export const OF_AGENTS: readonly Opened[] = [
  ['conversations', 'value', CONVERSATIONS, counted],
  ['success_rate', 'denominator', CONVERSATIONS, { ...counted, outcome: 'known' }],
  ['first_response_median', 'denominator', CONVERSATIONS, { ...counted, hasFirstResponse: 'true' }],
  ['tool_calls', 'value', CALLS, last],
  ['tool_attempts', 'value', CALLS, {}],
  ['tool_retry_rate', 'numerator', CALLS, { attempts: 'retried' }],
  ['tool_retry_rate', 'denominator', CALLS, last],
  ['tool_error_rate', 'numerator', CALLS, { ...last, status: 'unsuccessful' }],
  ['tool_error_rate', 'denominator', CALLS, last],
];
export const OF_ENGAGEMENT: readonly Opened[] = [
  ['visitors', 'value', CONVERSATIONS, { oncePerVisitor: 'true' }],
  ['returning_visitors', 'value', CONVERSATIONS, { oncePerVisitor: 'true', visitor: 'returning' }],
  ['impressions', 'value', VISITS, {}],
  ['activation_rate', 'numerator', VISITS, { step: 'first_turn' }],
  ['activation_rate', 'denominator', VISITS, {}],
];
export const OF_REFERRALS: readonly Opened[] = [
  ['referral_visits', 'value', '/referrals/visits', {}],
  ['referred_sign_ups', 'value', '/referrals', {}],
  ['referral_conversion', 'numerator', '/referrals', { status: 'converted' }],
  ['referral_conversion', 'denominator', '/referrals', {}],
];

const HOUR_MS = 3_600_000;

/** The moments that each hour of a series is made of, by the clock of its zone. */
export function hourly<P extends { readonly start: string }>(series: readonly P[], timeZone: string): (P & { readonly bounds: Query })[] {
  return series.map((point) => {
    const begins = Date.parse(point.start);
    const quarters = [0, 1, 2, 3]
      .map((quarter) => begins + (quarter * HOUR_MS) / 4)
      .filter((at) => localTime(at, timeZone).hour === begins);
    const [from, last] = [Math.min(...quarters), Math.max(...quarters)];
    return { ...point, bounds: { from: new Date(from).toISOString(), to: new Date(last + HOUR_MS / 4).toISOString() } };
  });
}

export const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** What the lists refuse, and the field they name. */
export const REFUSED: readonly (readonly [path: string, query: Query, field: string])[] = [
  [CALLS, { attempts: 'first' }, 'attempts'],
  [CALLS, { from: '2026-03-02', to: '2026-03-01' }, 'to'],
  [CALLS, { from: '1999-01-01' }, 'from'],
  [CALLS, { timeZone: 'Mars/Olympus' }, 'timeZone'],
  [CALLS, { status: 'good' }, 'status'],
  [CALLS, { channel: 'playground' }, 'channel'],
  [CALLS, { agentId: 'x' }, 'agentId'],
  [CALLS, { cursor: 'nonsense' }, 'cursor'],
  [CALLS, { pageSize: '1000' }, 'pageSize'],
  [CALLS, { tool: 'x'.repeat(65) }, 'tool'],
  [VISITS, { step: 'sale' }, 'step'],
  [VISITS, { funnel: 'loose' }, 'funnel'],
  [VISITS, { cursor: Buffer.from('["then","me"]').toString('base64url') }, 'cursor'],
  [VISITS, { from: '2026-02-30' }, 'from'],
  [VISITS, { from: '2026-03-02', to: '2026-03-02' }, 'to'],
  [VISITS, { from: '2026-03-02T10:00:00.000Z', to: '2026-03-02T10:00:00Z' }, 'to'],
  [VISITS, { from: '2026-03-02T10:00' }, 'from'],
  [VISITS, { from: '1999-12-31T23:59:59Z' }, 'from'],
  [VISITS, { to: '9999-12-31T23:59:59Z' }, 'to'],
  [CALLS, { from: '2026-03-02T10:00:00Z' }, 'from'],
  ['/referrals', { from: '2026-03-02', to: '2026-03-02' }, 'to'],
  ['/referrals', { from: '2026-03-02T10:00:00.000Z', to: '2026-03-02T10:00:00Z' }, 'to'],
  ['/referrals/visits', { from: '2026-03-02T10:00' }, 'from'],
  ['/referrals', { hold: 'long' }, 'hold'],
  ['/referrals', { status: 'gone' }, 'status'],
  ['/referrals/visits', { channel: 'Not A Slug' }, 'channel'],
  ['/referrals/visits', { page: '0' }, 'page'],
];
