import { SharedCommit } from '../../src/platform/database/shared-commit.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { tenantIdOf, type TenantId } from '../../src/platform/access/tenant-id.js';
import { currentTraceId, runInTrace } from '../../src/platform/logging/trace-context.js';
import { useApp } from '../auth/people.js';

describe('SharedCommit', () => {
  const app = useApp();
  let tenantId: TenantId;
  beforeAll(async () => {
    tenantId = tenantIdOf((await app().signUp()).tenantId);
  });

  /** Writes something, and answers in which transaction. */
  const write = async (event: string): Promise<string> => {
    const manager = app().get(UnitOfWork).manager(tenantId);
    await manager.query(`insert into handled_events (event_id, handler, tenant_id) values (gen_random_uuid(), $1, $2)`, [event, tenantId]);
    const [row] = await manager.query<{ id: string }[]>('select txid_current()::text as id');
    return row?.id ?? '';
  };
  const written = async (prefix: string): Promise<string[]> => {
    const text = 'select handler from handled_events where tenant_id = $1 and starts_with(handler, $2) order by 1';
    return (await app().owner.query<{ handler: string }>(text, [tenantId, prefix])).rows.map(({ handler }) => handler);
  };

  it('gives what arrives meanwhile one transaction, and everybody their own answer', async () => {
    const shared = app().get(SharedCommit);
    const names = Array.from({ length: 12 }, (_, index) => `together ${String(index).padStart(2, '0')}`);
    const first = shared.run(tenantId, () => write('together first'));
    await new Promise((resolve) => setTimeout(resolve, 0));
    const answers = await Promise.all(names.map((name) => shared.run(tenantId, async () => [name, await write(name)] as const)));
    expect(answers.map(([name]) => name)).toEqual(names);
    expect(new Set(answers.map(([, transaction]) => transaction)).size).toBe(1);
    expect(await first).not.toBe(answers[0]?.[1]);
    expect(await written('together')).toEqual([...names, 'together first']);
  });

  it('takes nobody down with who fails', async () => {
    const shared = app().get(SharedCommit);
    const work = (index: number) => async (): Promise<number> => {
      await write(`alone ${index}`);
      if (index === 1) throw new Error('this one');
      return index;
    };
    const results = await Promise.allSettled([0, 1, 2].map((index) => shared.run(tenantId, work(index))));
    expect(results).toMatchObject([
      { status: 'fulfilled', value: 0 },
      { status: 'rejected', reason: { message: 'this one' } },
      { status: 'fulfilled', value: 2 },
    ]);
    expect(await written('alone')).toEqual(['alone 0', 'alone 2']);
  });

  it('keeps everybody their trace', async () => {
    const shared = app().get(SharedCommit);
    const traces = ['a', 'b', 'c'];
    const seen = await Promise.all(traces.map((trace) => runInTrace(trace, () => shared.run(tenantId, async () => currentTraceId()))));
    expect(seen).toEqual(traces);
  });
});
