import { Injectable } from '@nestjs/common';
import type { AdminUserSession } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import type { BrakeTime, UserRow } from './all-tenants-user.repository.js';

type Dated<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: Date };
type Whose = Pick<UserRow, 'id' | 'tenantId' | 'email'>;

export type UserSessionRow = Dated<AdminUserSession, 'createdAt' | 'lastSeenAt' | 'expiresAt'>;
export interface UserDeviceRow {
  readonly id: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}
export interface UserLinkRow {
  readonly purpose: 'verify_email' | 'reset_password';
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
export interface UserBrakeRow {
  readonly isKnownDevice: boolean;
  readonly failures: number;
  readonly freeAt: Date;
  readonly isHolding: boolean;
}

const ROWS_MAX = 100;

/** What belongs to one person's way in. Secrets are digests in the database already; not even those are read. */
@Injectable()
export class AllTenantsUserDetailRepository {
  constructor(private readonly database: PlatformDatabase) {}

  sessions({ id, tenantId }: Whose, now: Date): Promise<UserSessionRow[]> {
    return this.database.query<UserSessionRow>({
      text: `select id, client, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt", ip, user_agent as "userAgent"
             from sessions where tenant_id = $1 and user_id = $2 and revoked_at is null and expires_at > $3
             order by last_seen_at desc, id desc limit $4`,
      values: [tenantId, id, now, ROWS_MAX],
    });
  }

  devices({ id, tenantId }: Whose): Promise<UserDeviceRow[]> {
    return this.database.query<UserDeviceRow>({
      text: `select id, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt" from known_devices
             where tenant_id = $1 and user_id = $2 order by last_seen_at desc, id desc limit $3`,
      values: [tenantId, id, ROWS_MAX],
    });
  }

  links({ id, tenantId }: Whose, now: Date): Promise<UserLinkRow[]> {
    return this.database.query<UserLinkRow>({
      text: `select purpose, created_at as "createdAt", expires_at as "expiresAt" from one_time_tokens
             where tenant_id = $1 and user_id = $2 and used_at is null and expires_at > $3 order by created_at desc`,
      values: [tenantId, id, now],
    });
  }

  /** Unknown devices share the key that is made of the address alone. */
  brakes({ email }: Whose, { free, now }: BrakeTime): Promise<UserBrakeRow[]> {
    return this.database.query<UserBrakeRow>({
      text: `select key <> sha256(convert_to('account ' || $1 || ' unknown', 'UTF8')) as "isKnownDevice", failures, free_at as "freeAt",
               failures >= $2 and free_at > $3 as "isHolding"
             from login_attempts where account = sign_in_account($1) and failures > 0 order by free_at desc, key limit $4`,
      values: [email, free, now, ROWS_MAX],
    });
  }

  async signIns({ id }: Whose, since: Date): Promise<{ succeeded: number; failed: number }> {
    const [row] = await this.database.query<{ succeeded: number; failed: number }>({
      text: `select count(*) filter (where action = 'user.login_succeeded')::int as succeeded,
               count(*) filter (where action = 'user.login_failed')::int as failed
             from audit_entries where target_id = $1 and at >= $2`,
      values: [id, since],
    });
    return row ?? { succeeded: 0, failed: 0 };
  }
}
