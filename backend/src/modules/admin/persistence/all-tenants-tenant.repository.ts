import { Injectable } from '@nestjs/common';
import { type AdminTenant, type AdminTenantDetail, type AdminTenantQuery, type Invoice, type Member } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { offsetOf } from '../../../platform/http/page.js';

/** Sort keys of the list; a whitelist, because a column cannot be a parameter. The id makes every order total. */
const ORDER: Readonly<Record<AdminTenantQuery['sort'], string>> = {
  name: 'lower(t.name), t.id',
  '-name': 'lower(t.name) desc, t.id desc',
  createdAt: 't.created_at, t.id',
  '-createdAt': 't.created_at desc, t.id desc',
  mrr: 'mrr, t.id',
  '-mrr': 'mrr desc, t.id desc',
  usage: 'usage, t.id',
  '-usage': 'usage desc, t.id desc',
};

/** What a tenant's row in the list is built from. */
const TENANT_COLUMNS = `
  t.id, t.name, t.slug, t.status, t.subscription_tier as "subscriptionTier", t.subscription_status as "subscriptionStatus",
  coalesce((select sum(m.mrr_after - m.mrr_before) from mrr_movements m where m.tenant_id = t.id), 0)::float8 as mrr,
  coalesce(u.used, 0)::float8 as usage,
  coalesce(u.used, 0)::float8 as "usageCount",
  coalesce(u.lim, p.conversation_limit)::float8 as "usageLimit",
  (select count(*)::int from users s where s.tenant_id = t.id) as users,
  (select count(*)::int from agents a where a.tenant_id = t.id and a.deleted_at is null) as agents,
  (select s.email from users s where s.tenant_id = t.id and s.role = 'owner' order by s.created_at limit 1) as "ownerEmail",
  t.created_at as "createdAt"`;

const FROM = `
  from tenants t
  join plans p on p.code = t.subscription_tier
  left join lateral (select used, lim from usage_periods u where u.tenant_id = t.id and u.period_start <= $1 and u.period_end > $1) u on true`;

const MATCHES = `
  where not t.is_internal
    and ($2::text is null or t.name ilike '%' || $2 || '%' or t.slug ilike '%' || $2 || '%'
         or exists (select 1 from users s where s.tenant_id = t.id and s.email ilike '%' || $2 || '%'))
    and (case when $3::text is null then t.status <> 'deleted' else t.status = $3 end)
    and ($4::text is null or t.subscription_tier = $4)`;

type Instants<T, K extends keyof T> = Omit<T, K> & Record<K, Date>;
type TenantRow = Instants<AdminTenant, 'createdAt'>;

/** What the detail page adds to the list's row. */
export type TenantFacts = TenantRow & {
  billingEmail: string;
  stripeCustomerId: string | null;
  stripeSubscriptionId: string | null;
  currentPeriodEnd: Date | null;
  cancelAtPeriodEnd: boolean;
  timeZone: string;
  statusReason: string | null;
  statusSince: Date | null;
  conversations30Days: number;
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Tenants as staff sees them. */
@Injectable()
export class AllTenantsTenantRepository {
  constructor(private readonly database: PlatformDatabase) {}

  async list(query: AdminTenantQuery, at: Date): Promise<{ rows: TenantRow[]; total: number }> {
    const filter = [query.search ? escapeLike(query.search) : null, query.status ?? null, query.tier ?? null];
    const [rows, [counted]] = await Promise.all([
      this.database.query<TenantRow>({
        text: `select ${TENANT_COLUMNS} ${FROM} ${MATCHES} order by ${ORDER[query.sort]} limit $5 offset $6`,
        values: [at, ...filter, query.pageSize, offsetOf(query)],
      }),
      this.database.query<{ total: number }>({
        text: `select count(*)::int as total from tenants t, (select $1::timestamptz) moment ${MATCHES}`,
        values: [at, ...filter],
      }),
    ]);
    return { rows, total: counted?.total ?? 0 };
  }

  async find(id: string, at: Date): Promise<TenantFacts | null> {
    const [row] = await this.database.query<TenantFacts>({
      text: `select ${TENANT_COLUMNS}, t.billing_email as "billingEmail", t.stripe_customer_id as "stripeCustomerId",
               t.stripe_subscription_id as "stripeSubscriptionId", b.current_period_end as "currentPeriodEnd",
               coalesce(b.cancel_at_period_end, false) as "cancelAtPeriodEnd", t.time_zone as "timeZone",
               t.status_reason as "statusReason", t.status_since as "statusSince",
               (select count(*)::int from conversations c where c.tenant_id = t.id and c.counted_at is not null
                  and c.started_at > $1::timestamptz - interval '30 days' and c.started_at <= $1) as "conversations30Days"
             ${FROM}
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
  return { ...row, createdAt: row.createdAt.toISOString() };
}

/** The part of the detail that comes from the tenant's own row. */
export function tenantFactsOf(row: TenantFacts): Omit<AdminTenantDetail, 'usage' | 'members' | 'invoices' | 'entries'> {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    currentPeriodEnd: row.currentPeriodEnd?.toISOString() ?? null,
    statusSince: row.statusSince?.toISOString() ?? null,
  };
}
