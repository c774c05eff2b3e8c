import { Injectable } from '@nestjs/common';
import type { Invitation, InvitationPage, InviteMember, PageQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { page } from '../../../platform/http/page.js';
import type { TeamInvitation } from '../persistence/team-invitation.entity.js';
import { TeamInvitationRepository } from '../persistence/team-invitation.repository.js';
import { BrakesService } from './brakes.service.js';
import { TeamNews } from './team-news.js';
import { UserDirectory } from './user-directory.js';

const LIFETIME_MS = 7 * 86_400_000;

/** Invites people into a tenant. Whether the address has an account elsewhere is not told: the invitation looks the same. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly invitations: TeamInvitationRepository,
    private readonly users: UserDirectory,
    private readonly brakes: BrakesService,
    private readonly unitOfWork: UnitOfWork,
    private readonly news: TeamNews,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: PageQuery): Promise<InvitationPage> {
    const [rows, total] = await this.invitations.page(actor.tenantId, query, this.clock.now());
    return page(rows.map(invitationOf), total, query);
  }

  /** Inviting an address again renews the invitation and voids the link sent before. @throws DomainError `team.already_member` */
  async invite(actor: Actor, { email, role }: InviteMember): Promise<Invitation> {
    await this.brakes.beforeInviting(actor.tenantId);
    return this.unitOfWork.run(actor.tenantId, async () => {
      const inviter = await this.users.ofActor(actor);
      if (await this.users.hasAddress(actor.tenantId, email)) throw new DomainError('team.already_member');
      const createdAt = this.clock.now();
      const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS);
      const id = await this.invitations.upsert(actor.tenantId, { id: newId(), email, role, invitedBy: inviter.id, createdAt, expiresAt });
      await this.news.invited(actor, { id, email, role, invitedBy: inviter.id });
      return invitationOf({ id, email, role, createdAt, expiresAt });
    });
  }

  /** @throws DomainError `team.invitation_not_found` */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(actor.tenantId, async () => {
      if (!(await this.invitations.revoke(actor.tenantId, id, this.clock.now()))) throw new DomainError('team.invitation_not_found');
      await this.news.revoked(actor, id);
    });
  }
}

const invitationOf = (row: Pick<TeamInvitation, 'id' | 'email' | 'role' | 'createdAt' | 'expiresAt'>): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});
