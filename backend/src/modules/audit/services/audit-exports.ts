import { Injectable } from '@nestjs/common';
import type { ExportAudit, OwnAuditExport } from '@orbisvoice/shared-dto';
import { BYTE_ORDER_MARK, csvLine } from '@orbisvoice/shared-dto/values';
import type { AuditExportFormat } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { type TenantId, tenantIdOf } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { factsAsChanges } from '../domain/audit-changes.js';
import { AllTenantsAuditRepository } from '../persistence/all-tenants-audit.repository.js';
import { AuditEntryRepository, type Stretch } from '../persistence/audit-entry.repository.js';
import type { AuditExportRow } from '../persistence/audit-page.sql.js';
import { AuditHeadSigning } from './audit-head-signing.js';
import { AuditLog } from './audit-log.js';
import { AuditReader, type ExportedEntry } from './audit-reader.js';

const STRETCH = 1_000;
const COLUMNS = [
  'seq',
  'at',
  'tenantId',
  'tenantName',
  'action',
  'actorKind',
  'actorId',
  'actorName',
  'impersonatorId',
  'impersonatorName',
  'targetType',
  'targetId',
  'changes',
  'ip',
  'traceId',
  'id',
  'hash',
  'mac',
  'canonical',
] as const;

/** Files of the audit log with the fields of the chain, streamed: a stretch at a time is in memory, however long the log is. */
@Injectable()
export class AuditExports {
  constructor(
    private readonly entries: AuditEntryRepository,
    private readonly allTenants: AllTenantsAuditRepository,
    private readonly reader: AuditReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly signedHeads: AuditHeadSigning,
  ) {}

  /** A tenant's own part. That it was exported is on record before the first byte leaves. */
  async own(actor: Actor, { format, ...filters }: OwnAuditExport): Promise<AsyncGenerator<string>> {
    const { tenantId } = actor;
    await this.note(actor, tenantId, { format, ...filters });
    const filter = this.reader.filterOf(filters);
    const rows = stretches((from) => this.entries.stretch(tenantId, filter, from));
    return fileOf(format, rows, (stretch) => this.reader.openOwn(tenantId, stretch));
  }

  /** Of one tenant or of all; for staff. On record with the tenant it is about, or with the staff's own. */
  async ofAllTenants(actor: Actor, { format, ...filters }: ExportAudit): Promise<AsyncGenerator<string>> {
    const { tenantId } = filters;
    const isOfOne = tenantId !== undefined && (await this.reader.hasChain(tenantIdOf(tenantId)));
    await this.note(actor, isOfOne ? tenantIdOf(tenantId) : actor.tenantId, { format, ...filters });
    const filter = this.reader.filterOf(filters);
    const rows = stretches((from) => this.allTenants.stretch(filter, from));
    return fileOf(format, rows, (stretch) => this.reader.openAll(stretch));
  }

  /** The newest signed head of every chain, for staff. */
  async heads(actor: Actor): Promise<AsyncGenerator<string>> {
    const { tenantId } = actor;
    await this.unitOfWork.run(tenantId, () =>
      this.audit.record(actor, { action: 'audit.heads_exported', targetType: 'audit', targetId: null }),
    );
    return this.signedHeads.lines();
  }

  private note(actor: Actor, tenantId: TenantId, asked: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changes = factsAsChanges(asked);
    return this.unitOfWork.run(tenantId, () =>
      this.audit.record(actor, { action: 'audit.exported', targetType: 'audit', targetId: null, changes, tenantId }),
    );
  }
}

async function* stretches(read: (from: Stretch) => Promise<AuditExportRow[]>): AsyncGenerator<AuditExportRow[]> {
  for (let behind: Stretch['behind'] = null; ;) {
    const rows: AuditExportRow[] = await read({ behind, limit: STRETCH });
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    behind = last;
  }
}

async function* fileOf(
  format: AuditExportFormat,
  parts: AsyncGenerator<AuditExportRow[]>,
  open: (rows: AuditExportRow[]) => Promise<ExportedEntry[]>,
): AsyncGenerator<string> {
  if (format === 'csv') yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  for await (const rows of parts) yield (await open(rows)).map(format === 'csv' ? toCsv : toJson).join('');
}

const provedOf = ({ row, entry }: ExportedEntry) => ({
  ...entry,
  hash: row.hash.toString('hex'),
  mac: row.mac.toString('hex'),
  canonical: row.canonical,
});

function toCsv(exported: ExportedEntry): string {
  const cells = { ...provedOf(exported), changes: JSON.stringify(exported.entry.changes) };
  return csvLine(COLUMNS.map((column) => cells[column]));
}

const toJson = (exported: ExportedEntry): string => `${JSON.stringify(provedOf(exported))}\n`;
