import { FUNNEL_STEPS, METRICS_VERSION, RESPONSE_STAGES } from '@orbisvoice/shared-dto/values';
import type { AgentAnalytics, ConversationAnalytics, EngagementAnalytics, ReferralAnalytics } from '@orbisvoice/shared-dto';
import type { ReportAnswers } from '../src/modules/analytics/services/report-mapping.js';

const DAY_MS = 86_400_000;
const dayAt = (index: number): string => new Date(Date.parse('2026-10-01') + index * DAY_MS).toISOString().slice(0, 10);
/** Numbers that look like traffic and are the same every time. */
const wobble = (index: number, size: number): number => Math.round(size * (1 + 0.4 * Math.sin(index * 0.9) + 0.2 * Math.cos(index * 2.3)));

const figure = (value: number | null, previous: number | null, parts: readonly [number, number] | null = null) => ({
  value,
  previous,
  numerator: parts?.[0] ?? null,
  denominator: parts?.[1] ?? null,
});

const head = {
  asOf: '2026-11-01T06:00:00.000Z',
  definitionVersion: METRICS_VERSION,
  timeZone: 'Europe/Berlin',
  from: '2026-10-01',
  to: '2026-11-01',
  interval: 'day' as const,
  previous: { from: '2026-08-31', to: '2026-10-01' },
};

const conversations: ConversationAnalytics = {
  ...head,
  figures: {
    conversations: figure(1284, 1146),
    success_rate: figure(866 / 1040, 0.77, [866, 1040]),
    unknown_outcomes: figure(244, 260),
    duration_median: figure(161, 179),
    duration_p90: figure(402.5, 398),
    duration_mean: figure(188.42, 190.1, [238_540, 1266]),
    zero_length: figure(18, 9),
    first_response_median: figure(742, 810),
    first_response_p95: figure(1630, 1500),
    first_response_p99: figure(2410, 2600),
  },
  series: Array.from({ length: 31 }, (_, index) => ({
    start: dayAt(index),
    isOpen: index === 30,
    conversations: wobble(index, 41),
    previousConversations: wobble(index + 5, 37),
    success: wobble(index, 27),
    failure: wobble(index, 6),
    unknown: wobble(index, 8),
    timed: index === 12 ? 0 : 40 + index,
    durationMedian: index === 12 ? null : 120 + wobble(index, 40),
    durationP90: index === 12 ? null : 300 + wobble(index, 100),
    durationMean: index === 12 ? null : 150.5 + wobble(index, 35),
  })),
  heatMap: Array.from({ length: 168 }, (_, index) => {
    const [weekday, hour] = [Math.floor(index / 24) + 1, index % 24];
    const isBusy = hour > 7 && hour < 20 && weekday < 6;
    return { weekday, hour, conversations: isBusy ? wobble(index, 14) : wobble(index, 1) };
  }),
  activeAgents: [],
};

/** Nothing measured is null, not 0. */
const stages = (measured: number): AgentAnalytics['stages'] =>
  RESPONSE_STAGES.map((stage, index) => {
    const median = [180, 410, 150][index] ?? 0;
    const times = { median: median + measured / 10, p95: 2.1 * median, p99: 3.4 * median };
    return { stage, measured, ...(measured === 0 ? { median: null, p95: null, p99: null } : times) };
  });

