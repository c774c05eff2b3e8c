import { Injectable } from '@nestjs/common';
import type { StripeEventStatus } from '@orbisvoice/shared-dto/values';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** An event as it arrived: verified, not yet understood. */
export interface NewStripeEvent {
  readonly id: string;
  readonly type: string;
  readonly apiVersion: string | null;
  readonly isLivemode: boolean;
  readonly objectId: string | null;
  readonly createdAt: Date;
  /** The verified body. */
  readonly payload: string;
}

export interface StoredStripeEvent {
  readonly id: string;
  readonly type: string;
  readonly isLivemode: boolean;
  readonly createdAt: Date;
  readonly status: StripeEventStatus;
  /** The connected account it happened in; null for our own. */
  readonly account: string | null;
  readonly payload: unknown;
}

/** Why a try failed, and what becomes of the event. */
export interface EventFailure {
  readonly status: 'failed' | 'dead';
  readonly kind: 'transient' | 'permanent';
  readonly reason: string;
  readonly nextAttemptAt: Date | null;
}

/** What became of an event, and whose it is as far as that is known. */
export interface EventOutcome {
  readonly status: StripeEventStatus;
  readonly tenantId: TenantId | null;
  readonly error: string | null;
}

/** ASCII's record separator. JSON allows no control character but white space outside of texts, and none at all in them (RFC 8259 §2, §7). */
const SEPARATOR = '\x1e';
const MS_PER_SECOND = 1_000;
const STORED = `id, type, is_livemode as "isLivemode", created_at as "createdAt", status, payload ->> 'account' as account, payload`;

