import type {
  AgentAnalytics,
  ConversationAnalytics,
  EngagementAnalytics,
  Figure,
  ReferralAnalytics,
  ReportHead,
  StageFigures,
} from '@orbisvoice/shared-dto';
import { RESPONSE_STAGES } from '@orbisvoice/shared-dto/values';
import { anId } from './ids';

export const aFigure = (value: number | null, previous: number | null = null, change: Partial<Figure> = {}): Figure => ({
  value,
  previous,
  numerator: null,
  denominator: null,
  ...change,
});

const aReportHead = (change: Partial<ReportHead> = {}): ReportHead => ({
  asOf: '2026-05-04T10:00:00.000Z',
  definitionVersion: 1,
  timeZone: 'Europe/Berlin',
  from: '2026-05-03',
  to: '2026-05-05',
  interval: 'day',
  previous: { from: '2026-05-01', to: '2026-05-03' },
  ...change,
});

const heatMap = Array.from({ length: 168 }, (_, at) => ({
  weekday: Math.floor(at / 24) + 1,
  hour: at % 24,
  conversations: at === 34 ? 9 : 0,
}));

export const conversationAnalytics = (change: Partial<ConversationAnalytics> = {}): ConversationAnalytics => ({
  ...aReportHead(),
  figures: {
    conversations: aFigure(1_200, 1_000),
    success_rate: aFigure(0.9, 0.95, { numerator: 900, denominator: 1_000 }),
    unknown_outcomes: aFigure(200, 250),
    duration_median: aFigure(75, 80, { denominator: 1_100 }),
    duration_p90: aFigure(240, 230, { denominator: 1_100 }),
    duration_mean: aFigure(101.5, 101.5, { numerator: 111_650, denominator: 1_100 }),
    zero_length: aFigure(3, 0),
    first_response_median: aFigure(640, 700, { denominator: 1 }),
    first_response_p95: aFigure(null, 1_900, { denominator: 0 }),
    first_response_p99: aFigure(2_400, 2_600, { denominator: 1 }),
  },
  series: [
    point('2026-05-03', { conversations: 400, success: 300, failure: 40, unknown: 60, timed: 390, durationMedian: 75, durationP90: 240 }),
    point('2026-05-04', { conversations: 800, success: 600, failure: 60, unknown: 140, isOpen: true }),
  ],
  heatMap,
  activeAgents: [{ agentId: anId(), agentName: 'Reception', isDeleted: false, conversations: 1_200 }],
  ...change,
});

function point(start: string, change: Partial<ConversationAnalytics['series'][number]>): ConversationAnalytics['series'][number] {
  return {
    start,
    isOpen: false,
    conversations: 0,
    previousConversations: 500,
    success: 0,
    failure: 0,
    unknown: 0,
    timed: 0,
    durationMedian: null,
    durationP90: null,
    durationMean: null,
    ...change,
  };
}

/** Listen, think and speak, of so many conversations each. */
export const stageFigures = (measured: readonly number[]): StageFigures[] =>
  RESPONSE_STAGES.map((stage, at) => {
    const [count, median] = [measured[at] ?? 0, [180, 390, 120][at] ?? 0];
    return {
      stage,
      measured: count,
      ...(count === 0 ? { median: null, p95: null, p99: null } : { median, p95: 2 * median, p99: 3 * median }),
    };
  });

export const agentFigures = (change: Partial<AgentAnalytics['agents'][number]> = {}): AgentAnalytics['agents'][number] => ({
  agentId: anId(),
  agentName: 'Reception',
  isDeleted: false,
  conversations: 12,
  previousConversations: 10,
  success: 8,
  failure: 2,
  unknown: 2,
  successRate: 0.8,
  durationMedian: 75,
  firstResponseMedian: 640,
  firstResponseP95: 1_900,
  firstResponseP99: 2_400,
  stages: stageFigures([4, 12, 0]),
  toolCalls: 40,
  toolErrorRate: 0.05,
  ...change,
});

export const agentAnalytics = (change: Partial<AgentAnalytics> = {}): AgentAnalytics => ({
  ...aReportHead(),
  figures: {
    conversations: aFigure(12, 10),
    success_rate: aFigure(0.8, 0.8, { numerator: 8, denominator: 10 }),
    first_response_median: aFigure(640, 700, { denominator: 11 }),
    tool_calls: aFigure(40, 30),
    tool_attempts: aFigure(43, 30),
    tool_retry_rate: aFigure(0.05, 0, { numerator: 2, denominator: 40 }),
    tool_error_rate: aFigure(0.05, 0.02, { numerator: 2, denominator: 40 }),
  },
  stages: stageFigures([8, 24, 0]),
  agents: [
    agentFigures(),
    agentFigures({ agentName: 'Night porter', conversations: 30, successRate: null, toolCalls: 0, toolErrorRate: null }),
  ],
  tools: [
    {
      agentId: anId(),
      agentName: 'Reception',
      tool: 'find_slot',
      calls: 40,
      attempts: 43,
      retried: 2,
      failed: 1,
      timedOut: 1,
      errorRate: 0.05,
      durationMedian: 320,
      durationP95: 1_900,
    },
  ],
  toolCauses: [{ tool: 'find_slot', cause: 'timed out', calls: 1 }],
  ...change,
});

export const engagementAnalytics = (change: Partial<EngagementAnalytics> = {}): EngagementAnalytics => ({
  ...aReportHead(),
  figures: {
    visitors: aFigure(80, 60),
    returning_visitors: aFigure(20, 20),
    impressions: aFigure(1_000, 900),
    activation_rate: aFigure(0.1, 0.08, { numerator: 100, denominator: 1_000 }),
  },
  keptSince: null,
  withoutVisitorId: 3,
  series: [{ start: '2026-05-03', isOpen: false, newVisitors: 60, returningVisitors: 20, impressions: 1_000, activations: 100 }],
  countries: [
    { value: 'DE', conversations: 75, share: 0.75 },
    { value: null, conversations: 25, share: 0.25 },
  ],
  devices: [
    { value: 'mobile', conversations: 60, share: 0.6 },
    { value: 'desktop', conversations: 40, share: 0.4 },
  ],
  browsers: [{ value: 'Safari', conversations: 100, share: 1 }],
  funnel: {
    mode: 'sequential',
    steps: [
      { step: 'impression', visits: 1_000, dropOff: 0.7 },
      { step: 'open', visits: 300, dropOff: 0.5 },
      { step: 'granted', visits: 150, dropOff: 1 / 3 },
      { step: 'first_turn', visits: 100, dropOff: 0.4 },
      { step: 'goal', visits: 60, dropOff: null },
    ],
  },
  ...change,
});

export const referralAnalytics = (change: Partial<ReferralAnalytics> = {}): ReferralAnalytics => ({
  ...aReportHead(),
  figures: {
    referral_visits: aFigure(120, 100),
    referred_sign_ups: aFigure(10, 8),
    referral_conversion: aFigure(0.3, 0.25, { numerator: 3, denominator: 10 }),
  },
  keptSince: null,
  series: [{ start: '2026-05-03', isOpen: false, visits: 120, signUps: 10, converted: 3 }],
  channels: [
    { channel: 'direct', visits: 100, signUps: 8, converted: 3, conversion: 0.375 },
    { channel: 'newsletter', visits: 20, signUps: 2, converted: 0, conversion: 0 },
  ],
  payout: { confirmed: 4_000, pending: 2_000, conversions: { confirmed: 2, pending: 1 }, perConversion: 2_000, currency: 'usd' },
  ...change,
});
