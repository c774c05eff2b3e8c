import { Injectable } from '@nestjs/common';
import type { PageQuery } from '@orbisvoice/shared-dto';
import { IsNull, MoreThan } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { offsetOf } from '../../../platform/http/page.js';
import { TeamInvitation } from './team-invitation.entity.js';

type NewInvitation = Pick<TeamInvitation, 'id' | 'email' | 'role' | 'invitedBy' | 'createdAt' | 'expiresAt'>;

const open = { acceptedAt: IsNull(), revokedAt: IsNull() };

/** The invitations of one tenant. */
@Injectable()
export class TeamInvitationRepository extends TenantRepository<TeamInvitation> {
  constructor(unitOfWork: UnitOfWork) {
    super(TeamInvitation, unitOfWork);
  }

  openById(tenantId: TenantId, id: string, now: Date): Promise<TeamInvitation | null> {
    return this.findOne(tenantId, { id, ...open, expiresAt: MoreThan(now) });
  }

  page(tenantId: TenantId, query: PageQuery, now: Date): Promise<[TeamInvitation[], number]> {
    return this.findAndCount(tenantId, {
      where: { ...open, expiresAt: MoreThan(now) },
      order: { createdAt: 'DESC', id: 'DESC' },
      skip: offsetOf(query),
      take: query.pageSize,
    });
  }

  /** Adds an invitation, or renews the open one of the same address: its old link stops working. @returns the row's id */
  async upsert(tenantId: TenantId, invitation: NewInvitation): Promise<string> {
    const rows = await this.sql<{ id: string }>(
      tenantId,
      `insert into team_invitations (id, tenant_id, email, role, invited_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (tenant_id, email) where accepted_at is null and revoked_at is null
       do update set role = excluded.role, invited_by = excluded.invited_by, created_at = excluded.created_at,
                     expires_at = excluded.expires_at, token_hash = null
       returning id`,
      [invitation.id, tenantId, invitation.email, invitation.role, invitation.invitedBy, invitation.createdAt, invitation.expiresAt],
    );
    const [row] = rows;
    if (!row) throw new Error('an invitation was neither added nor renewed');
    return row.id;
  }

  /** False when the invitation is no longer open. */
  async setToken(tenantId: TenantId, id: string, hash: Buffer): Promise<boolean> {
    return (await this.update(tenantId, { id, ...open }, { tokenHash: hash })) === 1;
  }

  async revoke(tenantId: TenantId, id: string, at: Date): Promise<boolean> {
    return (await this.update(tenantId, { id, ...open }, { revokedAt: at, tokenHash: null })) === 1;
  }

  /** Takes the invitation of this token, once. */
  async accept(tenantId: TenantId, hash: Buffer, at: Date): Promise<TeamInvitation | null> {
    const invitation = await this.findOne(tenantId, { tokenHash: hash, ...open, expiresAt: MoreThan(at) });
    if (!invitation) return null;
    const taken = await this.update(tenantId, { id: invitation.id, tokenHash: hash, ...open }, { acceptedAt: at, tokenHash: null });
    return taken === 1 ? invitation : null;
  }

  /** Whoever invited is about to leave: the invitations pass to the one who removes them. */
  async handOver(tenantId: TenantId, from: string, to: string): Promise<void> {
    await this.update(tenantId, { invitedBy: from }, { invitedBy: to });
  }
}
