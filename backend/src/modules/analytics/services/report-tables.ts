import type { AgentAnalytics, ConversationAnalytics, EngagementAnalytics, ReferralAnalytics, StageFigures } from '@orbisvoice/shared-dto';
import { FUNNEL_STEP_LABELS, RESPONSE_STAGE_LABELS, TOOL_CAUSES_MAX } from '@orbisvoice/shared-dto/values';
import type { ColumnUnit, ReportCell, ReportColumn, ReportTable } from '../domain/report-document.js';

/** A column and where its value stands in a row of the answer. */
type Field<Row> = readonly [key: keyof Row & string, label: string, unit: ColumnUnit, description: string];

function tableOf<Row extends object>(
  head: { key: string; title: string },
  fields: readonly Field<Row>[],
  rows: readonly Row[],
): ReportTable {
  const columns: ReportColumn[] = fields.map(([key, label, unit, description]) => ({ key, label, unit, description }));
  return { ...head, columns, rows: rows.map((row) => fields.map(([key]) => row[key] as ReportCell)) };
}

type PointRow<Row> = Row & { readonly start: string; readonly isOpen: boolean };
const start = ['start', 'From', 'text', 'Local day, or instant, at which the point begins'] as const;
const open = ['isOpen', 'Still open', 'flag', 'The point has not ended: its figures still move'] as const;
const agent = ['agentName', 'Agent', 'text', 'Name of the agent'] as const;

export const conversationsTable = ({ series }: Pick<ConversationAnalytics, 'series'>): ReportTable =>
  tableOf<PointRow<ConversationAnalytics['series'][number]>>(
    { key: 'conversations', title: 'Conversations over time' },
    [
      start,
      open,
      ['conversations', 'Conversations', 'count', 'Conversations that began in the point'],
      [
        'previousConversations',
        'Previous',
        'count',
        'Conversations of the same days, or hour of the clock, moved back by the length of the span',
      ],
      ['success', 'Success', 'count', 'With a successful outcome'],
      ['failure', 'Failure', 'count', 'With a failed outcome'],
      ['unknown', 'Unknown', 'count', 'Whose outcome nobody reported'],
      ['timed', 'Timed', 'count', 'Conversations that the durations are made of'],
      ['durationMedian', 'Median', 'seconds', 'Median duration of the ended ones'],
      ['durationP90', '90th perc.', 'seconds', 'Nine of ten were shorter'],
      ['durationMean', 'Mean', 'seconds', 'Mean duration'],
    ],
    series,
  );

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Weekdays by hours: the heat map, which is its own table. */
export function peakHoursTable({ heatMap }: Pick<ConversationAnalytics, 'heatMap'>): ReportTable {
  const counts = new Map(heatMap.map(({ weekday, hour, conversations }) => [`${String(weekday)} ${String(hour)}`, conversations]));
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const columns: ReportColumn[] = [
    { key: 'weekday', label: 'Weekday', unit: 'text', description: 'Local weekday' },
    ...hours.map((hour): ReportColumn => {
      const label = String(hour).padStart(2, '0');
      return { key: `hour${label}`, label, unit: 'count', description: `Conversations that began between ${label}:00 and ${label}:59` };
    }),
  ];
  const rows = WEEKDAYS.map((name, index) => [name, ...hours.map((hour) => counts.get(`${String(index + 1)} ${String(hour)}`) ?? 0)]);
  return { key: 'peak_hours', title: 'Peak hours', columns, rows };
}

export const agentsTable = ({ agents }: Pick<AgentAnalytics, 'agents'>): ReportTable =>
  tableOf<AgentAnalytics['agents'][number]>(
    { key: 'agents', title: 'Agents side by side' },
    [
      agent,
      ['isDeleted', 'Deleted', 'flag', 'The agent is gone; its conversations stay'],
      ['conversations', 'Conversations', 'count', 'Conversations that began in the range'],
      ['previousConversations', 'Previous', 'count', 'The same of the previous span'],
      ['success', 'Success', 'count', 'With a successful outcome'],
      ['failure', 'Failure', 'count', 'With a failed outcome'],
      ['unknown', 'Unknown', 'count', 'Whose outcome nobody reported'],
      ['successRate', 'Success rate', 'ratio', 'Successful ones out of those with a known outcome'],
      ['durationMedian', 'Duration', 'seconds', 'Median duration'],
      ['firstResponseMedian', 'Response', 'milliseconds', 'Median response time'],
      ['firstResponseP95', 'Resp. p95', 'milliseconds', '95th percentile of response time'],
      ['firstResponseP99', 'Resp. p99', 'milliseconds', '99th percentile of response time'],
      ['toolCalls', 'Tool calls', 'count', 'Calls of tools; attempts of one call are one'],
      ['toolErrorRate', 'Tool errors', 'ratio', 'Calls whose last attempt failed or timed out, out of all'],
    ],
    agents,
  );

