import { Injectable } from '@nestjs/common';
import type { AdminUser, AdminUserQuery } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { CURSOR_KEY, orderOf, type UserKey } from './user-order.js';

/** As `pg` reads it. */
export type UserRow = Omit<AdminUser, 'emailVerifiedAt' | 'lastSeenAt' | 'createdAt' | 'lockedUntil'> & {
  readonly emailVerifiedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
  readonly lockedUntil: Date | null;
};
export type ListedUser = UserRow & { readonly [CURSOR_KEY]: string };

/** With what only the person's own page shows. */
export type UserFacts = UserRow & Pick<DetailColumns, 'tenantTier' | 'updatedAt'>;
interface DetailColumns {
  readonly tenantTier: 'free' | 'starter' | 'professional' | 'enterprise';
  readonly updatedAt: Date;
}

/** From how many failures on a brake holds, and when it is. */
export interface BrakeTime {
  readonly free: number;
  readonly now: Date;
}

const HOLDING = 'l.failures >= $1 and l.free_at > $2';
const COLUMNS = `
  u.id, u.tenant_id as "tenantId", t.name as "tenantName", t.status as "tenantStatus", u.email, u.name, u.role, u.is_admin as "isAdmin",
  u.email_verified_at as "emailVerifiedAt", u.last_seen_at as "lastSeenAt", u.created_at as "createdAt",
  (select max(l.free_at) from login_attempts l where l.account = sign_in_account(u.email) and ${HOLDING}) as "lockedUntil"`;
const FROM = 'from users u join tenants t on t.id = u.tenant_id';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SEEN: Readonly<Record<NonNullable<AdminUserQuery['seen']>, string>> = {
  day: `u.last_seen_at >= $2::timestamptz - interval '1 day'`,
  week: `u.last_seen_at >= $2::timestamptz - interval '7 days'`,
  month: `u.last_seen_at >= $2::timestamptz - interval '30 days'`,
  older: `u.last_seen_at < $2::timestamptz - interval '30 days'`,
  never: 'u.last_seen_at is null',
};
const STAFF = 'u.id in (select user_id from staff_roster)';
const LOCKED = `sign_in_account(u.email) in (select l.account from login_attempts l where l.account is not null and ${HOLDING})`;

/** People of every tenant, as staff sees them. */
@Injectable()
export class AllTenantsUserRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** In the order asked for, one row more than asked for: that one tells whether another page follows. */
  page(query: AdminUserQuery, after: UserKey | null, { free, now }: BrakeTime): Promise<ListedUser[]> {
    const values: unknown[] = [free, now];
    const parameter = (value: unknown): string => `$${values.push(value)}`;
    const order = orderOf(query.sort);
    const where = conditionsOf(query, parameter);
    if (after)
      where.push(
        `(${order.key}, u.id) ${order.isDescending ? '<' : '>'} (${parameter(after.value)}::${order.type}, ${parameter(after.id)}::uuid)`,
      );
    const way = order.isDescending ? 'desc' : 'asc';
    // without a name: planned with its values, so that a rare word and a frequent one are each read the right way
    const text = `select ${COLUMNS}, ${order.text} as "${CURSOR_KEY}" ${FROM} ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
      order by ${order.key} ${way}, u.id ${way} limit ${parameter(query.pageSize + 1)}`;
    return this.database.query<ListedUser>({ text, values });
  }

  find(id: string, time: BrakeTime): Promise<UserFacts | null> {
    return this.one('u.id = $3', id, time);
  }

  byEmail(email: string, time: BrakeTime): Promise<UserFacts | null> {
    return this.one('u.email = $3', email, time);
  }

  private async one(which: string, value: string, { free, now }: BrakeTime): Promise<UserFacts | null> {
    const text = `select ${COLUMNS}, t.subscription_tier as "tenantTier", u.updated_at as "updatedAt" ${FROM} where ${which}`;
    const [row] = await this.database.query<UserFacts>({ text, values: [free, now, value] });
    return row ?? null;
  }
}

function conditionsOf(query: AdminUserQuery, parameter: (value: unknown) => string): string[] {
  const { search, tenantId, role, staff, verified, locked, seen } = query;
  return [
    ...(search ? [searchOf(search, parameter)] : []),
    ...(tenantId ? [`u.tenant_id = ${parameter(tenantId)}::uuid`] : []),
    ...(role ? [`u.role = ${parameter(role)}`] : []),
    ...(staff ? [staff === 'yes' ? STAFF : `not u.is_admin`] : []),
    ...(verified ? [`u.email_verified_at is ${verified === 'yes' ? 'not null' : 'null'}`] : []),
    ...(locked ? [locked === 'yes' ? LOCKED : `not ${LOCKED}`] : []),
    ...(seen ? [SEEN[seen]] : []),
  ];
}

function searchOf(search: string, parameter: (value: unknown) => string): string {
  if (UUID.test(search)) return `u.id = ${parameter(search)}::uuid`;
  const part = parameter(`%${search.replace(/[\\%_]/g, '\\$&')}%`);
  return `(u.name ilike ${part} or u.email ilike ${part})`;
}
