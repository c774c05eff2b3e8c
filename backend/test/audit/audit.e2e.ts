import { type AuditEntry, type AuditQuery } from '@orbisvoice/shared-dto';
import { AuditLog, AuditReader } from '../../src/modules/audit/index.js';
import { systemOrigin } from '../../src/platform/access/actor.js';
import { type TenantId, tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { useApp } from '../auth/people.js';

describe('audit log', () => {
  const app = useApp();
  const log = () => app().get(AuditLog);
  const system = (tenantId: TenantId) => ({ kind: 'system' as const, tenantId, name: 'test', origin: systemOrigin('trace') });
  const entry = (targetId: string) => ({ action: 'agent.updated' as const, targetType: 'agent' as const, targetId });
  const write = (tenantId: TenantId, targetId: string) =>
    app()
      .get(UnitOfWork)
      .run(tenantId, () => log().record(system(tenantId), entry(targetId)));
  const newTenant = async (): Promise<TenantId> => tenantIdOf((await app().signUp()).tenantId);

  async function everyPage(
    read: (query: AuditQuery) => Promise<{ items: AuditEntry[]; next: string | null }>,
    query: AuditQuery,
  ): Promise<AuditEntry[]> {
    const all: AuditEntry[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next } = await read({ ...query, ...(cursor !== undefined && { cursor }) });
      all.push(...items);
      if (next === null) return all;
      cursor = next;
    }
  }

  it('is written with its change or not at all', async () => {
    const tenantId = await newTenant();
    await expect(log().record(system(tenantId), entry('loose'))).rejects.toThrow('unit of work');
    const failing = app()
      .get(UnitOfWork)
      .run(tenantId, async () => {
        await log().record(system(tenantId), entry('rolled-back'));
        throw new Error('the change failed');
      });
    await expect(failing).rejects.toThrow('the change failed');
    const { rows } = await app().owner.query('select 1 from audit_entries where tenant_id = $1 and target_id = any($2)', [
      tenantId,
      ['loose', 'rolled-back'],
    ]);
    expect(rows).toEqual([]);
  });

  it('is not lost where it comes last, and refused aloud where nothing may be written', async () => {
    const tenantId = await newTenant();
    const unitOfWork = app().get(UnitOfWork);
    await unitOfWork.run(tenantId, async () => {
      await log().record(system(tenantId), entry('first'));
      unitOfWork.beforeCommit(() => log().record(system(tenantId), entry('last')));
    });
    const { items } = await app().get(AuditReader).ofTenant(tenantId, { pageSize: 10, targetType: 'agent' });
    expect(items.map(({ targetId }) => targetId).sort()).toEqual(['first', 'last']);
    const reading = unitOfWork.snapshot(tenantId, () => log().record(system(tenantId), entry('seen')));
    await expect(reading).rejects.toThrow('read-only transaction');
  });

  it('refuses secrets', async () => {
    const tenantId = await newTenant();
    const changes = { passwordHash: { before: 'a', after: 'b' } };
    const writing = app()
      .get(UnitOfWork)
      .run(tenantId, () => log().record(system(tenantId), { ...entry('x'), changes }));
    await expect(writing).rejects.toThrow('passwordHash');
  });

  it('cannot be changed, cut or emptied, not even by the owner of the table', async () => {
    const tenantId = await newTenant();
    await write(tenantId, 'kept');
    for (const statement of [`update audit_entries set action = 'agent.deleted'`, 'delete from audit_entries', 'truncate audit_entries']) {
      await expect(app().owner.query(statement)).rejects.toThrow('append-only');
    }
    const change = app()
      .get(UnitOfWork)
      .run(tenantId, (manager) => manager.query('delete from audit_entries where tenant_id = $1', [tenantId]));
    await expect(change).rejects.toThrow('permission denied');
  });

  it('pages by keyset without losing or repeating an entry, at equal instants too', async () => {
    const tenantId = await newTenant();
    for (let index = 0; index < 12; index++) await write(tenantId, `n${index}`);
    await app().owner.query(
      `insert into audit_entries (id, tenant_id, at, action, actor_kind, target_type, target_id, seq, hash, mac)
       select gen_random_uuid(), $1, '2026-01-01T00:00:00.123456Z'::timestamptz + (n / 4) * interval '1 microsecond', 'agent.created', 'system', 'agent', 'old' || n,
         1000 + n, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
       from generate_series(1, 25) n`,
      [tenantId],
    );
    const reader = app().get(AuditReader);
    const whole = await reader.ofTenant(tenantId, { pageSize: 100 });
    expect(whole.next).toBeNull();
    for (const pageSize of [1, 3, 7, 38]) {
      const paged = await everyPage((query) => reader.ofTenant(tenantId, query), { pageSize });
      expect(paged.map((item) => item.id)).toEqual(whole.items.map((item) => item.id));
    }
    expect(whole.items.filter((item) => item.targetId?.startsWith('old'))).toHaveLength(25);
    expect(await everyPage((query) => reader.ofAllTenants(query), { pageSize: 5, tenantId })).toEqual(whole.items);
  });

  it('filters by action, actor and time, and knows no other tenant', async () => {
    const [tenantId, other] = [await newTenant(), await newTenant()];
    await write(tenantId, 'mine');
    const reader = app().get(AuditReader);
    const mine = await reader.ofTenant(tenantId, { pageSize: 50, action: 'agent.updated', actorKind: 'system' });
    expect(mine.items).toMatchObject([{ tenantId, targetId: 'mine', actorName: 'test', traceId: 'trace', changes: {} }]);
    expect((await reader.ofTenant(tenantId, { pageSize: 50, to: mine.items[0]?.at, action: 'agent.updated' })).items).toEqual([]);
    expect((await reader.ofTenant(tenantId, { pageSize: 50, from: mine.items[0]?.at, action: 'agent.updated' })).items).toHaveLength(1);
    expect((await reader.ofTenant(other, { pageSize: 50, tenantId })).items.every((item) => item.tenantId === other)).toBe(true);
    await expect(reader.ofTenant(tenantId, { pageSize: 5, cursor: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'request.invalid' });
  });
});