/** The inbox of Stripe events. It knows no tenant before an event is understood. */
@Injectable()
export class AllTenantsStripeEventRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /**
   * Stores what is new, all or nothing; says of each event, in the order given, whether it was. The bodies go as one text with a separator
   * that no JSON can hold, so nothing has to be escaped, and are kept as they are: `json`, which PostgreSQL checks but does not take apart.
   * Nothing joins the table: a plan made while it is empty would scan it for every batch until it is analysed. In the order of ids, so that
   * two processes with the same events wait for each other instead of deadlocking.
   */
  async store(events: readonly NewStripeEvent[]): Promise<boolean[]> {
    const ordered = [...events].sort((a, b) => (a.id < b.id ? -1 : 1));
    const rows = await this.database.query<{ id: string }>({
      name: 'stripe_events.store',
      text: `insert into stripe_events (id, type, api_version, is_livemode, object_id, created_at, payload)
             select e.id, e.type, e.api_version, e.is_livemode, e.object_id, to_timestamp(e.created), e.payload::json
               from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::text[], $6::double precision[], string_to_array($7, E'\\x1e'))
                 e (id, type, api_version, is_livemode, object_id, created, payload)
             on conflict (id) do nothing
             returning id`,
      values: [
        ordered.map(({ id }) => id),
        ordered.map(({ type }) => type),
        ordered.map(({ apiVersion }) => apiVersion),
        ordered.map(({ isLivemode }) => isLivemode),
        ordered.map(({ objectId }) => objectId),
        ordered.map(({ createdAt }) => createdAt.getTime() / MS_PER_SECOND),
        ordered.map(({ payload }) => payload).join(SEPARATOR),
      ],
    });
    const added = new Set(rows.map(({ id }) => id));
    return events.map(({ id }) => added.has(id));
  }

  /**
   * Claims the oldest events that arrived and were not handed over, gives them to `dispatch` and marks them, in one transaction: if `dispatch`
   * fails or the process dies, they are waiting again. Rows that another worker holds are skipped.
   * @returns how many there were
   */
  handOver(limit: number, at: Date, dispatch: (ids: readonly string[]) => Promise<void>): Promise<number> {
    return this.database.transaction(async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `select id from stripe_events where status = 'received' and handed_over_at is null and not is_fetched
         order by received_at limit $1 for update skip locked`,
        [limit],
      );
      if (rows.length === 0) return 0;
      const ids = rows.map(({ id }) => id);
      await dispatch(ids);
      await client.query('update stripe_events set handed_over_at = $2 where id = any($1::text[])', [ids, at]);
      return ids.length;
    });
  }

  /** Stores an event that was fetched from Stripe's list because it never arrived. */
  async storeFetched({ id, type, apiVersion, isLivemode, objectId, createdAt, payload }: NewStripeEvent): Promise<void> {
    await this.database.query({
      text: `insert into stripe_events (id, type, api_version, is_livemode, object_id, created_at, payload, is_fetched)
             values ($1, $2, $3, $4, $5, $6, $7::json, true) on conflict (id) do nothing`,
      values: [id, type, apiVersion, isLivemode, objectId, createdAt, payload],
    });
  }

  /** What became of an event. */
  async outcome(id: string): Promise<EventOutcome | null> {
    const [row] = await this.database.query<EventOutcome>({
      text: 'select status, tenant_id as "tenantId", error from stripe_events where id = $1',
      values: [id],
    });
    return row ?? null;
  }

  /** Takes an event up, counting the attempt; null when it is finished, given up or unknown. */
  async begin(id: string, at: Date): Promise<StoredStripeEvent | null> {
    const [event] = await this.database.query<StoredStripeEvent>({
      name: 'stripe_events.begin',
      text: `update stripe_events set status = 'processing', attempts = attempts + 1, begun_at = $2, next_attempt_at = null
             where id = $1 and status not in ('done', 'ignored', 'dead')
             returning ${STORED}`,
      values: [id, at],
    });
    return event ?? null;
  }

  /** A stored event as it stands; null when there is none. */
  async find(id: string): Promise<StoredStripeEvent | null> {
    const [event] = await this.database.query<StoredStripeEvent>({
      text: `select ${STORED} from stripe_events where id = $1`,
      values: [id],
    });
    return event ?? null;
  }

  /** Takes an event up once more, whatever became of it; one that is done stays so. @returns it with the status it had; null when there is none */
  async reopen(id: string, at: Date): Promise<StoredStripeEvent | null> {
    const [event] = await this.database.query<StoredStripeEvent>({
      text: `with was as (select ${STORED} from stripe_events where id = $1 for update),
             now_is as (
               update stripe_events e set replays = e.replays + 1, attempts = e.attempts + 1, begun_at = $2, next_attempt_at = null,
                 status = case when e.status = 'done' then 'done' else 'processing' end
               from was where e.id = was.id
             )
             select * from was`,
      values: [id, at],
    });
    return event ?? null;
  }

  /** Keeps a failed event with its reason and, where its customer is known, its tenant; to be retried or replayed. */
  async fail(id: string, { status, kind, reason, nextAttemptAt }: EventFailure): Promise<void> {
    await this.database.query({
      text: `update stripe_events e set status = $2, failure_kind = $3, error = $4, next_attempt_at = $5,
               tenant_id = coalesce(e.tenant_id, (select t.id from tenants t where t.stripe_customer_id = e.payload #>> '{data,object,customer}'))
             where id = $1 and status not in ('done', 'ignored')`,
      values: [id, status, kind, reason, nextAttemptAt],
    });
  }

  /** Ends an event that is none of our business, with the reason. */
  async ignore(id: string, reason: string, at: Date): Promise<void> {
    await this.database.query({
      text: `update stripe_events set status = 'ignored', error = $2, processed_at = $3, failure_kind = null, next_attempt_at = null
             where id = $1 and status <> 'done'`,
      values: [id, reason, at],
    });
  }

  /** Events whose job was lost: stored but never begun, begun but never ended, or overdue for their next try. */
  async stranded({ before, begunBefore, limit }: { before: Date; begunBefore: Date; limit: number }): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>({
      text: `select id from stripe_events
             where (status = 'received' and received_at < $1)
                or (status = 'processing' and begun_at < $2)
                or (status = 'failed' and coalesce(next_attempt_at, received_at) < $1)
             order by received_at limit $3`,
      values: [before, begunBefore, limit],
    });
    return rows.map((row) => row.id);
  }

  /** The tenant of a Stripe customer. */
  async tenantOfCustomer(customerId: string): Promise<TenantId | null> {
    const [row] = await this.database.query<{ id: string }>({
      name: 'stripe_events.tenant_of_customer',
      text: 'select id from tenants where stripe_customer_id = $1',
      values: [customerId],
    });
    return row ? tenantIdOf(row.id) : null;
  }

  /** The named tenant, if it exists and has no other Stripe customer. */
  async tenantWithoutCustomer(tenantId: TenantId): Promise<TenantId | null> {
    const [row] = await this.database.query<{ id: string }>({
      text: 'select id from tenants where id = $1 and stripe_customer_id is null',
      values: [tenantId],
    });
    return row ? tenantIdOf(row.id) : null;
  }
}
