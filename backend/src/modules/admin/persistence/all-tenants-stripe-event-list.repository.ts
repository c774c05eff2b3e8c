import { Injectable } from '@nestjs/common';
import type { StripeEvent, StripeEventDetail, StripeEventQuery } from '@orbisvoice/shared-dto';
import type { StripeEventStatus } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { likePattern } from './like-pattern.js';

const COLUMNS = `
  e.id, e.type, e.status, e.attempts, e.error, e.object_id as "objectId", e.tenant_id as "tenantId", t.name as "tenantName",
  e.created_at as "createdAt", e.received_at as "receivedAt", e.processed_at as "processedAt", e.next_attempt_at as "nextAttemptAt", e.replays`;
const FROM = 'from stripe_events e left join tenants t on t.id = e.tenant_id';

/** Newest first by (created_at, id), one row more than asked for: that one tells whether another page follows. */
const PAGE = `
  select ${COLUMNS} ${FROM}
  where ($1::text is null or e.status = $1)
    and ($2::text is null or e.type like $2)
    and ($3::uuid is null or e.tenant_id = $3)
    and ($4::text is null or e.id = $4 or e.object_id = $4)
    and ($5::timestamptz is null or e.created_at >= $5)
    and ($6::timestamptz is null or e.created_at < $6)
    and (e.created_at, e.id) < (coalesce($7::timestamptz, 'infinity'), coalesce($8::text, ''))
  order by e.created_at desc, e.id desc
  limit $9`;

type Row<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: null extends T[P] ? Date | null : Date };
type Instants = 'createdAt' | 'receivedAt' | 'processedAt' | 'nextAttemptAt';
export type StripeEventRow = Row<StripeEvent, Instants>;
export type StripeEventDetailRow = Row<StripeEventDetail, Instants>;

/** Where a page begins: the last row of the page before. */
export interface EventKey {
  readonly createdAt: string;
  readonly id: string;
}

/** The inbox of Stripe events, as staff reads it. */
@Injectable()
export class AllTenantsStripeEventListRepository {
  constructor(private readonly database: PlatformDatabase) {}

  page(query: StripeEventQuery, after: EventKey | null): Promise<StripeEventRow[]> {
    const { status, type, tenantId, search, from, to, pageSize } = query;
    const filters = [
      status ?? null,
      type === undefined ? null : likePattern(type),
      tenantId ?? null,
      search ?? null,
      from ?? null,
      to ?? null,
    ];
    return this.database.query<StripeEventRow>({
      text: PAGE,
      values: [...filters, after?.createdAt ?? null, after?.id ?? null, pageSize + 1],
    });
  }

  async counts(): Promise<ReadonlyMap<StripeEventStatus, number>> {
    const rows = await this.database.query<{ status: StripeEventStatus; count: number }>({
      text: 'select status, count(*)::int as count from stripe_events group by status',
    });
    return new Map(rows.map(({ status, count }) => [status, count]));
  }

  async find(id: string): Promise<StripeEventDetailRow | null> {
    const [row] = await this.database.query<StripeEventDetailRow>({
      text: `select ${COLUMNS}, e.api_version as "apiVersion", e.is_livemode as "isLivemode", e.payload ${FROM} where e.id = $1`,
      values: [id],
    });
    return row ?? null;
  }
}
