import { Injectable } from '@nestjs/common';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { type HistoryWindow } from '../domain/history-window.js';
import { type SeriesTotal } from '../domain/kept-metrics.js';
import { type ProcessIdentity } from './all-tenants-process.repository.js';

/** One minute of one process. */
export interface MinuteRecord {
  readonly minute: Date;
  readonly figures: Readonly<Record<string, number>>;
  readonly counts: readonly SeriesTotal[];
}

/** Counts of one series, one outcome and one step. */
export interface CountRow {
  readonly at: Date;
  readonly series: string;
  readonly outcome: string;
  readonly count: number;
  readonly seconds: number;
  readonly amount: number;
  readonly buckets: readonly number[];
}

export interface FigureRow {
  readonly at: Date;
  readonly name: string;
  readonly max: number;
  readonly avg: number;
  readonly sum: number;
}

export interface CoverageRow {
  readonly at: Date;
  readonly minutes: number;
  readonly processes: number;
}

/** What to read of the counts. */
export interface CountQuery {
  readonly metric: string;
  readonly window: HistoryWindow;
  /** One series only. */
  readonly series?: string;
  /** Over the whole window, instead of step by step. */
  readonly isTotal?: boolean;
}

const MINUTE = `
insert into system_minutes (minute, process_id, kind, figures) values ($1, $2, $3, $4)
on conflict (minute, process_id) do update set figures = system_minutes.figures || excluded.figures`;

/** A process that ends writes its last minute twice at most; what it says the second time is added. */
const COUNTS = `
insert into system_counts (minute, process_id, metric, series, outcome, count, seconds, amount, buckets)
select $1, $2, metric, series, outcome, count, seconds, amount, buckets
from jsonb_to_recordset($3::jsonb)
  as c (metric text, series text, outcome text, count bigint, seconds float8, amount float8, buckets bigint[])
on conflict (minute, metric, series, outcome, process_id) do update set
  count = system_counts.count + excluded.count,
  seconds = system_counts.seconds + excluded.seconds,
  amount = system_counts.amount + excluded.amount,
  buckets = (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by place)
             from unnest(system_counts.buckets, excluded.buckets) with ordinality as u (a, b, place))`;

const BUCKETS = 14;
/** By subscript: many times faster than unnesting a million arrays. */
const SUMS = Array.from({ length: BUCKETS }, (_, index) => `coalesce(sum(buckets[${index + 1}]), 0)::float8`).join(', ');
const STEP = `date_bin(make_interval(secs => $3), minute, $1)`;

const countsText = (isTotal: boolean): string => `
select ${isTotal ? '$1::timestamptz' : STEP} as at, series, outcome, sum(count)::float8 as count, sum(seconds) as seconds,
       sum(amount) as amount, array[${SUMS}] as buckets
from system_counts
where minute >= $1 and minute < $2 and metric = $4 and ($5::text is null or series = $5)${isTotal ? ' and $3::float8 is not null' : ''}
group by 1, 2, 3`;

const COVERAGE = `
select ${STEP} as at, count(distinct minute)::int as minutes, count(distinct process_id)::int as processes
from system_minutes
where minute >= $1 and minute < $2 and ($4::text is null or kind = $4)
group by 1`;

/** Of one process the step's mean or worst; of several processes their sum, or the worst of all. */
const FIGURES = `
select at, name, max(top) as max, avg(mean) as avg, sum(mean) as sum
from (
  select ${STEP} as at, process_id, name, max((figures->>name)::float8) as top, avg((figures->>name)::float8) as mean
  from system_minutes, unnest($4::text[]) as name
  where minute >= $1 and minute < $2 and figures ? name
  group by 1, 2, 3
) of_process
group by 1, 2`;

const TABLES = [
  ['system_minutes', 'minute'],
  ['system_counts', 'minute'],
  ['system_processes', 'seen_at'],
  ['system_statements', 'last_seen_at'],
  ['system_errors', 'last_seen_at'],
] as const;
const SLICE = 5_000;

/** The history of all processes: written a minute at a time, read in steps. */
@Injectable()
export class AllTenantsHistoryRepository {
  constructor(private readonly database: PlatformDatabase) {}

  record({ id, kind }: Pick<ProcessIdentity, 'id' | 'kind'>, { minute, figures, counts }: MinuteRecord): Promise<void> {
    return this.database.transaction(async (client) => {
      await client.query({ name: 'system.minute', text: MINUTE, values: [minute, id, kind, figures] });
      if (counts.length > 0) await client.query({ name: 'system.counts', text: COUNTS, values: [minute, id, JSON.stringify(counts)] });
    });
  }

  /** Adds counts to a minute that is not over, without saying that all of it is recorded. */
  async add({ id }: Pick<ProcessIdentity, 'id'>, minute: Date, counts: readonly SeriesTotal[]): Promise<void> {
    await this.database.query({ name: 'system.counts', text: COUNTS, values: [minute, id, JSON.stringify(counts)] });
  }

  counts({ metric, window, series, isTotal = false }: CountQuery): Promise<readonly CountRow[]> {
    const { from, to, stepSeconds } = window;
    return this.database.query<CountRow>({ text: countsText(isTotal), values: [from, to, stepSeconds, metric, series ?? null] });
  }

  /** How much of each step was recorded at all, by processes of the kind. */
  coverage({ from, to, stepSeconds }: HistoryWindow, kind: string | null): Promise<readonly CoverageRow[]> {
    return this.database.query<CoverageRow>({ text: COVERAGE, values: [from, to, stepSeconds, kind] });
  }

  figures(names: readonly string[], { from, to, stepSeconds }: HistoryWindow): Promise<readonly FigureRow[]> {
    return this.database.query<FigureRow>({ text: FIGURES, values: [from, to, stepSeconds, names] });
  }

  /** Deletes what was last touched before the instant, in slices. @returns how many rows */
  async purge(before: Date): Promise<number> {
    let total = 0;
    for (const [table, column] of TABLES) {
      for (let gone = SLICE; gone === SLICE; total += gone) {
        const { rowCount } = await this.database.pool.query(
          `delete from ${table} where ctid = any(array(select ctid from ${table} where ${column} < $1 limit ${SLICE}))`,
          [before],
        );
        gone = rowCount ?? 0;
      }
    }
    return total;
  }
}
