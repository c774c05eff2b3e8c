import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { Client } from '../domain/clients.js';
import { SessionRow } from './session.entity.js';

export interface RefreshTokenRow {
  readonly hash: Buffer;
  readonly sessionId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** A presented refresh token with the session it belongs to, both locked. */
export interface LockedToken {
  readonly session_id: string;
  readonly user_id: string;
  readonly client: Client;
  readonly session_expires_at: Date;
  readonly revoked_at: Date | null;
  readonly token_expires_at: Date;
  readonly used_at: Date | null;
}

/** Which sessions to end: one, or all of a user's but (at most) one. */
export interface SessionsOf {
  readonly userId: string;
  readonly only?: string;
  readonly except?: string | null;
}

export type RevokeReason =
  | 'logged_out'
  | 'revoked_by_user'
  | 'revoked_by_staff'
  | 'password_reset'
  | 'password_changed'
  | 'member_removed'
  | 'refresh_reused'
  | 'staff_revoked'
  | 'tenant_banned';

/** Sessions of one tenant and the refresh tokens they rotate through. */
@Injectable()
export class SessionRepository extends TenantRepository<SessionRow> {
  constructor(unitOfWork: UnitOfWork) {
    super(SessionRow, unitOfWork);
  }

  add(tenantId: TenantId, session: Omit<SessionRow, 'tenantId'>): Promise<void> {
    return this.insert(tenantId, [session]);
  }

  live(tenantId: TenantId, userId: string, now: Date): Promise<SessionRow[]> {
    return this.find(tenantId, {
      where: { userId, revokedAt: IsNull(), expiresAt: MoreThan(now) },
      order: { lastSeenAt: 'DESC', id: 'DESC' },
    });
  }

  async seen(tenantId: TenantId, id: string, at: Date): Promise<void> {
    await this.update(tenantId, { id }, { lastSeenAt: at });
  }

  /** Ends sessions that are still open. @returns their ids */
  async revoke(tenantId: TenantId, which: SessionsOf, why: { reason: RevokeReason; at: Date }): Promise<string[]> {
    const rows = await this.sql<{ id: string }>(
      tenantId,
      `update sessions set revoked_at = $3, revoke_reason = $4
       where tenant_id = $1 and user_id = $2 and revoked_at is null
         and ($5::uuid is null or id = $5) and ($6::uuid is null or id <> $6)
       returning id`,
      [tenantId, which.userId, why.at, why.reason, which.only ?? null, which.except ?? null],
    );
    return rows.map((row) => row.id);
  }

  /** Ends every open session of the tenant. @returns their ids */
  async revokeAll(tenantId: TenantId, why: { reason: RevokeReason; at: Date }): Promise<string[]> {
    const rows = await this.sql<{ id: string }>(
      tenantId,
      `update sessions set revoked_at = $2, revoke_reason = $3 where tenant_id = $1 and revoked_at is null returning id`,
      [tenantId, why.at, why.reason],
    );
    return rows.map((row) => row.id);
  }

  async addToken(tenantId: TenantId, token: RefreshTokenRow): Promise<void> {
    await this.sql(
      tenantId,
      `insert into refresh_tokens (token_hash, tenant_id, session_id, issued_at, expires_at) values ($1, $2, $3, $4, $5)`,
      [token.hash, tenantId, token.sessionId, token.issuedAt, token.expiresAt],
    );
  }

  /** The token and its session, locked until the transaction ends: refreshes of one family take turns. */
  async lockToken(tenantId: TenantId, hash: Buffer): Promise<LockedToken | null> {
    const [session] = await this.sql<{ id: string }>(
      tenantId,
      `select id from sessions where tenant_id = $1
         and id = (select session_id from refresh_tokens where token_hash = $2 and tenant_id = $1) for update`,
      [tenantId, hash],
    );
    if (!session) return null;
    // read after the lock is held: what a refresh before us committed is seen
    const [token] = await this.sql<LockedToken>(
      tenantId,
      `select s.id as session_id, s.user_id, s.client, s.expires_at as session_expires_at, s.revoked_at,
              r.expires_at as token_expires_at, r.used_at
       from refresh_tokens r join sessions s on s.id = r.session_id
       where r.token_hash = $2 and r.tenant_id = $1 and s.tenant_id = $1`,
      [tenantId, hash],
    );
    return token ?? null;
  }

  async useToken(tenantId: TenantId, hash: Buffer, at: Date): Promise<void> {
    await this.sql(tenantId, `update refresh_tokens set used_at = $3 where tenant_id = $1 and token_hash = $2`, [tenantId, hash, at]);
  }
}
