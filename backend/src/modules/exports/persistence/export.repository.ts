import { Injectable } from '@nestjs/common';
import type { ExportQuery } from '@orbisvoice/shared-dto';
import { UNFINISHED_EXPORTS } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EXPORT_COLUMNS, EXPORT_TABLES, type ExportRow, type NewExport } from './export-row.js';

/** Where a page of the list begins: behind this row. */
export interface ListPlace {
  readonly createdAt: string;
  readonly id: string;
}

/** Filters that name one row of another list. */
const NAMED_ROWS = [
  { filter: 'agentId', table: 'agents' },
  { filter: 'invoiceId', table: 'invoices' },
  { filter: 'endpointId', table: 'webhook_endpoints' },
] as const;
export type NamedRows = Readonly<Partial<Record<(typeof NAMED_ROWS)[number]['filter'], string | undefined>>>;

/** A tenant's exports, as its people ask for them and see them. */
@Injectable()
export class ExportRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  find(tenantId: TenantId, id: string): Promise<ExportRow | null> {
    return this.one(tenantId, 'e.id = $2', id);
  }

  /** What a request with this key has asked for before. */
  findByKey(tenantId: TenantId, requestKey: string): Promise<ExportRow | null> {
    return this.one(tenantId, 'e.request_key = $2', requestKey);
  }

  /** The row until the end of the unit of work: nobody else changes it meanwhile. */
  lock(tenantId: TenantId, id: string): Promise<ExportRow | null> {
    return this.one(tenantId, 'e.id = $2', id, 'for update of e');
  }

  /** Newest first. */
  list(tenantId: TenantId, { status, dataset, pageSize }: ExportQuery, after: ListPlace | null): Promise<ExportRow[]> {
    const values: unknown[] = [tenantId];
    const bind = (value: unknown): string => `$${values.push(value)}`;
    const where = [
      'e.tenant_id = $1',
      ...(status === undefined ? [] : [`e.status = ${bind(status)}`]),
      ...(dataset === undefined ? [] : [`e.dataset = ${bind(dataset)}`]),
      ...(after === null ? [] : [`(e.created_at, e.id) < (${bind(after.createdAt)}, ${bind(after.id)})`]),
    ].join(' and ');
    const text = `select ${EXPORT_COLUMNS} from ${EXPORT_TABLES} where ${where} order by e.created_at desc, e.id desc limit ${bind(pageSize + 1)}`;
    return this.rows(tenantId, text, values);
  }

  unfinished(tenantId: TenantId): Promise<ExportRow[]> {
    const text = `select ${EXPORT_COLUMNS} from ${EXPORT_TABLES} where e.tenant_id = $1 and e.status = any($2) order by e.created_at, e.id`;
    return this.rows(tenantId, text, [tenantId, UNFINISHED_EXPORTS]);
  }

  /** Until the unit of work ends, nobody else of the tenant comes past here. */
  async lockTenant(tenantId: TenantId): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(`select pg_advisory_xact_lock(hashtextextended('exports ' || $1, 0))`, [tenantId]);
  }

  async countUnfinished(tenantId: TenantId): Promise<number> {
    const [row] = await this.unitOfWork
      .manager(tenantId)
      .query<{ count: number }[]>('select count(*)::int as count from exports where tenant_id = $1 and status = any($2)', [
        tenantId,
        UNFINISHED_EXPORTS,
      ]);
    return row?.count ?? 0;
  }

  async insert(tenantId: TenantId, row: NewExport): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(
      `insert into exports (id, tenant_id, dataset, format, filters, has_byte_order_mark, status, file_name, requested_by, request_key,
         created_at, queued_at)
       values ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $9, $10, $10)`,
      [
        row.id,
        tenantId,
        row.dataset,
        row.format,
        JSON.stringify(row.filters),
        row.hasByteOrderMark,
        row.fileName,
        row.requestedBy,
        row.requestKey,
        row.createdAt,
      ],
    );
  }

  /** Asked for once more: nothing of the runs before counts. */
  async requeue(tenantId: TenantId, id: string, at: Date): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(
      `update exports set status = 'queued', generation = generation + 1, attempts = 0, row_count = 0, rows_expected = null, byte_count = 0,
         failure = null, finished_at = null, expires_at = null, heartbeat_at = null, queued_at = $3
       where tenant_id = $1 and id = $2`,
      [tenantId, id, at],
    );
  }

  /** Ends it; a run that is under way finds that it is no longer its own. */
  async cancel(tenantId: TenantId, id: string, at: Date): Promise<void> {
    await this.unitOfWork
      .manager(tenantId)
      .query(`update exports set status = 'canceled', run_id = null, finished_at = $3 where tenant_id = $1 and id = $2`, [
        tenantId,
        id,
        at,
      ]);
  }

  async remove(tenantId: TenantId, id: string): Promise<void> {
    await this.unitOfWork.manager(tenantId).query('delete from exports where tenant_id = $1 and id = $2', [tenantId, id]);
  }

  /** Whether PostgreSQL knows the zone and the days; rejects with a data exception when it does not. */
  async tryRange(tenantId: TenantId, timeZone: string, days: readonly (string | undefined)[]): Promise<void> {
    await this.unitOfWork.run(tenantId, (manager) =>
      manager.query('select d::date::timestamp at time zone $1 from unnest($2::text[]) d', [timeZone, days.filter(Boolean)]),
    );
  }

  /** Of the ids that filters name, those that are nobody's here: of what is deleted the rows are still there. */
  async unknownIds(tenantId: TenantId, filters: NamedRows): Promise<(keyof NamedRows)[]> {
    const named = NAMED_ROWS.filter(({ filter }) => filters[filter] !== undefined);
    if (named.length === 0) return [];
    const known = named.map(
      ({ filter, table }, index) => `exists (select 1 from ${table} where tenant_id = $1 and id = $${index + 2}) as "${filter}"`,
    );
    const values = [tenantId, ...named.map(({ filter }) => filters[filter])];
    const [row] = await this.unitOfWork.run(tenantId, (manager) =>
      manager.query<Partial<Record<keyof NamedRows, boolean>>[]>(`select ${known.join(', ')}`, values),
    );
    return named.map(({ filter }) => filter).filter((filter) => !row?.[filter]);
  }

  private async one(tenantId: TenantId, condition: string, value: string, lock = ''): Promise<ExportRow | null> {
    const text = `select ${EXPORT_COLUMNS} from ${EXPORT_TABLES} where e.tenant_id = $1 and ${condition} ${lock}`;
    const [row] = await this.rows(tenantId, text, [tenantId, value]);
    return row ?? null;
  }

  private rows(tenantId: TenantId, text: string, values: readonly unknown[]): Promise<ExportRow[]> {
    return this.unitOfWork.run(tenantId, (manager) => manager.query<ExportRow[]>(text, [...values]));
  }
}
