import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { AuditLog, AuditVerifier, type VerifyResult } from '../../src/modules/audit/index.js';
import { CANONICAL_ENTRY } from '../../src/modules/audit/domain/canonical-entry.js';
import type { SignedHead } from '../../src/modules/audit/domain/signed-head.js';
import { signHead } from '../../src/modules/audit/services/audit-heads.js';
import { systemOrigin } from '../../src/platform/access/actor.js';
import { type TenantId, tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { DataKeys } from '../../src/platform/crypto/data-keys.js';
import { newId } from '../../src/platform/database/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { asIntruder, keepLog, tamperings } from './chain-tampering.js';

const LENGTH = 12;
const INTACT = { findings: [], faultyTenants: 0 };

describe('the chain of the audit log', () => {
  let app: TestApp;
  let tenantId: TenantId;
  let putBack: () => Promise<void>;
  let heads: SignedHead[];

  const verify = (): Promise<VerifyResult> => app.get(AuditVerifier).verify();
  const origin = { ...systemOrigin('trace'), ip: '198.51.100.7' };
  const newTenant = async (): Promise<TenantId> => tenantIdOf((await app.signUp()).tenantId);
  const write = (tenant: TenantId, ...targets: readonly string[]): Promise<void> =>
    app.get(UnitOfWork).run(tenant, async () => {
      for (const targetId of targets) {
        const changes = {
          name: { before: null, after: `ü \u2028 "${targetId}" \\ \u0007` },
          b: { before: 1e21, after: [0.1, { 9: 1, 10: 2 }] },
        };
        const author = { kind: 'subject' as const, tenantId: tenant, userId: newId(), name: 'Ada', origin };
        await app.get(AuditLog).record(author, { action: 'agent.updated', targetType: 'agent', targetId, changes });
      }
    });
  const placesOf = async (tenant: TenantId): Promise<number[]> => {
    const { rows } = await app.owner.query<{ seq: number }>('select seq::int as seq from audit_entries where tenant_id = $1 order by seq', [
      tenant,
    ]);
    return rows.map(({ seq }) => seq);
  };
  const range = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

  beforeAll(async () => {
    app = await startTestApp({ database: await freshDatabase() });
    await newTenant();
    tenantId = await newTenant();
    await newTenant();
    const there = (await placesOf(tenantId)).length;
    for (let index = there; index < LENGTH; index++) await write(tenantId, `target ${index}`);
    const { rows } = await app.owner.query<{ hash: string; seq: number }>(
      `select encode(hash, 'hex') as hash, seq::int as seq from audit_entries where tenant_id = $1 order by seq desc limit 1`,
      [tenantId],
    );
    heads = rows.map((row) => signHead(app.get(DataKeys), { ...row, tenantId, at: '2026-01-02T03:04:05.678Z' }));
    putBack = await keepLog(app.owner);
  }, 60_000);
  afterAll(() => app.close());

  it('has every entry in its place, without a gap, and verifies', async () => {
    expect(await placesOf(tenantId)).toEqual(range(LENGTH));
    expect(await verify()).toMatchObject({ ...INTACT, tenants: 3 });
    expect(await app.get(AuditVerifier).verify({ tenantId, heads })).toEqual({ ...INTACT, tenants: 1, entries: LENGTH, heads: 1 });
  });

  it('can be followed with nothing but SHA-256 and a JSON library', async () => {
    const { rows } = await app.owner.query<{ canonical: string; hash: Buffer; mac: Buffer }>(
      `select ${CANONICAL_ENTRY} as canonical, hash, mac from audit_entries a where tenant_id = $1 order by seq`,
      [tenantId],
    );
    let previous = Buffer.alloc(64);
    for (const { canonical, hash, mac } of rows) {
      // RFC 8785 of flat members is what JSON.stringify makes of them in sorted order
      const parsed = JSON.parse(canonical) as Record<string, unknown>;
      expect(Object.keys(parsed)).toEqual(Object.keys(parsed).sort());
      expect(createHash('sha256').update(previous).update(canonical).digest()).toEqual(hash);
      previous = Buffer.concat([hash, mac]);
    }
    expect(rows).toHaveLength(LENGTH);
  });

  it('finds whatever a superuser does, and where it begins', async () => {
    await fc.assert(
      fc
        .asyncProperty(tamperings(LENGTH), async ({ sql, firstBad }) => {
          await asIntruder(app.owner, tenantId, sql);
          const { findings, faultyTenants } = await verify();
          expect(findings).toMatchObject([{ tenantId, seq: firstBad }]);
          expect(faultyTenants).toBe(1);
        })
        .afterEach(putBack),
      { numRuns: 60 },
    );
    expect(await verify()).toMatchObject(INTACT);
  }, 120_000);

  it('finds a chain that was calculated anew without the key', async () => {
    const rechained = `do $$ declare e record; p bytea := decode(repeat('00', 64), 'hex'); h bytea; begin
      update audit_entries set target_id = 'elsewhere' where tenant_id = :tenant and seq = 5;
      for e in select a.id, a.mac, a.seq, ${CANONICAL_ENTRY} as canonical from audit_entries a where tenant_id = :tenant order by seq loop
        h := sha256(p || convert_to(e.canonical, 'UTF8'));
        update audit_entries set hash = h where id = e.id;
        p := h || e.mac;
      end loop; end $$`;
    await asIntruder(app.owner, tenantId, [
      rechained,
      `update audit_chains c set hash = (select hash from audit_entries a where a.tenant_id = c.tenant_id order by seq desc limit 1) where tenant_id = :tenant`,
    ]);
    expect((await verify()).findings).toEqual([{ tenantId, seq: 5, kind: 'forged' }]);
    // what we write behind it has a good seal, and the forged ones none the better for it
    await write(tenantId, 'afterwards');
    expect((await verify()).findings).toEqual([{ tenantId, seq: 5, kind: 'forged' }]);
    await putBack();
  });

  it('finds a tail that was cut with all that knew of it, by the head kept outside', async () => {
    await asIntruder(app.owner, tenantId, [
      'delete from audit_entries where tenant_id = :tenant and seq > 7',
      `update audit_chains c set (seq, hash, mac) = (select seq, hash, mac from audit_entries a where a.tenant_id = c.tenant_id and seq = 7)
       where tenant_id = :tenant`,
    ]);
    expect(await verify()).toMatchObject(INTACT);
    expect((await app.get(AuditVerifier).verify({ heads })).findings).toEqual([{ tenantId, seq: 8, kind: 'tail_cut' }]);
    await asIntruder(app.owner, tenantId, [
      'delete from audit_entries where tenant_id = :tenant',
      'delete from audit_chains where tenant_id = :tenant',
    ]);
    expect((await app.get(AuditVerifier).verify({ heads })).findings).toEqual([{ tenantId, seq: 1, kind: 'tail_cut' }]);
    await expect(write(tenantId, 'nowhere')).rejects.toThrow('has no chain');
    await putBack();
  });

  it.each([
    ['the entries', ['truncate audit_entries'], { entries: 0, faultyTenants: 3 }],
    [
      'the entries and what knew of their ends, which the head kept outside tells',
      ['truncate audit_entries, audit_heads', 'delete from audit_chains'],
      { entries: 0, faultyTenants: 0 },
    ],
  ])('finds a truncated log: %s', async (_what, statements, inside) => {
    const triggers = (change: string): string[] =>
      ['audit_entries', 'audit_chains', 'audit_heads'].map((table) => `alter table ${table} ${change} trigger all`);
    await asIntruder(app.owner, tenantId, [...triggers('disable'), ...statements, ...triggers('enable')]);
    expect(await verify()).toMatchObject(inside);
    const { findings } = await app.get(AuditVerifier).verify({ heads });
    expect(findings.filter((finding) => finding.tenantId === tenantId)).toEqual([{ tenantId, seq: 1, kind: 'tail_cut' }]);
    await putBack();
    expect(await verify()).toMatchObject({ ...INTACT, tenants: 3 });
  });

  it('compares with old heads too: who has the key can have the new end of another past signed', async () => {
    const { rows } = await app.owner.query<{ hash: string }>(
      `select encode(hash, 'hex') as hash from audit_entries where tenant_id = $1 and seq = 5`,
      [tenantId],
    );
    const wanted = { tenantId, seq: 5, hash: (rows[0]?.hash ?? '').replace(/^../, (byte) => (byte === '00' ? '01' : '00')) };
    const old = signHead(app.get(DataKeys), { ...wanted, at: '2026-01-01T03:04:05.678Z' });
    expect((await app.get(AuditVerifier).verify({ heads: [old, ...heads] })).findings).toEqual([{ tenantId, seq: 5, kind: 'rewritten' }]);
  });

  it('believes no head that somebody else signed', async () => {
    const forged = heads.map((head) => ({ ...head, seq: 3 }));
    expect((await app.get(AuditVerifier).verify({ heads: forged })).findings).toEqual([{ tenantId, seq: 3, kind: 'bad_signature' }]);
  });

  it('never forks under concurrent writers, and unrelated tenants do not wait for each other', async () => {
    const [one, other] = [await newTenant(), await newTenant()];
    const before = (await placesOf(one)).length;
    const writers = range(40).map((n) => write(n % 2 === 0 ? one : other, `a${n}`, `b${n}`));
    const failing = range(5).map(() =>
      app.get(UnitOfWork).run(one, async () => {
        const author = { kind: 'system' as const, tenantId: one, origin: systemOrigin() };
        await app.get(AuditLog).record(author, { action: 'agent.updated', targetType: 'agent', targetId: 'lost' });
        throw new Error('taken back');
      }),
    );
    const outcomes = await Promise.allSettled([...writers, ...failing]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(5);
    expect(await placesOf(one)).toEqual(range(before + 40));
    // while somebody holds the end of one chain, the other goes on
    const holder = await app.owner.connect();
    await holder.query('begin');
    await holder.query('select 1 from audit_chains where tenant_id = $1 for update', [one]);
    await write(other, 'not waiting');
    await holder.query('rollback');
    holder.release();
    expect(await verify()).toMatchObject(INTACT);
  });

  it('waits for nobody who holds the row of the tenant: they may be about to add an entry themselves', async () => {
    const one = await newTenant();
    const holder = await app.owner.connect();
    await holder.query('begin');
    await holder.query('select 1 from tenants where id = $1 for update', [one]);
    // somebody new, whose key has to be made
    await write(one, 'not waiting');
    await holder.query('rollback');
    holder.release();
    expect(await verify()).toMatchObject(INTACT);
  });
});
