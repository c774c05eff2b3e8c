import type pg from 'pg';
import type { PlainEntry } from '../domain/personal-data.js';
import type { ChainedEntry, HeadRow, SubjectKeyRow } from './audit-entry.repository.js';

const BATCH = 2_000;

const UNCHAINED_TENANTS = `select distinct tenant_id as id from audit_entries where seq is null order by 1`;

const UNCHAINED = `
select id, at, action, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", impersonator_id as "impersonatorId",
  target_type as "targetType", target_id as "targetId", changes, ip, trace_id as "traceId"
from audit_entries where tenant_id = $1 and seq is null order by at, id limit $2`;

/** `at` is cut to what the application writes, milliseconds. */
const CHAIN = `
update audit_entries a set seq = e.seq, at = e.at, actor_name = e."actorName", actor_subject = e."actorSubject",
  actor_sealed = e."actorSealed", changes = e.changes::json, ip = null, ip_hash = decode(e."ipHash", 'hex'),
  hash = decode(e.hash, 'hex'), mac = decode(e.mac, 'hex')
from json_to_recordset($1::json) as e (id uuid, seq bigint, at timestamptz, "actorName" text, "actorSubject" text, "actorSealed" text,
  changes text, "ipHash" text, hash text, mac text)
where a.id = e.id`;

/** Somebody who chains one tenant's entries. */
export interface Chainer {
  readonly head: HeadRow;
  readonly subjectKeys: readonly SubjectKeyRow[];
  add(entry: PlainEntry): ChainedEntry;
}

/**
 * Chains the entries that were written before there was a chain, oldest first, as the owner of the tables: the triggers that refuse it rest
 * within this transaction, and nobody writes meanwhile. Returns how many there were.
 */
export async function chainPast(owner: pg.ClientBase, chainerOf: (tenantId: string) => Chainer): Promise<number> {
  let count = 0;
  await owner.query('begin');
  try {
    await owner.query('lock table audit_entries, audit_chains in access exclusive mode');
    await allowed(owner, async () => {
      const { rows } = await owner.query<{ id: string }>(UNCHAINED_TENANTS);
      for (const { id } of rows) count += await chainTenant(owner, id, chainerOf(id));
    });
    await owner.query('alter table audit_entries validate constraint audit_entries_chained');
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
  return count;
}

/** Row-level security binds the owner of the tables too, unless it is a superuser. */
async function allowed(owner: pg.ClientBase, work: () => Promise<void>): Promise<void> {
  const tables = ['audit_entries', 'audit_chains', 'audit_subject_keys'];
  await owner.query('alter table audit_entries disable trigger audit_entries_append_only');
  for (const table of tables) await owner.query(`alter table ${table} no force row level security`);
  await work();
  for (const table of tables) await owner.query(`alter table ${table} force row level security`);
  await owner.query('alter table audit_entries enable trigger audit_entries_append_only');
}

async function chainTenant(owner: pg.ClientBase, tenantId: string, chainer: Chainer): Promise<number> {
  for (;;) {
    const { rows } = await owner.query<PlainEntry>(UNCHAINED, [tenantId, BATCH]);
    if (rows.length === 0) break;
    await owner.query(CHAIN, [JSON.stringify(rows.map((row) => chainer.add(row)))]);
  }
  const { seq, hash, mac } = chainer.head;
  const { rowCount } = await owner.query('update audit_chains set seq = $2, hash = $3, mac = $4 where tenant_id = $1 and seq = 0', [
    tenantId,
    seq,
    hash,
    mac,
  ]);
  if (rowCount !== 1) throw new Error(`entries of ${tenantId} without a place stand beside a chain: that is no past, it is tampering`);
  await owner.query(
    `insert into audit_subject_keys (tenant_id, subject, key_sealed, created_at)
     select $1, k.subject, k.sealed, now() from json_to_recordset($2::json) as k (subject text, sealed text)`,
    [tenantId, JSON.stringify(chainer.subjectKeys)],
  );
  return seq;
}

/** Whether there is a past to chain. Asked as the owner, whom row-level security may keep from seeing the rows themselves. */
export async function hasUnchainedPast(owner: pg.ClientBase): Promise<boolean> {
  const { rows } = await owner.query<{ validated: boolean }>(
    `select convalidated as validated from pg_constraint where conname = 'audit_entries_chained'`,
  );
  return rows[0]?.validated === false;
}