const ALL_AGENTS = 'All agents';
/** A stage of an agent, or of all together. */
type StageRow = Omit<StageFigures, 'stage'> & { readonly agentName: string; readonly stage: string };

/** How long the stages of first answers took: of all agents, then of each that measured any. */
export function stagesTable({ stages, agents }: Pick<AgentAnalytics, 'stages' | 'agents'>): ReportTable {
  const parts = [{ agentName: ALL_AGENTS, stages }, ...agents].filter(({ stages: of }) => of.some(({ measured }) => measured > 0));
  return tableOf<StageRow>(
    { key: 'response_stages', title: 'Response time by stage' },
    [
      ['agentName', 'Agent', 'text', 'Name of the agent; the first rows are of all of them'],
      ['stage', 'Stage', 'text', 'Listen, until the visitor’s speech was text; think, until the first words; speak, until the first audio'],
      ['measured', 'Measured', 'count', 'Conversations whose first answer says how long the stage took'],
      ['median', 'Median', 'milliseconds', 'Half of these were faster'],
      ['p95', '95th perc.', 'milliseconds', 'Nineteen of twenty were faster'],
      ['p99', '99th perc.', 'milliseconds', 'All but one of a hundred were faster'],
    ],
    parts.flatMap(({ agentName, stages: of }) =>
      of.map((figures) => ({ ...figures, agentName, stage: RESPONSE_STAGE_LABELS[figures.stage] })),
    ),
  );
}

export const toolsTable = ({ tools }: Pick<AgentAnalytics, 'tools'>): ReportTable =>
  tableOf<AgentAnalytics['tools'][number]>(
    { key: 'tools', title: 'Tools' },
    [
      agent,
      ['tool', 'Tool', 'text', 'Name of the tool; other stands for all behind the first fifty rows'],
      ['calls', 'Calls', 'count', 'Calls, by the moment of their last attempt'],
      ['attempts', 'Attempts', 'count', 'Executions: first attempts and retries, each by its own moment'],
      ['retried', 'Retried', 'count', 'Calls with more than one attempt'],
      ['failed', 'Failed', 'count', 'Calls whose last attempt answered with an error'],
      ['timedOut', 'Timed out', 'count', 'Calls whose last attempt had no answer in time'],
      ['errorRate', 'Error rate', 'ratio', 'Failed and timed out, out of all calls'],
      ['durationMedian', 'Median', 'milliseconds', 'Median time of an attempt'],
      ['durationP95', '95th perc.', 'milliseconds', 'Nineteen of twenty attempts were faster'],
    ],
    tools,
  );

export const toolCausesTable = ({ toolCauses }: Pick<AgentAnalytics, 'toolCauses'>): ReportTable =>
  tableOf<AgentAnalytics['toolCauses'][number]>(
    {
      key: 'tool_causes',
      title: toolCauses.length < TOOL_CAUSES_MAX ? 'Why tools failed' : `Why tools failed: the ${TOOL_CAUSES_MAX} most frequent`,
    },
    [
      ['tool', 'Tool', 'text', 'Name of the tool'],
      ['cause', 'Cause', 'text', 'As the tool reported it'],
      ['calls', 'Calls', 'count', 'Calls whose last attempt failed for it'],
    ],
    toolCauses,
  );

export const engagementTable = ({ series }: Pick<EngagementAnalytics, 'series'>): ReportTable =>
  tableOf<PointRow<EngagementAnalytics['series'][number]>>(
    { key: 'engagement', title: 'Engagement over time' },
    [
      start,
      open,
      ['newVisitors', 'New visitors', 'count', 'Their first conversation ever fell into the point'],
      ['returningVisitors', 'Returning', 'count', 'Visitors who had been there before'],
      ['impressions', 'Impressions', 'count', 'Visits that saw the launcher'],
      ['activations', 'Activations', 'count', 'Visits with a conversation that counts'],
    ],
    series,
  );

