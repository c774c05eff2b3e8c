import { Injectable } from '@nestjs/common';
import type { CountedChannel } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { SnapshotReader } from '../../../platform/database/snapshot-reader.js';
import type { Cell, ClockHour, DayCell, HourCell } from '../domain/conversation-tally.js';
import type { HourPoint } from '../domain/report-days.js';
import { stageRows } from '../domain/stage-histograms.js';
import { type DaysBy, figuresSql } from './conversation-figures.sql.js';
import { type DayColumns, daysIn } from './day-columns.js';
import { type ReportState, stateSql } from './report-state.sql.js';

/** Local days, half-open, from the first day of the span before (or their own first one), and what is chosen of them. */
export interface FiguresScope {
  readonly timeZone: string;
  readonly first: string;
  readonly from: string;
  readonly to: string;
  readonly isHourly: boolean;
  readonly agentId: string | null;
  readonly channel: CountedChannel | null;
}

export interface AgentName {
  readonly id: string;
  readonly name: string;
  readonly isDeleted: boolean;
  readonly isActive: boolean;
}

/** What one snapshot holds. */
export interface ConversationFigures {
  /** What most of it came from. */
  readonly way: 'days' | 'hours' | 'rows';
  /** The zone of the workspace, whichever its days were asked for in. */
  readonly zone: string;
  readonly days: readonly DayCell[];
  readonly hours: readonly HourCell[];
  /** Conversations of the span by hour of the clock, as far as they are in days that do not know it. */
  readonly clock: readonly ClockHour[];
  /** Conversations of the span by agent, as far as they are in cells that know no agent. */
  readonly agentSums: readonly { readonly agentId: string; readonly conversations: number }[];
  readonly agents: readonly AgentName[];
  /** The hours of both spans, oldest first; none unless asked for. */
  readonly points: readonly HourPoint[];
}

/** The same, and what it depends on. */
export interface KnownFigures extends ConversationFigures, ReportState {}

const STATEMENTS = {
  all: { name: 'analytics.conversation_figures', text: figuresSql('all') },
  chosen: { name: 'analytics.chosen_figures', text: figuresSql('chosen') },
  agents: { name: 'analytics.agent_figures', text: figuresSql('agents') },
} as const satisfies Record<DaysBy, object>;

const STATE = { name: 'analytics.conversation_state', text: stateSql('conversations') } as const;

type Lists = 'durationBuckets' | 'durationCounts' | 'responseBuckets' | 'responseCounts';

/** A sum of cells as the statement has it: the lists of its parts beside each other. */
type SumOf<T extends Cell> = Omit<T, Lists> & Readonly<Record<Lists, readonly (readonly number[])[]>>;
type AgentSum = SumOf<DayCell> & Readonly<Record<'stageBuckets' | 'stageCounts', readonly (readonly number[])[]>>;

/** One behind the other. By hand: there may be hundreds of thousands of numbers, and `flat` takes ten times as long. */
function joined(lists: readonly (readonly number[])[]): number[] {
  const all: number[] = [];
  for (const list of lists) for (let index = 0; index < list.length; index++) all.push(list[index] ?? 0);
  return all;
}

/** The sum as a cell: a histogram takes its buckets in any order, and more than once. */
const cellOf = <T extends Cell>(sum: SumOf<T>): Omit<T, Lists> & Pick<Cell, Lists> => ({
  ...sum,
  durationBuckets: joined(sum.durationBuckets),
  durationCounts: joined(sum.durationCounts),
  responseBuckets: joined(sum.responseBuckets),
  responseCounts: joined(sum.responseCounts),
});

const agentCell = ({ stageBuckets, stageCounts, ...sum }: AgentSum): DayCell => ({
  ...cellOf<DayCell>(sum),
  stages: stageRows(stageBuckets, stageCounts),
});

/** Figures of a tenant's conversations: dashboard, analytics, exports and mails read them here and nowhere else. */
@Injectable()
export class ConversationFiguresRepository {
  constructor(private readonly reader: SnapshotReader) {}

  /** The zone of the workspace's days. */
  async timeZone(tenantId: TenantId): Promise<string> {
    const text = 'select time_zone as "timeZone" from tenants where id = $1';
    return (await this.reader.one<{ timeZone: string }>(tenantId, { name: 'analytics.time_zone', text, values: [tenantId] })).timeZone;
  }

  /** What the figures of a snapshot depend on, the open one if there is one. */
  state(tenantId: TenantId): Promise<ReportState> {
    return this.reader.one(tenantId, { ...STATE, values: [tenantId] });
  }

  /** In the open snapshot if there is one. Without a choice of agent or channel days are read as a whole. */
  async read(tenantId: TenantId, scope: FiguresScope): Promise<KnownFigures> {
    const by = scope.agentId === null && scope.channel === null ? 'all' : 'chosen';
    const row = await this.rowOf<{ days: readonly DayColumns[]; hours: readonly SumOf<HourCell>[]; version: string }>(tenantId, scope, by);
    return { ...row, days: row.days.flatMap(daysIn), hours: row.hours.map(cellOf<HourCell>) };
  }

  /** The same by agent, with the stages of answers of the span itself: one cell for each and span, among the days. */
  async readByAgent(tenantId: TenantId, scope: FiguresScope): Promise<ConversationFigures> {
    const row = await this.rowOf<{ days: readonly AgentSum[] }>(tenantId, scope, 'agents');
    return { ...row, days: row.days.map(agentCell) };
  }

  private rowOf<Sums extends object>(
    tenantId: TenantId,
    scope: FiguresScope,
    by: DaysBy,
  ): Promise<Omit<ConversationFigures, keyof Sums> & Sums> {
    const { timeZone, from, to, first, agentId, channel, isHourly } = scope;
    return this.reader.one(tenantId, { ...STATEMENTS[by], values: [tenantId, timeZone, from, to, first, agentId, channel, isHourly] });
  }
}
