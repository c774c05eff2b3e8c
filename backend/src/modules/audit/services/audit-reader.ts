import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditList, AuditQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { encodeCursor } from '../../../platform/http/page.js';
import { subjectsIn } from '../domain/personal-data.js';
import { AllTenantsAuditRepository } from '../persistence/all-tenants-audit.repository.js';
import { AuditEntryRepository, type SubjectKeyRow } from '../persistence/audit-entry.repository.js';
import type { AuditExportRow, AuditFilter, AuditRow } from '../persistence/audit-page.sql.js';
import type { AboutPerson } from '../persistence/audit-ways.js';
import { ipHashOf, openActor, openChanges, openSubjectKey, type SealedColumns, type SubjectKeys } from './entry-sealing.js';

/** What somebody else's list knows of an actor. */
export interface SealedActor extends SealedColumns {
  readonly tenantId: string;
}

/** A row of an export, and what it says. */
export interface ExportedEntry {
  readonly row: AuditExportRow;
  readonly entry: AuditEntry;
}

/** Pages of the audit log, newest first, by keyset: new entries do not shift a page that somebody is reading. */
@Injectable()
export class AuditReader {
  constructor(
    private readonly entries: AuditEntryRepository,
    private readonly allTenants: AllTenantsAuditRepository,
    private readonly keys: DataKeys,
  ) {}

  /** One tenant's own entries, behind row-level security. */
  async ofTenant(tenantId: TenantId, query: AuditQuery): Promise<AuditList> {
    const rows = await this.entries.page(tenantId, this.filterOf(query));
    const found = await this.entries.keysOf(tenantId, [...new Set(rows.flatMap(subjectsOfRow))]);
    const keys = this.opened(found);
    const list = listOf(rows, query.pageSize, () => keys);
    return { ...list, items: list.items.map(asTenantSees) };
  }

  /** Every tenant's entries; for staff only. */
  async ofAllTenants(query: AuditQuery): Promise<AuditList> {
    return this.listed(this.filterOf(query));
  }

  /** The newest entries of every tenant or of one, without what conversations write all day long; for staff only. */
  async news(query: Pick<AuditQuery, 'tenantId' | 'pageSize'>): Promise<AuditList> {
    return this.listed({ ...query, without: 'conversations' });
  }

  private async listed(filter: AuditFilter): Promise<AuditList> {
    const rows = await this.allTenants.page(filter);
    const keys = await this.keysOfRows(rows.map((row) => ({ tenantId: row.tenantId, subjects: subjectsOfRow(row) })));
    return listOf(rows, filter.pageSize, keys);
  }

  /** What one person did and what was done to them, in every tenant; for staff only. */
  async ofPerson(about: AboutPerson, query: Omit<AuditQuery, 'ip'>): Promise<AuditList> {
    return this.listed({ ...query, about });
  }

  /** Whether there is such a tenant. */
  hasChain(tenantId: TenantId): Promise<boolean> {
    return this.entries.hasChain(tenantId);
  }

  /** A tenant's rows of an export with what they say, behind row-level security. */
  async openOwn(tenantId: TenantId, rows: readonly AuditExportRow[]): Promise<ExportedEntry[]> {
    const keys = this.opened(await this.entries.keysOf(tenantId, [...new Set(rows.flatMap(subjectsOfRow))]));
    return rows.map((row) => ({ row, entry: asTenantSees(entryOf(row, keys)) }));
  }

  /** Rows of an export with what they say; for staff only. */
  async openAll(rows: readonly AuditExportRow[]): Promise<ExportedEntry[]> {
    const keys = await this.keysOfRows(rows.map((row) => ({ tenantId: row.tenantId, subjects: subjectsOfRow(row) })));
    return rows.map((row) => ({ row, entry: entryOf(row, keys(row.tenantId)) }));
  }

  /** The names of actors that a list of another module shows; for staff only. */
  async actorNames(actors: readonly SealedActor[]): Promise<(string | null)[]> {
    const keys = await this.keysOfRows(
      actors.map(({ tenantId, actorSubject }) => ({ tenantId, subjects: actorSubject ? [actorSubject] : [] })),
    );
    return actors.map((actor) => openActor(actor, keys(actor.tenantId)).name);
  }

  /** An address is looked for by its keyed hash. */
  filterOf<T extends { readonly ip?: string | undefined }>({ ip, ...query }: T): Omit<T, 'ip'> & { readonly ipHash?: Buffer } {
    return { ...query, ...(ip !== undefined && { ipHash: ipHashOf(this.keys, ip) }) };
  }

  private async keysOfRows(
    wanted: readonly { readonly tenantId: string; readonly subjects: readonly string[] }[],
  ): Promise<(tenantId: string) => SubjectKeys> {
    const pairs = new Map(
      wanted.flatMap(({ tenantId, subjects }) => subjects.map((subject) => [`${tenantId} ${subject}`, { tenantId, subject }] as const)),
    );
    const rows = await this.allTenants.keysOf([...pairs.values()]);
    const byTenant = new Map<string, SubjectKeyRow[]>();
    for (const row of rows) byTenant.set(row.tenantId, [...(byTenant.get(row.tenantId) ?? []), row]);
    const opened = new Map([...byTenant].map(([tenantId, keys]) => [tenantId, this.opened(keys)]));
    return (tenantId) => opened.get(tenantId) ?? new Map();
  }

  private opened(rows: readonly SubjectKeyRow[]): SubjectKeys {
    return new Map(rows.map(({ subject, sealed }) => [subject, openSubjectKey(this.keys, sealed)]));
  }
}

const subjectsOfRow = ({ actorSubject, changes }: AuditRow): string[] => [...(actorSubject ? [actorSubject] : []), ...subjectsIn(changes)];

function listOf(rows: readonly AuditRow[], pageSize: number, keys: (tenantId: string) => SubjectKeys): AuditList {
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => entryOf(row, keys(row.tenantId))),
    next: last && rows.length > pageSize ? encodeCursor([last.exactAt, last.id]) : null,
  };
}

/** From where staff work is not a tenant's to know; that it was staff, who and why, is. */
const asTenantSees = (entry: AuditEntry): AuditEntry =>
  entry.actorKind === 'staff' || entry.impersonatorId !== null ? { ...entry, ip: null } : entry;

function entryOf(row: AuditRow, keys: SubjectKeys): AuditEntry {
  const { name, ip } = openActor(row, keys);
  return {
    id: row.id,
    at: row.at.toISOString(),
    tenantId: row.tenantId,
    tenantName: row.tenantName,
    seq: Number(row.seq),
    action: row.action,
    actorKind: row.actorKind,
    actorId: row.actorId,
    actorName: name,
    impersonatorId: row.impersonatorId,
    impersonatorName: row.impersonatorName,
    targetType: row.targetType,
    targetId: row.targetId,
    changes: openChanges(row.changes, keys),
    ip,
    traceId: row.traceId,
  };
}
