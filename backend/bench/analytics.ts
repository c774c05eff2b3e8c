import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import Fastify from 'fastify';
import pg from 'pg';
import { AppModule } from '../src/app.module.js';
import { configureApp, httpAdapter } from '../src/configure-app.js';
import { PlatformHours, Rollups } from '../src/modules/analytics/index.js';
import { dayAfter, dayOf } from '../src/modules/analytics/domain/report-days.js';
import { figuresSql } from '../src/modules/analytics/persistence/conversation-figures.sql.js';
import { readSettings } from '../src/platform/config/settings.js';
import { givenKey, MID, openGenerated, WHALE } from './analytics-data.js';
import { DUCK_YEAR, duckOfConversations, duckPage } from './analytics-duck.js';
import { productEnvironment } from './bench-process.js';
import type { Duck } from './duckdb.js';
import { httpText } from './http-text.js';
import { median } from './paired-rounds.js';

const ROWS = Number(process.env['ROWS'] ?? 10_000_000);
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
/** How often each contender is asked in a round; its time of the round is the median. */
const CALLS = 9;
/** A server that has been up for a while: what is asked for the first thousand times runs in code that is not compiled yet. */
const WARM_CALLS = 1_500;
const WARM_MS = 5_000;
const ZONE = 'Europe/Berlin';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Contender {
  readonly label: string;
  /** Done before each call, and not timed. */
  readonly before?: () => Promise<unknown>;
  readonly run: () => Promise<unknown>;
}
interface Outcome {
  readonly label: string;
  readonly ms: number;
  /** Its time to the first contender's, of the same round. */
  readonly ratio: { readonly median: number; readonly low: number; readonly high: number };
}

async function timed({ before, run }: Contender): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    await before?.();
    const begun = performance.now();
    await run();
    times.push(performance.now() - begun);
  }
  return median(times);
}

async function warm({ before, run }: Contender): Promise<void> {
  const until = performance.now() + WARM_MS;
  for (let call = 0; call < WARM_CALLS && performance.now() < until; call++) {
    await before?.();
    await run();
  }
}

/** Every contender once per round, in rotating order, against the first of the same round. */
async function rounds(contenders: readonly Contender[]): Promise<Outcome[]> {
  const times = contenders.map((): number[] => []);
  for (const contender of contenders) await warm(contender);
  for (let round = 0; round < ROUNDS; round++)
    for (let step = 0; step < contenders.length; step++) {
      const index = (step + round) % contenders.length;
      const contender = contenders[index];
      if (contender) times[index]?.push(await timed(contender));
    }
  return contenders.map(({ label }, index) => {
    const own = times[index] ?? [];
    const ratios = own.map((ms, round) => ms / (times[0]?.[round] ?? Number.NaN));
    return { label, ms: median(own), ratio: { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) } };
  });
}

async function compare(heading: string, target: string, contenders: readonly Contender[]): Promise<Outcome[]> {
  const outcomes = await rounds(contenders);
  print(`\n${heading}   (${target})`);
  for (const { label, ms, ratio } of outcomes)
    print(
      `${label.padEnd(52)}${ms.toFixed(2).padStart(10)} ms   ${ratio.median.toFixed(2)} [${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}]`,
    );
  return outcomes;
}

const to = dayAfter(dayOf(new Date(), ZONE), 1);
const from = dayAfter(to, -30);
const first = dayAfter(from, -30);

