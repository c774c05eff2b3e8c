import { Injectable } from '@nestjs/common';
import type { AdminWebhookDeliveryQuery } from '@orbisvoice/shared-dto';
import type { WebhookEventName } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DELIVERY_COLUMNS, type DeliveryRow, type EndpointRow, type TryRow } from './webhook-rows.js';

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

/** A message whose turn it is, where it goes and what signs it. */
export interface TurnRow extends DeliveryRow, Pick<EndpointRow, 'url' | 'secret' | 'previousSecret' | 'previousSecretUntil'> {
  readonly body: string;
  /** Whether the try before came to nothing. */
  readonly isFailing: boolean;
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

/** A message whose turn it is, and where it goes, in one look. */
const TURN = `
  select ${DELIVERY_COLUMNS}, d.body, e.url, e.secret, e.previous_secret as "previousSecret", e.previous_secret_until as "previousSecretUntil",
         e.failing_since is not null as "isFailing"
    from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id
   where d.tenant_id = $1 and d.id = $2 and d.lease_id = $3`;

/** Only while the turn is its own. */
const END = `
  with ended as (
    update webhook_deliveries
       set status = $4, step = $5, next_try_at = $6, tries = $7, last_tried_at = $8, response_status = $10, error = $11,
           lease_id = null, leased_until = null
     where tenant_id = $1 and id = $2 and lease_id = $3
    returning id
  )
  insert into webhook_tries (tenant_id, delivery_id, number, at, duration_ms, response_status, error, answer)
  select $1, id, $7, $8, $9, $10, $11, $12 from ended
  returning number`;

/** From the foot of the ladder; what is being sent at this moment is let be. */
const AGAIN = `update webhook_deliveries set status = 'pending', step = 0, next_try_at = $3, lease_id = null, leased_until = null`;

const TRIES = `
  select number, at, duration_ms as "durationMs", response_status as "responseStatus", error, answer
    from webhook_tries where tenant_id = $1 and delivery_id = $2 order by number desc limit $3`;

/** What one tenant's endpoints were told. */
@Injectable()
export class WebhookDeliveryRepository {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: TenantReader,
  ) {}

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

  /** The message of a turn; null when the turn is somebody else's by now. */
  async turn(tenantId: TenantId, id: string, leaseId: string): Promise<TurnRow | null> {
    const [row] = await this.reader.query<TurnRow>(tenantId, { name: 'webhooks.turn', text: TURN, values: [tenantId, id, leaseId] });
    return row ?? null;
  }

  /** Writes down a try and where the delivery stands after it, and gives its turn back. False when the turn is somebody else's by now. */
  async end(tenantId: TenantId, { id, leaseId }: Pick<TurnRow, 'id' | 'leaseId'>, done: EndedTry): Promise<boolean> {
    const { number, at, durationMs, responseStatus, error, answer } = done;
    const standing = [done.status, done.step, done.nextTryAt];
    const values = [tenantId, id, leaseId, ...standing, number, at, durationMs, responseStatus, error, answer];
    return (await this.unitOfWork.prepared(tenantId, { name: 'webhooks.end', text: END, values })).length === 1;
  }

  private rows<T>(tenantId: TenantId, text: string, values: readonly unknown[]): Promise<T[]> {
    return this.unitOfWork.run(tenantId, (manager) => manager.query<T[]>(text, [tenantId, ...values]));
  }
}
