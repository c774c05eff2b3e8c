import { Injectable } from '@nestjs/common';
import type { Member, MemberPage, PageQuery } from '@orbisvoice/shared-dto';
import type { Role } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { page } from '../../../platform/http/page.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { roleRefusal } from '../domain/role-rules.js';
import { MemberRemoved } from '../events/member-removed.event.js';
import { MemberUpdated } from '../events/member-updated.event.js';
import { TeamInvitationRepository } from '../persistence/team-invitation.repository.js';
import type { User } from '../persistence/user.entity.js';
import { UserRepository } from '../persistence/user.repository.js';
import { SessionCache } from './session-cache.js';

/** The people of a tenant and their roles. Changes are judged by the rows as locked, not by what a token says. */
@Injectable()
export class MemberService {
  constructor(
    private readonly users: UserRepository,
    private readonly invitations: TeamInvitationRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
    private readonly cache: SessionCache,
  ) {}

  async list(actor: Actor, query: PageQuery): Promise<MemberPage> {
    const [users, total] = await this.users.page(actor.tenantId, query);
    return page(users.map(memberOf), total, query);
  }

  /** @throws DomainError `team.*` or `access.forbidden`, see `roleRefusal` */
  async changeRole(actor: Actor, id: string, role: Role): Promise<Member> {
    return this.unitOfWork.run(actor.tenantId, async () => {
      const user = await this.permitted(actor, id, role);
      if (user.role === role) return memberOf(user);
      await this.users.change(actor.tenantId, id, { role });
      const changes = changesBetween({ role: user.role }, { role }, ['role']);
      await this.audit.record(actor, { action: 'team.member_updated', targetType: 'user', targetId: id, changes });
      await this.events.publish(actor.tenantId, new MemberUpdated({ userId: id, roleBefore: user.role, roleAfter: role }));
      this.unitOfWork.afterCommit(() => this.cache.userChanged(id));
      return memberOf({ ...user, role });
    });
  }

  /** Sessions and open links go with the row. API keys the person made stay: they are the tenant's. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(actor.tenantId, async () => {
      const user = await this.permitted(actor, id, null);
      // staff come and go by two of staff, not by an owner alone
      if (user.isAdmin) throw new DomainError('team.member_is_staff');
      if (actor.userId !== null) await this.invitations.handOver(actor.tenantId, id, actor.userId);
      await this.users.delete(actor.tenantId, id);
      const changes = changesBetween({ role: user.role }, null, ['role']);
      await this.audit.record(actor, { action: 'team.member_removed', targetType: 'user', targetId: id, changes });
      await this.events.publish(actor.tenantId, new MemberRemoved({ userId: id }));
      this.unitOfWork.afterCommit(() => this.cache.userChanged(id));
    });
  }

  private async permitted(actor: Actor, id: string, to: Role | null): Promise<User> {
    const locked = await this.users.lockForRoleChange(actor.tenantId, [id, ...(actor.userId === null ? [] : [actor.userId])]);
    const self = locked.find((row) => row.id === actor.userId);
    const target = locked.find((row) => row.id === id);
    if (!self) throw new DomainError('access.forbidden');
    if (!target) throw new DomainError('team.member_not_found');
    const owners = locked.filter((row) => row.role === 'owner').length;
    const refusal = roleRefusal({ actor: self, target, to, owners });
    if (refusal) throw new DomainError(refusal);
    const user = await this.users.byId(actor.tenantId, id);
    if (!user) throw new DomainError('team.member_not_found');
    return user;
  }
}

const memberOf = (user: User): Member => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  emailVerifiedAt: user.emailVerifiedAt?.toISOString() ?? null,
  lastSeenAt: user.lastSeenAt?.toISOString() ?? null,
  createdAt: user.createdAt.toISOString(),
});
