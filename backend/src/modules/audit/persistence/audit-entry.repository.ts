import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { KeptEntry } from '../domain/canonical-entry.js';
import {
  auditPage,
  auditStretch,
  type AuditExportRow,
  type AuditFilter,
  type AuditRow,
  type Behind,
  type ExportFilter,
} from './audit-page.sql.js';

/** An entry in its place in the chain. Hashes are hexadecimal. */
export interface ChainedEntry extends KeptEntry {
  readonly hash: string;
  readonly mac: string;
}

/** Where a chain ends, as its row says. */
export interface HeadRow {
  readonly seq: number;
  readonly hash: Buffer;
  readonly mac: Buffer;
}

/** One statement: the head moves on if it is still where the caller saw it, and the entries are there exactly then. See the migration. */
const APPEND = `select seq::float8 as seq, hash, mac from append_audit($1, $2, $3, $4, $5, $6, $7)`;

const LOCK = `select seq::float8 as seq, hash, mac from audit_chains where tenant_id = $1 for no key update`;

/**
 * Keys that are not there yet are made. Only under the lock of the chain: two transactions that make the same keys in another order would
 * wait for each other.
 */
const MAKE_KEYS = `
insert into audit_subject_keys (tenant_id, subject, key_sealed, created_at)
select $1, k.subject, k.sealed, $3 from json_to_recordset($2::json) as k (subject text, sealed text) on conflict do nothing`;

const READ_KEYS = `select subject, key_sealed as sealed from audit_subject_keys where tenant_id = $1 and subject = any($2)`;

/** A subject's key, as it is kept. */
export interface SubjectKeyRow {
  readonly subject: string;
  readonly sealed: string;
}

/** A part of an export. */
export interface Stretch {
  readonly behind: Behind | null;
  readonly limit: number;
}

/** One tenant's chain: entries are added inside somebody's unit of work and read page by page. There is no update and no delete. */
@Injectable()
export class AuditEntryRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: TenantReader,
  ) {}

  /** Adds entries behind `expected`. When the chain ends elsewhere by now, nothing is written: its end is returned, under the lock. */
  async append(
    tenantId: TenantId,
    entries: readonly ChainedEntry[],
    { expected, next }: { readonly expected: HeadRow; readonly next: HeadRow },
  ): Promise<HeadRow | null> {
    const values = [tenantId, JSON.stringify(entries), expected.seq, expected.hash, next.seq, next.hash, next.mac];
    const [moved] = await this.unitOfWork.prepared<HeadRow>(tenantId, { name: 'audit.append', text: APPEND, values });
    return moved ?? null;
  }

  /** The end of the chain; nobody else can add to it until this unit of work is over. */
  async lockHead(tenantId: TenantId): Promise<HeadRow> {
    const [head] = await this.unitOfWork.prepared<HeadRow>(tenantId, { name: 'audit.lock', text: LOCK, values: [tenantId] });
    if (!head) throw new Error(`tenant ${tenantId} has no chain`);
    return head;
  }

  /** The keys of these subjects; `fresh` are used for those that have none. To be called under the lock of {@link lockHead}. */
  async subjectKeys(tenantId: TenantId, fresh: readonly SubjectKeyRow[], at: Date): Promise<SubjectKeyRow[]> {
    const manager = this.unitOfWork.manager(tenantId);
    await manager.query(MAKE_KEYS, [tenantId, JSON.stringify(fresh), at]);
    return manager.query<SubjectKeyRow[]>(READ_KEYS, [tenantId, fresh.map(({ subject }) => subject)]);
  }

  async hasChain(tenantId: TenantId): Promise<boolean> {
    const statement = { name: 'audit.has_chain', text: 'select 1 as there from audit_chains where tenant_id = $1', values: [tenantId] };
    return (await this.reader.query(tenantId, statement)).length === 1;
  }

  page(tenantId: TenantId, filter: AuditFilter): Promise<AuditRow[]> {
    return this.reader.query<AuditRow>(tenantId, auditPage({ ...filter, tenantId }));
  }

  stretch(tenantId: TenantId, filter: ExportFilter, { behind, limit }: Stretch): Promise<AuditExportRow[]> {
    return this.reader.query<AuditExportRow>(tenantId, auditStretch({ ...filter, tenantId }, behind, limit));
  }

  /** Those keys that are there: a subject that was erased has none. */
  keysOf(tenantId: TenantId, subjects: readonly string[]): Promise<SubjectKeyRow[]> {
    return this.reader.query<SubjectKeyRow>(tenantId, { name: 'audit.subject_keys', text: READ_KEYS, values: [tenantId, subjects] });
  }
}
