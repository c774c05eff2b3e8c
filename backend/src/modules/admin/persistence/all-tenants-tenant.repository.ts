import { Injectable } from '@nestjs/common';
import type { AdminTenant, AdminTenantDetail, Invoice, Member, TenantFilter } from '@orbisvoice/shared-dto';
import type { TenantSort } from '@orbisvoice/shared-dto/values';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { tenantCount, tenantIds, tenantPage, tenantRows } from './tenant-list.sql.js';

type Instants<T, K extends keyof T> = Omit<T, K> & Record<K, Date>;
export type TenantRow = Instants<Omit<AdminTenant, 'lastActiveAt'>, 'createdAt'> & { readonly lastActiveAt: Date | null };
/** A row of a page, with the exact value it is sorted by. */
export type ListedTenant = TenantRow & { readonly sortKey: string };

/** What the detail page adds to the list's row. */
export type TenantFacts = TenantRow & {
  stripeSubscriptionId: string | null;
  currentPeriodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
  timeZone: string;
  statusReason: string | null;
  statusSince: Date | null;
  conversations30Days: number;
};

/** Tenants as staff sees them. */
@Injectable()
export class AllTenantsTenantRepository {
  constructor(private readonly database: PlatformDatabase) {}

  page(filter: TenantFilter, from: Parameters<typeof tenantPage>[1]): Promise<ListedTenant[]> {
    return this.database.query<ListedTenant>(tenantPage(filter, from));
  }

  async count(filter: TenantFilter, at: Date): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(tenantCount(filter, at));
    return row?.total ?? 0;
  }

  /** Every tenant that matches, in order. */
  ordered(filter: TenantFilter, sort: TenantSort, at: Date): Promise<Pick<TenantRow, 'id' | 'conversations'>[]> {
    return this.database.query(tenantIds(filter, sort, at));
  }

  /** These tenants in the order of their ids; one that is gone is left out. */
  async byIds(ids: readonly string[], at: Date): Promise<TenantRow[]> {
    const rows = await this.database.query<TenantRow>({ text: `${tenantRows()} where t.id = any($2::uuid[])`, values: [at, ids] });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async find(id: string, at: Date): Promise<TenantFacts | null> {
    const [row] = await this.database.query<TenantFacts>({
      text: `${tenantRows(`, t.stripe_subscription_id as "stripeSubscriptionId", b.current_period_end as "currentPeriodEnd",
               coalesce(b.cancel_at_period_end, false) as "cancelAtPeriodEnd", t.time_zone as "timeZone",
               t.status_reason as "statusReason", t.status_since as "statusSince",
               (select count(*)::int from conversations c where c.tenant_id = t.id and c.counted_at is not null
                  and c.started_at > $1::timestamptz - interval '30 days' and c.started_at <= $1) as "conversations30Days"`)}
             left join lateral (select current_period_end, cancel_at_period_end from subscriptions b
                where b.tenant_id = t.id and b.status in ('trialing','active','past_due','unpaid','paused')) b on true
             where t.id = $2`,
      values: [at, id],
    });
    return row ?? null;
  }

  async members(id: string): Promise<Member[]> {
    const rows = await this.database.query<Instants<Member, 'createdAt'> & { emailVerifiedAt: Date | null; lastSeenAt: Date | null }>({
      text: `select id, email, name, role, email_verified_at as "emailVerifiedAt", last_seen_at as "lastSeenAt", created_at as "createdAt"
             from users where tenant_id = $1 order by created_at, id`,
      values: [id],
    });
    return rows.map((row) => ({
      ...row,
      emailVerifiedAt: row.emailVerifiedAt?.toISOString() ?? null,
      lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }));
  }

  /** Newest first, all of them unless `limit` says how many. */
  async invoices(id: string, limit: number | null = null): Promise<Invoice[]> {
    const rows = await this.database.query<Instants<Invoice, 'createdAt' | 'periodStart' | 'periodEnd'> & { paidAt: Date | null }>({
      text: `select id, number, status, total::float8 as total, tax::float8 as tax, amount_paid::float8 as "amountPaid",
               amount_remaining::float8 as "amountRemaining", amount_refunded::float8 as "amountRefunded",
               exists (select 1 from disputes d where d.stripe_invoice_id = invoices.stripe_invoice_id and d.closed_at is null) as "isDisputed",
               currency, plan_code as tier, period_start as "periodStart",
               period_end as "periodEnd", created_at as "createdAt", paid_at as "paidAt", hosted_url as "hostedUrl", pdf_url as "pdfUrl"
             from invoices where tenant_id = $1 and status <> 'draft' order by created_at desc, id desc limit $2`,
      values: [id, limit],
    });
    return rows.map((row) => ({
      ...row,
      periodStart: row.periodStart.toISOString(),
      periodEnd: row.periodEnd.toISOString(),
      createdAt: row.createdAt.toISOString(),
      paidAt: row.paidAt?.toISOString() ?? null,
    }));
  }
}

/** A list row as the API says it. */
export function adminTenantOf(row: TenantRow): AdminTenant {
  return { ...row, lastActiveAt: row.lastActiveAt?.toISOString() ?? null, createdAt: row.createdAt.toISOString() };
}

/** The part of the detail that comes from the tenant's own row. */
export function tenantFactsOf(row: TenantFacts): Omit<AdminTenantDetail, 'usage' | 'members' | 'invoices' | 'entries'> {
  return {
    ...row,
    ...adminTenantOf(row),
    currentPeriodEnd: row.currentPeriodEnd?.toISOString() ?? null,
    statusSince: row.statusSince?.toISOString() ?? null,
  };
}
