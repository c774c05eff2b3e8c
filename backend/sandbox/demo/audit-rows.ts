import type { AuditAction, AuditTargetType } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import type { Json } from '../../src/modules/audit/domain/canonical-json.js';
import type { PlainEntry } from '../../src/modules/audit/domain/personal-data.js';
import { ChainBuilder } from '../../src/modules/audit/services/chain-builder.js';
import type { ChainedEntry } from '../../src/modules/audit/persistence/audit-entry.repository.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { type Random } from './random.js';
import { type Story } from './stories.js';
import { type RowWriter } from './writer.js';

type DemoEntry = PlainEntry & { readonly tenantId: string; readonly [field: string]: unknown };

/** An audit line of the demo's past. */
export function auditRow(
  story: Pick<Story, 'tenantId'>,
  at: Date,
  random: Random,
  entry: {
    action: AuditAction;
    target: readonly [type: AuditTargetType, id: string | null];
    actor?: readonly [id: string, name: string];
    /** One of the house, instead of somebody of the tenant's. */
    staff?: { readonly id: string; readonly name: string };
    /** What the machine that did it is called. */
    system?: string;
    changes?: { readonly [field: string]: Json };
  },
): DemoEntry {
  const [actorId, actorName] = entry.actor ?? (entry.staff ? [entry.staff.id, entry.staff.name] : [null, entry.system ?? null]);
  return {
    id: random.id(at),
    tenantId: story.tenantId,
    at,
    action: entry.action,
    actorKind: entry.staff ? 'staff' : entry.actor ? 'user' : 'system',
    actorId,
    actorName,
    impersonatorId: null,
    targetType: entry.target[0],
    targetId: entry.target[1],
    changes: entry.changes ?? {},
    ip: actorId ? `203.0.113.${random.whole(2, 250)}` : null,
    traceId: random.id(at),
  };
}

/** Chains the collected lines, oldest first, as the application would have; returns what each chain's own row is to say. */
export function chainAudit(writer: RowWriter, dataSecret: string, now: Date): ReadonlyMap<string, ChainBuilder> {
  const keys = new KeyRing(dataSecret);
  const chains = new Map<string, ChainBuilder>();
  const lines = writer.take('audit_entries') as DemoEntry[];
  for (const { tenantId, ...entry } of lines.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const chain = chains.get(tenantId) ?? new ChainBuilder(keys, tenantId);
    chains.set(tenantId, chain);
    writer.add('audit_entries', columnsOf(chain.add(entry)));
  }
  for (const [tenantId, { subjectKeys }] of chains) {
    for (const { subject, sealed } of subjectKeys) {
      writer.add('audit_subject_keys', { tenant_id: tenantId, subject, key_sealed: sealed, created_at: now });
    }
  }
  return chains;
}

/** To be called when the entries are written: the rows of the chains came with the tenants. */
export async function endChains(client: pg.ClientBase, chains: ReadonlyMap<string, ChainBuilder>): Promise<void> {
  for (const [tenantId, { head }] of chains) {
    await client.query('update audit_chains set seq = $2, hash = $3, mac = $4 where tenant_id = $1', [
      tenantId,
      head.seq,
      head.hash,
      head.mac,
    ]);
  }
}

const bytes = (hex: string | null): string | null => hex && `\\x${hex}`;

const columnsOf = (entry: ChainedEntry): Record<string, unknown> => ({
  id: entry.id,
  tenant_id: entry.tenantId,
  seq: entry.seq,
  at: entry.at,
  action: entry.action,
  actor_kind: entry.actorKind,
  actor_id: entry.actorId,
  actor_name: entry.actorName,
  actor_subject: entry.actorSubject,
  actor_sealed: entry.actorSealed,
  target_type: entry.targetType,
  target_id: entry.targetId,
  changes: JSON.parse(entry.changes),
  ip_hash: bytes(entry.ipHash),
  trace_id: entry.traceId,
  hash: bytes(entry.hash),
  mac: bytes(entry.mac),
});
