import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Duck, openDuck } from './duckdb.js';

/** What the figures read, as one file; moments as the clock of a zone shows them, for the column store has no calendar of its own. */
const COLUMNS = (zone: string): string => `
  copy (select tenant_id, agent_id, outcome, duration_seconds, first_response_ms, started_at at time zone '${zone}' as moment
          from conversations where counted_at is not null) to stdout with (format csv, header)`;
const TYPES = `{'tenant_id': 'UUID', 'agent_id': 'UUID', 'outcome': 'VARCHAR', 'duration_seconds': 'INTEGER', 'first_response_ms': 'INTEGER', 'moment': 'TIMESTAMP'}`;

/** Counted conversations in DuckDB; null where it is not installed. */
export async function duckOfConversations(
  client: pg.Client,
  { zone, say }: { readonly zone: string; readonly say: (line: string) => void },
): Promise<Duck | null> {
  const duck = await openDuck(say);
  if (!duck) return null;
  const folder = await mkdtemp(join(tmpdir(), 'orbis-bench-duck-'));
  try {
    const file = join(folder, 'conversations.csv');
    const begun = performance.now();
    await pipeline(client.query(copyTo(COLUMNS(zone))), createWriteStream(file));
    await duck.run(`create table conversations as select * from read_csv('${file}', header = true, columns = ${TYPES})`);
    say(
      `DuckDB loaded from a file of PostgreSQL's in ${((performance.now() - begun) / 1000).toFixed(1)} s; what happens later it does not know`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return duck;
}

export interface DuckSpan {
  readonly tenantId: string;
  readonly first: string;
  readonly from: string;
  readonly to: string;
}

/** The statement over the rows, as DuckDB says it: series with percentiles, both spans, heat map, agents. */
export async function duckPage(duck: Duck, { tenantId, first, from, to }: DuckSpan): Promise<void> {
  const counted = `from conversations where tenant_id = '${tenantId}' and moment >= '${first}' and moment < '${to}'`;
  const now = `${counted} and moment >= '${from}'`;
  const outcomes = `count(*) as n, count(*) filter (where outcome = 'success') as success, count(*) filter (where outcome = 'failure') as failure`;
  const durations = `quantile_cont(duration_seconds, [0.5, 0.9]) filter (where duration_seconds > 0) as durations`;
  await duck.rows(
    `select moment::date as day, ${outcomes}, avg(duration_seconds) filter (where duration_seconds > 0) as mean, ${durations} ${counted} group by 1`,
  );
  await duck.rows(
    `select moment >= '${from}' as is_current, count(*) as n, ${durations}, quantile_cont(first_response_ms, [0.5, 0.95]) as responses ${counted} group by 1`,
  );
  await duck.rows(`select isodow(moment) as weekday, hour(moment) as hour, count(*) as n ${now} group by 1, 2`);
  await duck.rows(`select agent_id, count(*) as n ${now} group by 1`);
}

export const DUCK_YEAR = 'select moment::date as day, count(*) as n from conversations group by 1';