/** What somebody without roll-ups would ask for the same page: series with percentiles, figures of both spans, heat map, agents. */
const RAW = `
with counted as materialized (
  select agent_id, outcome, duration_seconds, first_response_ms, started_at at time zone $2 as at from conversations
   where tenant_id = $1 and counted_at is not null and started_at >= $3::date::timestamp at time zone $2 and started_at < $5::date::timestamp at time zone $2)
select
  (select json_agg(x) from (select at::date as day, count(*), count(*) filter (where outcome = 'success') as success,
     count(*) filter (where outcome = 'failure') as failure, avg(duration_seconds) filter (where duration_seconds > 0) as mean,
     percentile_cont(array[0.5, 0.9]) within group (order by duration_seconds) filter (where duration_seconds > 0) as durations
     from counted group by 1) x) as series,
  (select json_agg(x) from (select at >= $4::date as is_current, count(*),
     percentile_cont(array[0.5, 0.9]) within group (order by duration_seconds) filter (where duration_seconds > 0) as durations,
     percentile_cont(array[0.5, 0.95]) within group (order by first_response_ms) as responses from counted group by 1) x) as figures,
  (select json_agg(x) from (select extract(isodow from at) as weekday, extract(hour from at) as hour, count(*) from counted
    where at >= $4::date group by 1, 2) x) as heat,
  (select json_agg(x) from (select agent_id, count(*) from counted where at >= $4::date group by 1) x) as agents`;

const database = await openGenerated(ROWS, print);
const settings = readSettings(productEnvironment(database));
const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(settings), httpAdapter(settings), { logger: false });
const bare = Fastify();
const direct = new pg.Client({ connectionString: database.ownerUrl });

