import { PlatformHours, Rollups } from '../../src/modules/analytics/index.js';
import { ConversationTally } from '../../src/modules/analytics/domain/conversation-tally.js';
import { AllTenantsRollupRepository } from '../../src/modules/analytics/persistence/all-tenants-rollup.repository.js';
import { ConversationFiguresRepository } from '../../src/modules/analytics/persistence/conversation-figures.repository.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { eventually } from '../harness/wait.js';
import { type Asked, conversation, type ConversationRow, insertConversations, insertTenant } from './conversation-rows.js';
import { expectTruth, reportOf } from './rollup-truth.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY = 86_400_000;

let app: TestApp;
let rollups: Rollups;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  rollups = app.get(Rollups);
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(NOW);
}, 120_000);
afterAll(() => app.close());

/** A folder that has taken its marks and is ended by the server before it could commit. */
async function killFolder(): Promise<void> {
  const blocker = await app.owner.connect();
  try {
    await blocker.query('begin; lock table conversation_hours in access exclusive mode');
    const folding = rollups.fold().then(
      () => 'folded',
      () => 'died',
    );
    await eventually('the folder waiting', async () => {
      // not on the blocker's connection: within a transaction the view stands still
      const { rows } = await app.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where usename = 'orbis_platform' and wait_event_type = 'Lock' and query like '%conversation_hours%' and datname = current_database()`,
      );
      return rows.length > 0;
    });
    expect(await folding).toBe('died');
  } finally {
    await blocker.query('rollback');
    blocker.release();
  }
}

/** A report's figures, and those of its rows, from one snapshot. */
async function inSnapshot(tenant: string, asked: Asked) {
  const tenantId = tenantIdOf(tenant);
  const { timeZone, from, to } = asked;
  const scope = { timeZone, from, to, first: from, isHourly: asked.interval === 'hour', agentId: null, channel: null };
  const unitOfWork = app.get(UnitOfWork);
  return unitOfWork.snapshot(tenantId, async () => {
    const { days, hours, way } = await app.get(ConversationFiguresRepository).read(tenantId, scope);
    const tally = ConversationTally.of([...days, ...hours]);
    // through what is kept of the answers before
    const { value: reported } = (await reportOf(app, tenant, asked)).figures.conversations;
    const [rows] = await unitOfWork.prepared(tenantId, {
      name: 'test.rows',
      text: `select count(*)::int as conversations, count(*) filter (where outcome = 'success')::int as success,
                    coalesce(sum(duration_seconds), 0)::int as "durationSum"
               from conversations where tenant_id = $1 and counted_at is not null
                and (started_at at time zone $2)::date >= $3::date and (started_at at time zone $2)::date < $4::date`,
      values: [tenantId, timeZone, from, to],
    });
    const { conversations, success, durationSum } = tally;
    return { way, figures: { conversations, success, durationSum }, rows, reported };
  });
}

describe('while it is written to', () => {
  const asked: Asked = { timeZone: 'Asia/Kolkata', interval: 'day', from: '2026-11-10', to: '2026-11-20' };

  it('is in every snapshot what the rows of that snapshot say, with writers and folders at work', async () => {
    const { tenantId, agentIds } = await insertTenant(app.owner, 'Asia/Kolkata', 2);
    let isOver = false;
    const ways = new Set<string>();
    const row = (n: number): ConversationRow =>
      conversation({
        agentId: agentIds[n % 2] ?? '',
        startedAt: Date.parse('2026-11-11') + ((n * 7_919_000) % (8 * DAY)),
        outcome: 'success',
        duration: n % 90,
      });
    const write = async (): Promise<void> => {
      for (let n = 0; !isOver; n++) {
        const made = row(n);
        await insertConversations(app.owner, tenantId, [made]);
        if (n % 3 === 0) await app.owner.query(`update conversations set outcome = 'failure' where id = $1`, [made.id]);
        if (n % 5 === 0) await app.owner.query('delete from conversations where id = $1', [made.id]);
      }
    };
    const fold = async (): Promise<void> => {
      while (!isOver) await rollups.fold();
    };
    const look = async (): Promise<void> => {
      for (let round = 0; round < 25; round++) {
        const { figures, rows, way, reported } = await inSnapshot(tenantId, asked);
        expect(figures).toEqual(rows);
        expect(reported).toBe(figures.conversations);
        ways.add(way);
      }
      isOver = true;
    };
    await Promise.all([write(), write(), fold(), fold(), look().finally(() => (isOver = true))]);
    expect(ways).toEqual(new Set(['days']));
    await rollups.fold();
    expect((await rollups.check(tenantId)).wrong).toEqual([]);
  }, 120_000);

  it('keeps the mark when the folder dies before its commit, and folds late and doubled ones once', async () => {
    const { tenantId, agentIds } = await insertTenant(app.owner, 'UTC', 1);
    const late = conversation({ agentId: agentIds[0] ?? '', startedAt: Date.parse('2026-11-12T10:00:00Z'), outcome: 'success' });
    await insertConversations(app.owner, tenantId, [late]);
    await killFolder();
    const { rows } = await app.owner.query('select 1 from rollup_marks where tenant_id = $1', [tenantId]);
    expect(rows).toHaveLength(1);
    const query: Asked = { timeZone: 'UTC', interval: 'day', from: '2026-11-10', to: '2026-11-20' };
    await expectTruth(app, tenantId, { rows: [late], asked: query });
    // the same news twice more
    await app.owner.query('insert into rollup_marks select tenant_id, at from rollup_marks, generate_series(1, 2) where tenant_id = $1', [
      tenantId,
    ]);
    await rollups.fold();
    await expectTruth(app, tenantId, { rows: [late], asked: query });
    expect(await rollups.check(tenantId)).toEqual({ tenants: 1, wrong: [] });
  });
});

describe('what is checked', () => {
  const at = (time: string): number => Date.parse(time);
  const asked: Asked = { timeZone: 'Asia/Kathmandu', interval: 'day', from: '2026-11-01', to: '2026-11-20' };

  async function given(): Promise<{ tenantId: string; rows: ConversationRow[] }> {
    const { tenantId, agentIds } = await insertTenant(app.owner, 'Asia/Kathmandu', 1);
    const rows = ['2026-11-03T04:10:00Z', '2026-11-03T18:20:00Z', '2026-11-10T10:00:00Z'].map((time) =>
      conversation({ agentId: agentIds[0] ?? '', startedAt: at(time), outcome: 'success', duration: 60, firstResponse: 90 }),
    );
    await insertConversations(app.owner, tenantId, rows);
    await rollups.fold();
    return { tenantId, rows };
  }

  it.each([
    ['an hour', 'update conversation_hours set success = success + 1 where tenant_id = $1 and day = $2'],
    ['a percentile of an hour', `update conversation_hours set response_buckets = '{80}' where tenant_id = $1 and day = $2`],
    ['an hour that is missing', 'delete from conversation_hours where tenant_id = $1 and day = $2'],
    ['a day of an agent', 'update conversation_agent_days set duration_sum = 0 where tenant_id = $1 and day = $2'],
    ['a day', 'delete from conversation_days where tenant_id = $1 and day = $2'],
    [
      'a day too many',
      `insert into conversation_days select tenant_id, '2026-11-05', by_hour, conversations, success, failure, zero_length,
        duration_sum, duration_buckets, duration_counts, response_buckets, response_counts from conversation_days where tenant_id = $1 and day = $2`,
    ],
  ])('finds %s that its rows do not make, and makes the tenant anew', async (_what, spoil) => {
    const { tenantId, rows } = await given();
    const before = (await rollups.state()).mendedTotal;
    await app.owner.query(spoil, [tenantId, '2026-11-10']);
    const { wrong } = await rollups.check(tenantId);
    expect(wrong.map((one) => one.tenantId)).toEqual([tenantId]);
    const { differences, mendedTotal } = await rollups.state();
    expect([differences, mendedTotal - before]).toEqual([wrong[0]?.cells, wrong[0]?.cells]);
    await rollups.fold();
    await expectTruth(app, tenantId, { rows, asked });
    expect(await rollups.check(tenantId)).toEqual({ tenants: 1, wrong: [] });
    expect((await app.get(Metrics).read('orbis_rollup_differences')).map(({ value }) => value)).toEqual([0]);
  });

  it('is made anew by the command, for one tenant or for all, and for none that is not there', async () => {
    const { tenantId, rows } = await given();
    await app.owner.query('delete from conversation_days; delete from conversation_agent_days; delete from conversation_hours');
    expect(await rollups.rebuild(tenantId)).toBe(1);
    await expectTruth(app, tenantId, { rows, asked });
    expect(await rollups.rebuild(null)).toBeGreaterThan(1);
    expect((await rollups.check(null)).wrong).toEqual([]);
    const nobody = '0190b1f0-0000-7000-8000-000000000000';
    expect([await rollups.rebuild(nobody), (await rollups.check(nobody)).tenants]).toEqual([0, 0]);
  });

  it('goes on with the others when one tenant cannot be checked, and is completed only when none was left out', async () => {
    const [broken, spoilt] = [await given(), await given()];
    await app.owner.query('delete from conversation_days where tenant_id = $1', [spoilt.tenantId]);
    const repository = app.get(AllTenantsRollupRepository);
    const differences = repository.differences.bind(repository);
    const spy = jest
      .spyOn(repository, 'differences')
      .mockImplementation((id) => (id === broken.tenantId ? Promise.reject(new Error('canceling statement')) : differences(id)));
    await app.owner.query('update rollup_checks set checked_at = $1', [new Date(NOW.getTime() - DAY)]);
    await expect(rollups.check(null)).rejects.toThrow(/^1 of \d+ tenants failed: Error: canceling statement$/);
    spy.mockRestore();
    const { rows: marks } = await app.owner.query('select tenant_id from rollup_marks');
    expect(marks).toEqual([{ tenant_id: spoilt.tenantId }]);
    expect((await rollups.state()).differences).toBeGreaterThan(0);
    const age = async (): Promise<number[]> => (await app.get(Metrics).read('orbis_rollup_check_age_seconds')).map(({ value }) => value);
    expect(await age()).toEqual([DAY / 1_000]);
    await rollups.check(broken.tenantId);
    expect(await age()).toEqual([DAY / 1_000]);
    await rollups.check(null);
    expect(await age()).toEqual([0]);
    await rollups.fold();
  });

  it('is read once for all its gauges', async () => {
    const read = jest.spyOn(app.get(AllTenantsRollupRepository), 'state');
    const text = await app.get(Metrics).text();
    expect(read).toHaveBeenCalledTimes(1);
    expect(text.match(/^orbis_rollup_\w+ /gm)).toHaveLength(4);
    await app.get(Metrics).text();
    expect(read).toHaveBeenCalledTimes(2);
    read.mockRestore();
  });

  it('waits for whoever is folding before it says that it is done, and says what is left when that takes too long', async () => {
    const { tenantId, rows } = await given();
    const folder = await app.owner.connect();
    const isDone = jest.fn();
    try {
      await folder.query(`begin; select pg_advisory_xact_lock(hashtext('orbisvoice.rollups'))`);
      await expect(rollups.rebuild(tenantId, 300)).rejects.toThrow('1 workspace is marked and not made anew yet');
      await app.owner.query('delete from conversation_days where tenant_id = $1', [tenantId]);
      const rebuilt = rollups.rebuild(tenantId).then((count) => {
        isDone();
        return count;
      });
      await expect(rollups.finish(300)).rejects.toThrow('Somebody else is folding');
      expect(isDone).not.toHaveBeenCalled();
      await folder.query('rollback');
      expect(await rebuilt).toBe(1);
    } finally {
      await folder.query('rollback');
      folder.release();
    }
    const { rows: days } = await app.owner.query('select 1 from conversation_days where tenant_id = $1', [tenantId]);
    expect(days).toHaveLength(3);
    await expectTruth(app, tenantId, { rows, asked });
  });

  it('takes the hours of the platform along, long after they were closed', async () => {
    const { tenantId, rows } = await given();
    const hours = app.get(PlatformHours);
    await hours.rebuild();
    const [first] = rows;
    const late = conversation({ agentId: first?.agentId ?? '', startedAt: at('2026-11-05T07:30:00Z') });
    await insertConversations(app.owner, tenantId, [late]);
    await app.owner.query('delete from conversations where id = $1', [first?.id]);
    await rollups.fold();
    expect(await hours.check()).toBe(0);
  });
});