const agents: AgentAnalytics = {
  ...head,
  stages: stages(1100),
  figures: {
    conversations: conversations.figures.conversations,
    success_rate: conversations.figures.success_rate,
    first_response_median: conversations.figures.first_response_median,
    tool_calls: figure(2310, 1900),
    tool_attempts: figure(2402, 1990),
    tool_retry_rate: figure(0.0355, 0.041, [82, 2310]),
    tool_error_rate: figure(0.0234, 0.041, [54, 2310]),
  },
  agents: [
    'Ava, front desk',
    'Bruno für Rückrufe',
    'Chloé =2+2',
    'Дарья',
    'Ελένη',
    'Empfang mit einem sehr langen Namen, der umbrechen muss',
  ].map((agentName, index) => ({
    agentId: `0198c0de-0000-7000-8000-00000000000${String(index)}`,
    agentName,
    isDeleted: index === 3,
    conversations: 420 - index * 70,
    previousConversations: index === 4 ? null : 400 - index * 60,
    success: 300 - index * 50,
    failure: 40 - index * 5,
    unknown: 80 - index * 15,
    successRate: index === 5 ? null : 0.88 - index * 0.03,
    durationMedian: 150 + index * 12.4,
    firstResponseMedian: 700 + index * 61,
    firstResponseP95: 1500 + index * 130,
    firstResponseP99: 2300 + index * 170,
    stages: stages(index === 5 ? 0 : 400 - index * 60),
    toolCalls: 800 - index * 120,
    toolErrorRate: index === 5 ? null : 0.01 * index,
  })),
  tools: ['opening_hours', 'book_appointment', 'send_sms'].map((tool, index) => ({
    agentId: '0198c0de-0000-7000-8000-000000000000',
    agentName: 'Ava, front desk',
    tool,
    calls: 900 - index * 300,
    attempts: 940 - index * 290,
    retried: 36 - index * 4,
    failed: index * 14,
    timedOut: index * 3,
    errorRate: (index * 17) / (900 - index * 300),
    durationMedian: 120 + index * 400,
    durationP95: 480 + index * 900,
  })),
  toolCauses: [
    { tool: 'send_sms', cause: 'upstream answered 503', calls: 28 },
    { tool: 'book_appointment', cause: 'timed out', calls: 3 },
  ],
};

const engagement: EngagementAnalytics = {
  ...head,
  figures: {
    visitors: figure(902, 811),
    returning_visitors: figure(214, 190),
    impressions: figure(20_411, 18_020),
    activation_rate: figure(1190 / 20_411, 0.061, [1190, 20_411]),
  },
  keptSince: null,
  withoutVisitorId: 62,
  series: Array.from({ length: 31 }, (_, index) => ({
    start: dayAt(index),
    isOpen: index === 30,
    newVisitors: wobble(index, 22),
    returningVisitors: wobble(index, 7),
    impressions: wobble(index, 658),
    activations: wobble(index, 38),
  })),
  countries: [
    { value: 'DE', conversations: 800, share: 800 / 1284 },
    { value: 'AT', conversations: 310, share: 310 / 1284 },
    { value: null, conversations: 174, share: 174 / 1284 },
  ],
  devices: [{ value: 'phone', conversations: 700, share: 700 / 1284 }],
  browsers: [{ value: 'Firefox', conversations: 200, share: 200 / 1284 }],
  funnel: {
    mode: 'sequential',
    steps: FUNNEL_STEPS.map((step, index) => {
      const visits = [20_411, 4800, 2100, 1190, 866];
      const [now = 0, next] = [visits[index], visits[index + 1]];
      return { step, visits: now, dropOff: next === undefined ? null : 1 - next / now };
    }),
  },
};

const referrals: ReferralAnalytics = {
  ...head,
  figures: { referral_visits: figure(310, 280), referred_sign_ups: figure(14, 11), referral_conversion: figure(5 / 14, 4 / 11, [5, 14]) },
  keptSince: null,
  series: Array.from({ length: 31 }, (_, index) => ({
    start: dayAt(index),
    isOpen: index === 30,
    visits: wobble(index, 10),
    signUps: index % 3 === 0 ? 1 : 0,
    converted: index % 9 === 0 ? 1 : 0,
  })),
  channels: [{ channel: 'direct', visits: 200, signUps: 9, converted: 4, conversion: 4 / 9 }],
  payout: { confirmed: 30_000, pending: 10_000, conversions: { confirmed: 3, pending: 1 }, perConversion: 10_000, currency: 'usd' },
};

/** Answers of every service, with long names, other scripts, a formula, gaps and figures that do not exist. */
export const SAMPLE_ANSWERS: Required<ReportAnswers> = { conversations, agents, engagement, referrals };
