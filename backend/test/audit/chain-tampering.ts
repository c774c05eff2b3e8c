import type pg from 'pg';
import fc from 'fast-check';

/** A way to tamper with a chain of `length` entries, and the first place where that shows. */
export interface Tampering {
  readonly name: string;
  readonly sql: readonly string[];
  readonly firstBad: number;
}

const COLUMNS = {
  action: `'agent.deleted'`,
  actor_id: `coalesce(actor_id, '') || 'x'`,
  actor_kind: `case actor_kind when 'staff' then 'user' else 'staff' end`,
  actor_name: `coalesce(actor_name, '') || '"'`,
  actor_sealed: `coalesce(actor_sealed, '') || 'A'`,
  actor_subject: `'user:somebody'`,
  at: `at + interval '1 microsecond'`,
  changes: `(changes::text || ' ')::json`,
  id: 'gen_random_uuid()',
  impersonator_id: 'gen_random_uuid()',
  ip_hash: `'\\x00'`,
  target_id: `coalesce(target_id, '') || ' '`,
  target_type: `target_type || 'x'`,
  trace_id: `coalesce(trace_id, '') || 'x'`,
  hash: 'set_byte(hash, 31, get_byte(hash, 31) # 1)',
  mac: 'set_byte(mac, 0, get_byte(mac, 0) # 128)',
} as const;

const at = (seq: number): string => `tenant_id = :tenant and seq = ${seq}`;
const shift = (from: number, by: number): string[] => [
  // two steps, or the places collide on the way
  `update audit_entries set seq = seq + 1000000 where tenant_id = :tenant and seq >= ${from} and seq < 1000000`,
  `update audit_entries set seq = seq - 1000000 + ${by} where tenant_id = :tenant and seq >= 1000000`,
];
const head = (change: string): string => `update audit_chains set ${change} where tenant_id = :tenant`;
/** Everything the database itself knows of a chain's end is made to fit what is left. */
const refit = `update audit_chains c set (seq, hash, mac) =
  (select a.seq, a.hash, a.mac from audit_entries a where a.tenant_id = c.tenant_id order by seq desc limit 1) where tenant_id = :tenant`;

/** One of the ways of somebody who is superuser of the database. */
export function tamperings(length: number): fc.Arbitrary<Tampering> {
  const place = fc.integer({ min: 1, max: length });
  const inner = fc.integer({ min: 2, max: length - 1 });
  const column = fc.constantFrom(...(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]));
  return fc.oneof(
    fc.record({ seq: place, column }).map(({ seq, column: name }) => ({
      name: `update ${name} of ${seq}`,
      sql: [`update audit_entries set ${name} = ${COLUMNS[name]} where ${at(seq)}`],
      // a MAC is part of the next hash; the last one is looked at itself
      firstBad: seq,
    })),
    inner.map((seq) => ({ name: `delete ${seq}`, sql: [`delete from audit_entries where ${at(seq)}`], firstBad: seq })),
    inner.map((seq) => ({
      name: `delete ${seq} and close the gap`,
      sql: [`delete from audit_entries where ${at(seq)}`, ...shift(seq + 1, -1), refit],
      firstBad: seq,
    })),
    place.map((seq) => ({
      name: `insert a copy before ${seq}`,
      sql: [...shift(seq, 1), `${copyOf(seq + 1)}`.replace(':seq', String(seq)), head('seq = seq + 1')],
      firstBad: seq,
    })),
    fc.uniqueArray(place, { minLength: 2, maxLength: 2 }).map(([one = 1, other = 2]) => ({
      name: `swap ${one} and ${other}`,
      sql: [
        `update audit_entries set seq = 1000000 where ${at(one)}`,
        `update audit_entries set seq = ${one} where ${at(other)}`,
        `update audit_entries set seq = ${other} where ${at(1_000_000)}`,
      ],
      firstBad: Math.min(one, other),
    })),
    place.map((seq) => ({
      name: `cut from ${seq}`,
      sql: [`delete from audit_entries where tenant_id = :tenant and seq >= ${seq}`],
      firstBad: seq,
    })),
    place.map((seq) => ({
      name: `forget the head behind ${seq}`,
      sql: [head(`seq = ${seq - 1}`)],
      firstBad: seq,
    })),
  );
}

const copyOf = (
  seq: number,
): string => `insert into audit_entries (id, tenant_id, at, action, actor_kind, actor_id, actor_name, actor_subject,
  actor_sealed, impersonator_id, target_type, target_id, changes, ip_hash, trace_id, seq, hash, mac)
  select gen_random_uuid(), tenant_id, at, action, actor_kind, actor_id, actor_name, actor_subject,
  actor_sealed, impersonator_id, target_type, target_id, changes, ip_hash, trace_id, :seq, hash, mac from audit_entries where ${at(seq)}`;

/** Runs statements as a superuser whom no trigger and no constraint by trigger holds. */
export async function asIntruder(owner: pg.Pool, tenantId: string, statements: readonly string[]): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const statement of statements) await client.query(statement.replaceAll(':tenant', client.escapeLiteral(tenantId)));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

const KEPT = ['audit_entries', 'audit_chains', 'audit_heads'];

/** Keeps the log as it is now, to be put back after every try. */
export async function keepLog(owner: pg.Pool): Promise<() => Promise<void>> {
  for (const table of KEPT) await owner.query(`create table kept_${table} as select * from ${table}`);
  return () =>
    asIntruder(
      owner,
      '',
      KEPT.flatMap((table) => [`delete from ${table}`, `insert into ${table} select * from kept_${table}`]),
    );
}