const seconds = async (work: () => Promise<unknown>): Promise<string> => {
  const begun = performance.now();
  await work();
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`;
};

/** A route asked as an integrator would: key, HTTP, JSON text. */
async function route(path: string, tenantId: string): Promise<() => Promise<unknown>> {
  const headers = { authorization: `Bearer ${await givenKey(database.owner, tenantId)}` };
  const url = `${await app.getUrl()}/api${path}`;
  return async () => {
    const { status, text } = await httpText(url, headers);
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return text;
  };
}

/** As a fold does: what was kept of the tenant's reports holds no longer. */
const change = (tenantId: string) => (): Promise<unknown> =>
  database.owner.query('update rollup_versions set version = gen_random_uuid() where tenant_id = $1', [tenantId]);

const statement = (name: string, text: string, values: readonly unknown[]) => () => direct.query({ name, text, values: [...values] });

async function dashboards(duck: Duck | null): Promise<Outcome | undefined> {
  const products: Outcome[] = [];
  const url = await bare.listen({ port: 0, host: '127.0.0.1' });
  for (const [label, tenantId] of [
    ['whale', WHALE],
    ['mid-size', MID],
  ] as const) {
    const outcomes = await compare(`b1, 30 days and the 30 before, ${label} tenant`, 'roll-up SQL ÷ product ≥ 0.5, moonshot 0.8', [
      {
        label: 'product, GET /api/analytics/conversations',
        before: change(tenantId),
        run: await route('/analytics/conversations', tenantId),
      },
      { label: 'product, again, nothing changed', run: await route('/analytics/conversations', tenantId) },
      {
        label: 'roll-up SQL alone',
        run: statement('bench.figures', figuresSql('all'), [tenantId, ZONE, from, to, first, null, null, false]),
      },
      { label: 'SQL over the rows', run: statement('bench.raw', RAW, [tenantId, ZONE, first, from, to]) },
      ...(duck ? [{ label: 'DuckDB over the rows', run: () => duckPage(duck, { tenantId, first, from, to }) }] : []),
      { label: 'bare route, select 1', run: () => httpText(url) },
      { label: 'bare route, roll-up SQL', run: () => httpText(`${url}/figures/${tenantId}`) },
      { label: 'product, GET /api/analytics/agents', run: await route('/analytics/agents', tenantId) },
      {
        label: 'product, GET /api/analytics/engagement',
        before: change(tenantId),
        run: await route('/analytics/engagement', tenantId),
      },
      { label: 'product, engagement again', run: await route('/analytics/engagement', tenantId) },
      {
        label: 'product, by the hour',
        before: change(tenantId),
        run: await route(`/analytics/conversations?interval=hour`, tenantId),
      },
      {
        label: 'product, another zone (whole hours apart)',
        before: change(tenantId),
        run: await route('/analytics/conversations?timeZone=UTC', tenantId),
      },
      {
        label: 'product, another zone (half an hour apart)',
        before: change(tenantId),
        run: await route('/analytics/conversations?timeZone=Asia/Kolkata', tenantId),
      },
    ]);
    const [counted, again, sql] = outcomes.map(({ ms }) => ms);
    const share = (ms = Number.NaN): string => ((sql ?? Number.NaN) / ms).toFixed(2);
    print(`roll-up SQL ÷ product: counted anew ${share(counted)}, asked again ${share(again)}`);
    if (outcomes[0]) products.push(outcomes[0]);
  }
  const [whale, mid] = products;
  print(
    `\nb2, whale ÷ mid-size: ${((whale?.ms ?? Number.NaN) / (mid?.ms ?? Number.NaN)).toFixed(2)}   (≤ 5, moonshot 3); run again with ROWS=1000000 for the size of the table`,
  );
  return whale;
}

async function platform(duck: Duck | null): Promise<void> {
  await compare('b3, a year of the platform by day', 'a full scan ≥ 100 times, moonshot 400; DuckDB ≥ 5, moonshot 30', [
    {
      label: 'platform hours',
      run: statement('bench.hours', `select date_trunc('day', hour), sum(conversations) from platform_hours group by 1`, []),
    },
    {
      label: 'full scan',
      run: statement(
        'bench.scan',
        `select date_trunc('day', started_at), count(*) from conversations where counted_at is not null group by 1`,
        [],
      ),
    },
    ...(duck ? [{ label: 'DuckDB', run: () => duck.rows(DUCK_YEAR) }] : []),
  ]);
}

try {
  await configureApp(app);
  await app.listen(0, '127.0.0.1');
  await direct.connect();
  const one = new pg.Pool({ connectionString: database.appUrl, max: 4 });
  const own = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
  bare.get('/', async (): Promise<unknown> => (await one.query<{ one: number }>('select 1 as one')).rows);
  bare.get<{ Params: { tenantId: string } }>('/figures/:tenantId', async ({ params: { tenantId } }): Promise<unknown> => {
    const values = [tenantId, ZONE, from, to, first, null, null, false];
    const { rows } = await own.query<{ way: string }>({ name: 'bench.figures', text: figuresSql('all'), values });
    return rows.map(({ way }) => way);
  });
  const [rollups, hours] = [app.get(Rollups, { strict: false }), app.get(PlatformHours, { strict: false })];
  await database.once('rolled up', async () =>
    print(
      `roll-ups of all tenants made in ${await seconds(() => rollups.rebuild(null))}, hours of the platform in ${await seconds(() => hours.rebuild())}`,
    ),
  );
  await database.owner.query(
    `vacuum (analyze) conversation_hours, conversation_agent_days, conversation_days, platform_hours, visit_quarters, visit_agent_quarters,
       conversation_arrivals`,
  );
  const { rows } = await database.owner.query<{ name: string; size: string }>(
    `select relname as name, pg_size_pretty(pg_total_relation_size(oid)) as size from pg_class
      where relname in ('conversations', 'conversation_hours', 'conversation_agent_days', 'conversation_days', 'conversation_arrivals',
                      'visit_quarters', 'visit_agent_quarters') order by relname`,
  );
  print(rows.map(({ name, size }) => `${name} ${size}`).join(', '));
  const duck = await duckOfConversations(direct, { zone: ZONE, say: print });
  await dashboards(duck);
  await platform(duck);
  duck?.close();
  const { wrong } = await rollups.check(null);
  print(`\nb4, cells that are not what their rows say: ${wrong.reduce((sum, { cells }) => sum + cells, 0)}   (0)`);
  if (wrong.length > 0) process.exitCode = 1;
  await one.end();
  await own.end();
} finally {
  await direct.end();
  await bare.close();
  await app.close();
  await database.close();
}
