import { Injectable } from '@nestjs/common';
import type { AdminSearchHit } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { Patterns } from '../domain/search-text.js';

/** One more than is shown: that one tells whether there are more. */
export const FOUND_MAX = 6;
/** How many of each certainty are looked at. More would sort what nobody reads. */
const LOOKED_AT = 40;

type HitRow = Omit<AdminSearchHit, 'at'> & { readonly at: Date | null };

/** Conditions of a table from the most certain to the least, and each served by an index of its own: trigrams alone would have to look at
 * every row that merely resembles what was typed. `$1` is the text, `$2` its beginning and `$3` its middle as patterns. */
interface Matches {
  readonly table: string;
  readonly steps: readonly string[];
}

const TENANT_MATCHES: Matches = {
  table: `tenants`,
  steps: ['lower(name) = $1 or slug = $1', 'lower(name) like $2', 'name ilike $3 or slug like $3'],
};
const USER_MATCHES: Matches = {
  table: 'users',
  steps: ['lower(name) = $1 or email = $1', 'lower(name) like $2 or email like $2', 'name ilike $3 or email ilike $3'],
};

/** Ids by their certainty, best first: each step stops early, so that a text half of the rows match costs no more than a rare one. */
const ranked = ({ table, steps }: Matches, where = 'true'): string =>
  `select id, min(rank) as rank from (${steps
    .map((step, rank) => `(select id, ${rank} as rank from ${table} where (${step}) and ${where} limit ${LOOKED_AT})`)
    .join(' union all ')}) found group by id`;

const TENANT = `t.id, t.name as title, concat_ws(' · ', t.slug, nullif(t.status, 'active')) as detail, t.id as "tenantId", t.name as "tenantName",
  null::timestamptz as at`;
const USER = `u.id, u.name as title, u.email as detail, u.tenant_id as "tenantId", t.name as "tenantName", null::timestamptz as at`;
const EMAIL = `m.id, m.recipient as title, concat_ws(' · ', m.template, m.status) as detail, m.tenant_id as "tenantId", t.name as "tenantName",
  m.created_at as at`;
const EVENT = `e.id, e.type as title, concat_ws(' · ', e.id, e.status) as detail, e.tenant_id as "tenantId", t.name as "tenantName", e.created_at as at`;

const TENANTS_BY_TEXT = `with found as (${ranked(TENANT_MATCHES, `not is_internal and status <> 'deleted'`)})
  select ${TENANT}, f.rank = 0 as "isExact" from found f join tenants t on t.id = f.id order by f.rank, lower(t.name), t.id limit ${FOUND_MAX}`;
const USERS_BY_TEXT = `with found as (${ranked(USER_MATCHES)})
  select ${USER}, f.rank = 0 as "isExact" from found f join users u on u.id = f.id join tenants t on t.id = u.tenant_id
  order by f.rank, lower(u.name), u.id limit ${FOUND_MAX}`;
/** The newest among the first by recipient. */
const EMAILS_BY_TEXT = `with found as (select id from email_messages where recipient like $2 limit ${LOOKED_AT * 5})
  select ${EMAIL}, m.recipient = $1 as "isExact" from found f join email_messages m on m.id = f.id join tenants t on t.id = m.tenant_id
  order by m.created_at desc, m.id desc limit ${FOUND_MAX}`;

/** Things of every tenant by an id or a text, for the one search field of staff. */
@Injectable()
export class AllTenantsSearchRepository {
  constructor(private readonly database: PlatformDatabase) {}

  tenantsLike(patterns: Patterns): Promise<AdminSearchHit[]> {
    return this.like(TENANTS_BY_TEXT, patterns);
  }

  usersLike(patterns: Patterns): Promise<AdminSearchHit[]> {
    return this.like(USERS_BY_TEXT, patterns);
  }

  emailsLike({ exact, prefix }: Patterns): Promise<AdminSearchHit[]> {
    return this.hits(EMAILS_BY_TEXT, [exact, prefix]);
  }

  tenant(id: string): Promise<AdminSearchHit[]> {
    return this.hits(`select ${TENANT}, true as "isExact" from tenants t where t.id = $1::uuid`, [id]);
  }

  /** The tenant whose customer or subscription this is. */
  tenantOfStripe(id: string): Promise<AdminSearchHit[]> {
    return this.hits(
      `select ${TENANT}, true as "isExact" from tenants t where t.stripe_customer_id = $1
       union select ${TENANT}, true from subscriptions s join tenants t on t.id = s.tenant_id where s.stripe_subscription_id = $1`,
      [id],
    );
  }

  user(id: string): Promise<AdminSearchHit[]> {
    return this.hits(`select ${USER}, true as "isExact" from users u join tenants t on t.id = u.tenant_id where u.id = $1::uuid`, [id]);
  }

  email(id: string): Promise<AdminSearchHit[]> {
    return this.hits(
      `select ${EMAIL}, true as "isExact" from email_messages m join tenants t on t.id = m.tenant_id where m.id = $1::uuid`,
      [id],
    );
  }

  /** The event of this id, and those about the object of this id. */
  stripeEvents(id: string): Promise<AdminSearchHit[]> {
    return this.hits(
      `select ${EVENT}, e.id = $1 as "isExact" from stripe_events e left join tenants t on t.id = e.tenant_id
       where e.id = $1 or e.object_id = $1 order by "isExact" desc, e.created_at desc, e.id desc limit ${FOUND_MAX}`,
      [id],
    );
  }

  private like(text: string, { exact, prefix, within }: Patterns): Promise<AdminSearchHit[]> {
    return this.hits(text, [exact, prefix, within]);
  }

  private async hits(text: string, values: readonly unknown[]): Promise<AdminSearchHit[]> {
    const rows = await this.database.query<HitRow>({ text, values });
    return rows.map((row) => ({ ...row, at: row.at?.toISOString() ?? null }));
  }
}
