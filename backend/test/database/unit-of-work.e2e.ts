import { ModuleRef } from '@nestjs/core';
import { DataSource, type EntityManager } from 'typeorm';
import type pg from 'pg';
import { AgentEntity } from '../../src/modules/agents/persistence/agent.entity.js';
import { type TenantId, tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { sqlState } from '../../src/platform/database/database-errors.js';
import { APP_POOL } from '../../src/platform/database/pools.js';
import { TenantReader } from '../../src/platform/database/tenant-reader.js';
import { TenantRepository } from '../../src/platform/database/tenant.repository.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { eventually } from '../harness/wait.js';

/** The base class' calls, opened up. */
class Agents extends TenantRepository<AgentEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(AgentEntity, unitOfWork);
  }
  byName = (tenantId: TenantId, name: string | undefined): Promise<AgentEntity[]> => this.find(tenantId, { where: { name } });
  rename = (tenantId: TenantId, id: string | undefined, name: string): Promise<number> => this.update(tenantId, { id }, { name });
  drop = (tenantId: TenantId, id: string | undefined): Promise<number> => this.remove(tenantId, { id });
  all = (tenantId: TenantId): Promise<AgentEntity[]> => this.find(tenantId);
}

/** Lets two transactions meet: resolves once both are there, and at once when they come back. */
function meeting(): () => Promise<void> {
  let waiting = 0;
  let open: () => void = () => undefined;
  const both = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (++waiting >= 2) open();
    return both;
  };
}

