import { Injectable } from '@nestjs/common';
import type { AdminWebhookDeliveryQuery } from '@orbisvoice/shared-dto';
import type { WebhookEventName } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DELIVERY_COLUMNS, type DeliveryRow, type TryRow } from './webhook-rows.js';

/** Where a page of the list begins: behind this row. */
export interface ListPlace {
  readonly createdAt: string;
  readonly id: string;
}

/** A message to be delivered at once. */
export interface NewDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly messageId: string;
  readonly event: WebhookEventName;
  readonly body: string;
  readonly isTest: boolean;
  readonly at: Date;
}

/** A delivery with what is sent and where to. */
export interface DeliveryDetailRow extends DeliveryRow {
  readonly body: string;
  readonly url: string;
}

/** What a try leaves behind. */
export interface EndedTry extends TryRow {
  readonly status: DeliveryRow['status'];
  readonly step: number;
  readonly nextTryAt: Date | null;
}

const INSERT = `
  insert into webhook_deliveries (id, tenant_id, endpoint_id, message_id, event, body, is_test, next_try_at, occurred_at, created_at)
  values ($2, $1, $3, $4, $5, $6, $7, $8, $8, $8)`;

const NOTE = `
  insert into webhook_tries (tenant_id, delivery_id, number, at, duration_ms, response_status, error, answer)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

const END = `
  update webhook_deliveries
     set status = $3, step = $4, next_try_at = $5, tries = $6, last_tried_at = $7, response_status = $8, error = $9,
         lease_id = null, leased_until = null
   where tenant_id = $1 and id = $2`;

/** From the foot of the ladder; what is being sent at this moment is let be. */
const AGAIN = `update webhook_deliveries set status = 'pending', step = 0, next_try_at = $3, lease_id = null, leased_until = null`;

const TRIES = `
  select number, at, duration_ms as "durationMs", response_status as "responseStatus", error, answer
    from webhook_tries where tenant_id = $1 and delivery_id = $2 order by number desc limit $3`;

/** What one tenant's endpoints were told. */
@Injectable()
export class WebhookDeliveryRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(tenantId: TenantId, { id, endpointId, messageId, event, body, isTest, at }: NewDelivery): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(INSERT, [tenantId, id, endpointId, messageId, event, body, isTest, at]);
  }

  /** Newest first. */
  list(tenantId: TenantId, query: AdminWebhookDeliveryQuery, after: ListPlace | null): Promise<DeliveryRow[]> {
    const values: unknown[] = [];
    const bind = (value: unknown): string => `$${values.push(value) + 1}`;
    const where = [
      'd.tenant_id = $1',
      ...(query.endpointId === undefined ? [] : [`d.endpoint_id = ${bind(query.endpointId)}`]),
      ...(query.status === undefined ? [] : [`d.status = ${bind(query.status)}`]),
      ...(query.event === undefined ? [] : [`d.event = ${bind(query.event)}`]),
      ...(after === null ? [] : [`(d.created_at, d.id) < (${bind(after.createdAt)}, ${bind(after.id)})`]),
    ].join(' and ');
    const limit = bind(query.pageSize + 1);
    const text = `select ${DELIVERY_COLUMNS} from webhook_deliveries d where ${where} order by d.created_at desc, d.id desc limit ${limit}`;
    return this.rows(tenantId, text, values);
  }

  async find(tenantId: TenantId, id: string): Promise<DeliveryDetailRow | null> {
    const text = `
      select ${DELIVERY_COLUMNS}, d.body, e.url from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
       where d.tenant_id = $1 and d.id = $2`;
    return (await this.rows<DeliveryDetailRow>(tenantId, text, [id]))[0] ?? null;
  }

  /** The row, locked until the unit of work ends. */
  async lock(tenantId: TenantId, id: string): Promise<DeliveryRow | null> {
    const text = `select ${DELIVERY_COLUMNS} from webhook_deliveries d where d.tenant_id = $1 and d.id = $2 for update`;
    return (await this.rows<DeliveryRow>(tenantId, text, [id]))[0] ?? null;
  }

  /** The latest ones first. */
  tries(tenantId: TenantId, id: string, limit: number): Promise<TryRow[]> {
    return this.rows(tenantId, TRIES, [id, limit]);
  }

  async sendAgain(tenantId: TenantId, id: string, at: Date): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(`${AGAIN} where tenant_id = $1 and id = $2`, [tenantId, id, at]);
  }

  /** Everything of an endpoint that was given up, tests left out. @returns how many */
  async sendFailedAgain(
    tenantId: TenantId,
    endpointId: string,
    { since, at }: { readonly since: Date; readonly at: Date },
  ): Promise<number> {
    const text = `${AGAIN}
      where tenant_id = $1 and endpoint_id = $2 and status = 'failed' and not is_test and occurred_at >= $4`;
    const [, count] = await this.unitOfWork.manager(tenantId).query<[unknown[], number]>(text, [tenantId, endpointId, at, since]);
    return count;
  }

  /** Writes down a try and where the delivery stands after it, and gives its turn back. */
  async end(tenantId: TenantId, id: string, done: EndedTry): Promise<void> {
    const { number, at, durationMs, responseStatus, error, answer } = done;
    const manager = this.unitOfWork.manager(tenantId);
    await manager.query(NOTE, [tenantId, id, number, at, durationMs, responseStatus, error, answer]);
    await manager.query(END, [tenantId, id, done.status, done.step, done.nextTryAt, number, at, responseStatus, error]);
  }

  private rows<T>(tenantId: TenantId, text: string, values: readonly unknown[]): Promise<T[]> {
    return this.unitOfWork.run(tenantId, (manager) => manager.query<T[]>(text, [tenantId, ...values]));
  }
}
