import { Injectable } from '@nestjs/common';
import type { PageQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { offsetOf } from '../../../platform/http/page.js';
import { ENDPOINT_COLUMNS, type EndpointRow, type HealthRow } from './webhook-rows.js';

const INSERT = `
  insert into webhook_endpoints (id, tenant_id, url, description, events, is_enabled, secret, created_by, created_at, updated_at)
  values ($2, $1, $3, $4, $5, true, $6, $7, $8, $8)`;

const UPDATE = `
  update webhook_endpoints
     set url = $3, description = $4, events = $5, is_enabled = $6, disabled_reason = $7, disabled_at = $8, secret = $9, previous_secret = $10,
         previous_secret_until = $11, failing_since = $12, warned_at = $13, updated_at = $14
   where tenant_id = $1 and id = $2`;

/** Counts of the last 24 hours, and the latest delivery there is. Both walk an index of one endpoint. */
const HEALTH = `
  select e.id as "endpointId", h.succeeded, h.failed, h.pending, l.created_at as "lastAt", l.status as "lastStatus"
    from webhook_endpoints e
   cross join lateral (
     select (count(*) filter (where d.status = 'succeeded'))::int as succeeded, (count(*) filter (where d.status = 'failed'))::int as failed,
            (count(*) filter (where d.status = 'pending'))::int as pending
       from webhook_deliveries d where d.endpoint_id = e.id and d.created_at > $3 and not d.is_test
   ) h
    left join lateral (
     select d.created_at, d.status from webhook_deliveries d where d.endpoint_id = e.id and not d.is_test order by d.created_at desc, d.id desc limit 1
   ) l on true
   where e.tenant_id = $1 and e.id = any ($2::uuid[])`;

/** The endpoints of one tenant. */
@Injectable()
export class WebhookEndpointRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(tenantId: TenantId, row: EndpointRow): Promise<void> {
    const values = [row.id, row.url, row.description, row.events, row.secret, row.createdBy, row.createdAt];
    await this.unitOfWork.manager(tenantId).query(INSERT, [tenantId, ...values]);
  }

  async change(tenantId: TenantId, row: EndpointRow, at: Date): Promise<void> {
    const what = [row.url, row.description, row.events, row.isEnabled, row.disabledReason, row.disabledAt];
    const keys = [row.secret, row.previousSecret, row.previousSecretUntil];
    await this.unitOfWork.manager(tenantId).query(UPDATE, [tenantId, row.id, ...what, ...keys, row.failingSince, row.warnedAt, at]);
  }

  /** Its deliveries go with it. */
  async remove(tenantId: TenantId, id: string): Promise<void> {
    await this.unitOfWork.manager(tenantId).query('delete from webhook_endpoints where tenant_id = $1 and id = $2', [tenantId, id]);
  }

  async find(tenantId: TenantId, id: string): Promise<EndpointRow | null> {
    return (await this.rows<EndpointRow>(tenantId, `${SELECT} and e.id = $2`, [id]))[0] ?? null;
  }

  /** The row, locked until the unit of work ends. */
  async lock(tenantId: TenantId, id: string): Promise<EndpointRow | null> {
    return (await this.rows<EndpointRow>(tenantId, `${SELECT} and e.id = $2 for no key update`, [id]))[0] ?? null;
  }

  /** One after the other until the unit of work ends: whoever counts and then adds is alone with the count. */
  async holdAll(tenantId: TenantId): Promise<number> {
    await this.rows(tenantId, `select pg_advisory_xact_lock(hashtextextended('webhook endpoints ' || $1::text, 0))`, []);
    const count = 'select count(*)::int as count from webhook_endpoints where tenant_id = $1';
    return (await this.rows<{ count: number }>(tenantId, count, []))[0]?.count ?? 0;
  }

  /** One page, the newest first, and how many there are. */
  async page(tenantId: TenantId, query: PageQuery): Promise<{ endpoints: EndpointRow[]; total: number }> {
    const text = `${SELECT} order by e.created_at desc, e.id desc limit $2 offset $3`;
    const endpoints = await this.rows<EndpointRow>(tenantId, text, [query.pageSize, offsetOf(query)]);
    const [count] = await this.rows<{ total: number }>(
      tenantId,
      'select count(*)::int as total from webhook_endpoints where tenant_id = $1',
      [],
    );
    return { endpoints, total: count?.total ?? 0 };
  }

  /** How deliveries since an instant went, tests left out, and the latest delivery of all. */
  health(tenantId: TenantId, ids: readonly string[], since: Date): Promise<HealthRow[]> {
    return this.rows(tenantId, HEALTH, [ids, since]);
  }

  private rows<T>(tenantId: TenantId, text: string, values: readonly unknown[]): Promise<T[]> {
    return this.unitOfWork.run(tenantId, (manager) => manager.query<T[]>(text, [tenantId, ...values]));
  }
}

const SELECT = `select ${ENDPOINT_COLUMNS} from webhook_endpoints e where e.tenant_id = $1`;