describe('the unit of work', () => {
  let app: TestApp;
  let work: UnitOfWork;
  let tenant: TenantId;
  let neighbour: TenantId;
  let first: string;
  let second: string;

  beforeAll(async () => {
    app = await startTestApp();
    work = app.get(UnitOfWork);
    const owner = await app.signUp();
    tenant = tenantIdOf(owner.tenantId);
    neighbour = tenantIdOf((await app.signUp()).tenantId);
    [first, second] = [(await createAgent(app, owner.token)).id, (await createAgent(app, owner.token)).id];
  });
  afterAll(() => app.close());

  const greet = (manager: EntityManager, id: string, text: string): Promise<unknown> =>
    manager.query('update agents set greeting = greeting || $2 where id = $1', [id, text]);
  const clear = (): Promise<unknown> => app.owner.query(`update agents set greeting = '' where id = any ($1)`, [[first, second]]);
  const greetings = async (): Promise<string[]> =>
    (
      await app.owner.query<{ greeting: string }>('select greeting from agents where id = any ($1) order by id', [[first, second]])
    ).rows.map(({ greeting }) => [...greeting].sort().join(''));

  it('runs a named statement in its own transaction, with its tenant’s rows only, and nowhere else', async () => {
    const statement = {
      name: 'test.agents',
      text: 'select tenant_id as tenant, pg_current_xact_id()::text as xact from agents',
      values: [],
    };
    const [rows, xact] = await work.run(tenant, async (manager) => [
      await work.prepared<{ tenant: string; xact: string }>(tenant, statement),
      await manager.query<{ xact: string }[]>('select pg_current_xact_id()::text as xact'),
    ]);
    expect(rows.map((row) => row.tenant)).toEqual([tenant, tenant]);
    expect(new Set(rows.map((row) => row.xact))).toEqual(new Set([xact[0]?.xact]));
    expect(await work.run(neighbour, () => work.prepared(neighbour, statement))).toEqual([]);
    await expect(work.prepared(tenant, statement)).rejects.toThrow('belongs into a unit of work');
  });

  it('runs again after a deadlock, and both transactions end well', async () => {
    await clear();
    const meet = meeting();
    let attempts = 0;
    const change = (ids: readonly string[], text: string): Promise<void> =>
      work.run(tenant, async (manager) => {
        attempts++;
        await greet(manager, ids[0] ?? '', text);
        await meet();
        await greet(manager, ids[1] ?? '', text);
      });
    await Promise.all([change([first, second], 'a'), change([second, first], 'b')]);
    expect(attempts).toBe(3);
    expect(await greetings()).toEqual(['ab', 'ab']);
  });

  it('runs again after a serialization failure', async () => {
    await clear();
    const isolated = new DataSource({
      type: 'postgres',
      url: app.database.appUrl,
      extra: { options: '-c default_transaction_isolation=serializable' },
    });
    await isolated.initialize();
    const serializable = new UnitOfWork(isolated);
    const meet = meeting();
    let attempts = 0;
    const change = (text: string): Promise<void> =>
      serializable.run(tenant, async (manager) => {
        attempts++;
        await manager.query('select count(*) from agents');
        await meet();
        await greet(manager, first, text);
      });
    await Promise.all([change('a'), change('b')]);
    expect(attempts).toBe(3);
    expect((await greetings()).join('')).toBe('ab');
    await isolated.destroy();
  });

  it('gives up after four runs, and does not repeat what another run cannot cure', async () => {
    const runs = async (code: string): Promise<number> => {
      let count = 0;
      const failing = work.run(tenant, (manager) => {
        count++;
        return manager.query(`do $$ begin raise exception 'no' using errcode = '${code}'; end $$`);
      });
      const error: unknown = await failing.catch((reason: unknown) => reason);
      expect(sqlState(error)).toBe(code);
      return count;
    };
    expect([await runs('40001'), await runs('40P01'), await runs('23505'), await runs('P0001')]).toEqual([4, 4, 1, 1]);
  });

  it('joins nested calls and takes everything back together', async () => {
    await clear();
    const failed = work.run(tenant, async (manager) => {
      await greet(manager, first, 'x');
      await work.run(tenant, (inner) => {
        expect(inner).toBe(manager);
        return greet(inner, second, 'y');
      });
      throw new Error('after all that');
    });
    await expect(failed).rejects.toThrow('after all that');
    expect(await greetings()).toEqual(['', '']);
  });

  it('does not cross tenants', async () => {
    await expect(work.run(tenant, () => work.run(neighbour, () => Promise.resolve('inside')))).rejects.toThrow(/cannot cross tenants/);
    await expect(work.run(tenant, () => Promise.resolve(work.manager(neighbour)))).rejects.toThrow(/unit of work of its tenant/);
    const seen = await work.run(neighbour, (manager) => manager.query<unknown[]>('select 1 from agents where id = $1', [first]));
    expect(seen).toEqual([]);
  });

  it('keeps two tenants at the same time apart', async () => {
    const meet = meeting();
    const tenantSeen = (id: TenantId): Promise<{ tenant: string }[]> =>
      work.run(id, async (manager) => {
        await meet();
        return manager.query<{ tenant: string }[]>(`select current_setting('app.tenant') as tenant`);
      });
    expect(await Promise.all([tenantSeen(tenant), tenantSeen(neighbour)])).toEqual([[{ tenant }], [{ tenant: neighbour }]]);
  });

  it('tells after the commit, once, and never after a roll-back or before a retry', async () => {
    await clear();
    const told: string[] = [];
    let attempts = 0;
    await work.run(tenant, async (manager) => {
      work.afterCommit(() => told.push(`run ${attempts}`));
      attempts++;
      await greet(manager, first, 'z');
      if (attempts === 1) await manager.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
      expect(told).toEqual([]);
      const outside = await app.owner.query<{ greeting: string }>('select greeting from agents where id = $1', [first]);
      expect(outside.rows).toEqual([{ greeting: '' }]);
    });
    expect(told).toEqual(['run 2']);
    await work.run(tenant, () => Promise.reject(new Error(String(work.afterCommit(() => told.push('never')))))).catch(() => undefined);
    expect(told).toEqual(['run 2']);
    expect(() => work.afterCommit(() => undefined)).toThrow(/open unit of work/);
  });

  it('refuses undefined in a where clause: it would mean everybody', async () => {
    const agents = new Agents(work);
    for (const call of [
      () => agents.byName(tenant, undefined),
      () => agents.rename(tenant, undefined, 'x'),
      () => agents.drop(tenant, undefined),
    ]) {
      await expect(call()).rejects.toThrow(/where \w+ is undefined/);
    }
    expect((await agents.all(tenant)).map(({ id }) => id).sort()).toEqual([first, second].sort());
    expect([await agents.rename(neighbour, first, 'theirs'), await agents.drop(neighbour, first)]).toEqual([0, 0]);
  });

  describe('and the pipelined reader', () => {
    const count = { name: 'test.count', text: 'select count(*)::int as count from agents', values: [] };
    const broken = { name: 'test.broken', text: 'select 1 / (select count(*) - count(*) from agents)', values: [] };
    const unparsable = { name: 'test.unparsable', text: 'selekt', values: [] };
    const writing = { name: 'test.writing', text: `update agents set greeting = 'w'`, values: [] };

    it('leaves its connections usable and nothing open, whatever went wrong', async () => {
      const reader = app.get(TenantReader);
      for (let round = 0; round < 10; round++) {
        const results = await Promise.allSettled([
          reader.query(tenant, count),
          reader.query(tenant, broken),
          reader.query(tenant, unparsable),
          reader.query(tenant, writing),
          reader.query<{ count: number }>(neighbour, count),
          reader.query(tenant, { ...count, name: 'test.parameters', values: ['too many'] }),
        ]);
        expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected', 'fulfilled', 'rejected']);
        expect(await reader.query(tenant, count)).toEqual([{ count: 2 }]);
        expect(await reader.query(neighbour, count)).toEqual([{ count: 0 }]);
      }
      const pool = app.get(ModuleRef).get<pg.Pool>(APP_POOL, { strict: false });
      expect(pool.idleCount).toBe(pool.totalCount);
      await eventually('no open transaction', async () => {
        const { rows } = await app.owner.query<{ open: number }>(
          `select count(*)::int as open from pg_stat_activity
            where datname = current_database() and usename = 'orbis_app' and state like 'idle in transaction%'`,
        );
        return rows[0]?.open === 0;
      });
    });

    it('says the first thing that went wrong, not the last', async () => {
      const error: unknown = await app
        .get(TenantReader)
        .query(tenant, broken)
        .catch((reason: unknown) => reason);
      expect(sqlState(error)).toBe('22012');
    });
  });
});