/** What of the range was deleted, so that no file shows less than there was without a word. No table where all is there. */
export function keptTables({ engagement, referrals }: KeptAnswers): ReportTable[] {
  const rows = [
    ['Visits of the widget', engagement],
    ['Visits to your link', referrals],
  ] as const;
  const cut = rows.flatMap(([visits, answer]) => (answer && isCut(answer) ? [[visits, answer.keptSince]] : []));
  if (cut.length === 0) return [];
  const columns: ReportColumn[] = [
    { key: 'visits', label: 'Visits', unit: 'text', description: 'Which visits' },
    { key: 'keptSince', label: 'Kept since', unit: 'text', description: 'What began before this day was deleted and is in no figure' },
  ];
  return [{ key: 'kept_since', title: 'What is not in here', columns, rows: cut }];
}

interface KeptAnswers {
  readonly engagement?: EngagementAnalytics;
  readonly referrals?: ReferralAnalytics;
}

const isCut = ({ keptSince, from, previous }: EngagementAnalytics | ReferralAnalytics): boolean =>
  keptSince !== null && (previous?.from ?? from) < keptSince;

/** Where visitors come from and what with, in one table for each property. */
export const breakdownTables = (answer: Pick<EngagementAnalytics, 'countries' | 'devices' | 'browsers'>): ReportTable[] =>
  (
    [
      ['countries', 'Countries', 'Country'],
      ['devices', 'Devices', 'Device'],
      ['browsers', 'Browsers', 'Browser'],
    ] as const
  ).map(([key, title, label]) =>
    tableOf<EngagementAnalytics['countries'][number]>(
      { key, title },
      [
        [
          'value',
          label,
          'text',
          `${label} of the visitor; a dash stands for those that did not say, other for all behind the first fifty rows`,
        ],
        ['conversations', 'Conversations', 'count', 'Conversations with it'],
        ['share', 'Share', 'ratio', 'Out of all conversations of the range'],
      ],
      answer[key],
    ),
  );

export const funnelTable = ({ funnel }: Pick<EngagementAnalytics, 'funnel'>): ReportTable =>
  tableOf<{ step: string; visits: number; dropOff: number | null }>(
    { key: 'funnel', title: funnel.mode === 'strict' ? 'Drop-off, step right after step' : 'Drop-off' },
    [
      ['step', 'Step', 'text', 'How far a visit came'],
      ['visits', 'Visits', 'count', 'Visits that came this far'],
      ['dropOff', 'Drop-off', 'ratio', 'Out of these, those that did not come to the next step'],
    ],
    funnel.steps.map(({ step, visits, dropOff }) => ({ step: FUNNEL_STEP_LABELS[step], visits, dropOff })),
  );

export const referralsTable = ({ series }: Pick<ReferralAnalytics, 'series'>): ReportTable =>
  tableOf<PointRow<ReferralAnalytics['series'][number]>>(
    { key: 'referrals', title: 'Referrals over time' },
    [
      start,
      open,
      ['visits', 'Visits', 'count', 'Visits to your link'],
      ['signUps', 'Sign-ups', 'count', 'Workspaces that signed up through it'],
      ['converted', 'Converted', 'count', 'Of these, those that paid a first invoice, in or past the hold'],
    ],
    series,
  );

export const referralChannelsTable = ({ channels }: Pick<ReferralAnalytics, 'channels'>): ReportTable =>
  tableOf<ReferralAnalytics['channels'][number]>(
    { key: 'referral_channels', title: 'Referrals by channel' },
    [
      ['channel', 'Channel', 'text', 'As the link says it; direct where it said none, other for all behind the first fifty rows'],
      ['visits', 'Visits', 'count', 'Visits to your link'],
      ['signUps', 'Sign-ups', 'count', 'Workspaces that signed up through it'],
      ['converted', 'Converted', 'count', 'Of these, those that paid a first invoice, in or past the hold'],
      ['conversion', 'Conversion', 'ratio', 'Converted out of sign-ups'],
    ],
    channels,
  );

const PAYOUT_WORDS: readonly (readonly ['confirmed' | 'pending' | 'perConversion', string])[] = [
  ['confirmed', 'Confirmed: converted and past the hold'],
  ['pending', 'Pending: converted, still inside the hold'],
  ['perConversion', 'For each conversion'],
];

/** What the referrals of the range are worth, as an estimate. */
export const payoutTable = ({ payout }: Pick<ReferralAnalytics, 'payout'>): ReportTable => ({
  key: 'payout',
  title: 'Payout estimate',
  columns: [
    { key: 'what', label: 'What', unit: 'text', description: 'Which part of the estimate' },
    { key: 'amount', label: 'Amount', unit: 'money', description: 'By the present terms', currency: payout.currency },
  ],
  rows: PAYOUT_WORDS.map(([key, words]) => [words, payout[key]]),
});
