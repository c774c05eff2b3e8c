import { Injectable } from '@nestjs/common';
import type { WebhookEventName } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A delivery whose turn it is. */
export interface Turn {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly leaseId: string;
}

/** An event that somebody wants to hear of. */
export interface WantedEvent {
  readonly endpointId: string;
  readonly tenantId: string;
  readonly eventId: string;
  readonly name: WebhookEventName;
  readonly payload: object;
  readonly at: Date;
}

/** A message as the relay writes it. */
export interface LinedUp {
  readonly id: string;
  readonly tenantId: string;
  readonly endpointId: string;
  readonly messageId: string;
  readonly event: WebhookEventName;
  readonly body: string;
  readonly occurredAt: Date;
}

/** How many at once. */
export interface TurnBounds {
  readonly now: Date;
  /** Until when a turn is somebody's. */
  readonly until: Date;
  /** In all. */
  readonly limit: number;
  /** Of one endpoint that works; one that fails has one at a time. */
  readonly perEndpoint: number;
}

/** Endpoints that were there before the event; locked against deletion, so that what is written for them has its endpoint. */
const WANTED = `
  select w.id as "endpointId", e.tenant_id as "tenantId", e.id as "eventId", e.name, e.payload, e.created_at as at
    from outbox_events e join webhook_endpoints w on w.tenant_id = e.tenant_id and w.is_enabled and e.name = any (w.events)
   where e.id = any ($1::uuid[]) and w.created_at <= e.created_at
   order by e.created_at, e.id, w.id
     for key share of w`;

const LINE_UP = `
  insert into webhook_deliveries (id, tenant_id, endpoint_id, message_id, event, body, next_try_at, occurred_at, created_at)
  select id, tenant_id, endpoint_id, message_id, event, body, $8, occurred_at, $8
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[])
      as n (id, tenant_id, endpoint_id, message_id, event, body, occurred_at)
      on conflict (endpoint_id, message_id) do nothing`;

/**
 * The oldest that are due of each endpoint, as many as it has room for: one slow receiver never takes the turns of another. What a workspace
 * that does not run has to say waits.
 */
const TAKE = `
  with due as materialized (
    select d.id, d.tenant_id
      from webhook_endpoints w
      join tenants t on t.id = w.tenant_id and t.status = 'active'
     cross join lateral (
       select l.id, l.tenant_id from webhook_deliveries l
        where l.endpoint_id = w.id and l.status = 'pending' and l.next_try_at <= $1
          and (l.lease_id is null or l.leased_until <= $1) and (w.is_enabled or l.is_test)
        order by l.next_try_at, l.id
        limit greatest(0, case when w.failing_since is null then $3::int else 1 end - (
          select count(*) from webhook_deliveries u where u.endpoint_id = w.id and u.lease_id is not null and u.leased_until > $1
        ))
          for update skip locked
     ) d
     limit $4
  )
  update webhook_deliveries d set lease_id = gen_random_uuid(), leased_until = $2
    from due where d.id = due.id
  returning d.id, d.tenant_id as "tenantId", d.lease_id as "leaseId"`;

/** All that an idle platform asks, once a second. */
const ANY_DUE = `select 1 from webhook_deliveries where status = 'pending' and next_try_at <= $1 limit 1`;

/** One after the other: two that count side by side would both find room. */
const HOLD = `select pg_advisory_xact_lock(hashtextextended('webhook line', 0))`;

const WAITING = `
  select count(*)::int as waiting, coalesce(extract(epoch from $1::timestamptz - min(d.next_try_at)), 0)::float8 as oldest
    from webhook_deliveries d join webhook_endpoints w on w.id = d.endpoint_id and (w.is_enabled or d.is_test)
    join tenants t on t.id = w.tenant_id and t.status = 'active'
   where d.status = 'pending' and d.next_try_at <= $1`;

/** The line of messages of all tenants: filled by the relay, emptied by the workers. */
@Injectable()
export class AllTenantsWebhookLineRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Which endpoints want which of these events. In the relay's transaction. */
  async wanted(client: Pick<pg.PoolClient, 'query'>, eventIds: readonly string[]): Promise<WantedEvent[]> {
    return (await client.query<WantedEvent>({ name: 'webhooks.wanted', text: WANTED, values: [eventIds] })).rows;
  }

  /** In the relay's transaction. */
  async lineUp(client: Pick<pg.PoolClient, 'query'>, messages: readonly LinedUp[], at: Date): Promise<void> {
    const values = [
      messages.map(({ id }) => id),
      messages.map(({ tenantId }) => tenantId),
      messages.map(({ endpointId }) => endpointId),
      messages.map(({ messageId }) => messageId),
      messages.map(({ event }) => event),
      messages.map(({ body }) => body),
      messages.map(({ occurredAt }) => occurredAt),
    ];
    await client.query(LINE_UP, [...values, at]);
  }

  /** Gives turns out. */
  async take({ now, until, perEndpoint, limit }: TurnBounds): Promise<Turn[]> {
    const due = await this.database.query({ name: 'webhooks.any_due', text: ANY_DUE, values: [now] });
    if (due.length === 0) return [];
    const values = [now, until, perEndpoint, limit];
    const { rows } = await this.database.transaction(async (client) => {
      await client.query(HOLD);
      return client.query<{ id: string; tenantId: string; leaseId: string }>({ name: 'webhooks.take', text: TAKE, values });
    });
    return rows.map(({ id, tenantId, leaseId }) => ({ id, tenantId: tenantIdOf(tenantId), leaseId }));
  }

  /** What is due and was not sent, and since how many seconds. */
  async waiting(now: Date): Promise<{ readonly waiting: number; readonly oldest: number }> {
    const [row] = await this.database.query<{ waiting: number; oldest: number }>({
      name: 'webhooks.waiting',
      text: WAITING,
      values: [now],
    });
    return row ?? { waiting: 0, oldest: 0 };
  }

  /** Deletes a slice of what was written before an instant. @returns how many went */
  async forget(before: Date, slice: number): Promise<number> {
    const rows = await this.database.query<{ gone: number }>({
      text: `delete from webhook_deliveries where id = any (array(
               select id from webhook_deliveries where created_at < $1 and lease_id is null order by created_at limit $2)) returning 1 as gone`,
      values: [before, slice],
    });
    return rows.length;
  }
}
