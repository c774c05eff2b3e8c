import { randomBytes } from 'node:crypto';
import type { ReferralStatus } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { newId } from '../../src/platform/database/ids.js';

export interface Visit {
  readonly at: string;
  readonly channel: string;
}

export interface SignUp extends Visit {
  readonly status: ReferralStatus;
  readonly convertedAt: string | null;
}

/** Writes visits, each of another visitor. */
export async function insertVisits(owner: pg.Pool, tenantId: string, visits: readonly Visit[]): Promise<void> {
  await owner.query(
    `insert into referral_visits (tenant_id, day, visitor, channel, visited_at)
     select $1, (at at time zone 'UTC')::date, visitor, channel, at from unnest($2::bytea[], $3::text[], $4::timestamptz[]) v (visitor, channel, at)`,
    [tenantId, visits.map(() => randomBytes(16)), visits.map(({ channel }) => channel), visits.map(({ at }) => at)],
  );
}

/** Writes workspaces that came by the link of a tenant. */
export async function insertSignUps(owner: pg.Pool, tenantId: string, signUps: readonly SignUp[]): Promise<void> {
  const ids = signUps.map(() => newId());
  await owner.query(
    `insert into tenants (id, name, slug, billing_email, referral_code, created_at, updated_at)
     select id, 'Referred', id::text, id || '@referred.example', id::text, now(), now() from unnest($1::uuid[]) t (id)`,
    [ids],
  );
  await owner.query(
    `insert into referrals (id, tenant_id, referee_tenant_id, code, channel, status, signed_up_at, converted_at)
     select gen_random_uuid(), $1, id, 'CODE', channel, status, at, converted
       from unnest($2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]) r (id, channel, status, at, converted)`,
    [
      tenantId,
      ids,
      signUps.map(({ channel }) => channel),
      signUps.map(({ status }) => status),
      signUps.map(({ at }) => at),
      signUps.map(({ convertedAt }) => convertedAt),
    ],
  );
}
