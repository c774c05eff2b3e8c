import { Injectable } from '@nestjs/common';
import type { Actor, Origin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { InvitationRevoked } from '../events/invitation-revoked.event.js';
import { MemberInvited } from '../events/member-invited.event.js';
import { MemberJoined } from '../events/member-joined.event.js';
import type { InvitedRole, TeamInvitation } from '../persistence/team-invitation.entity.js';

interface Invited {
  readonly id: string;
  readonly email: string;
  readonly role: InvitedRole;
  readonly invitedBy: string;
}

interface Joined {
  readonly userId: string;
  readonly name: string;
  readonly invitation: TeamInvitation;
  readonly origin: Origin;
}

/** What the audit log and the listeners hear of invitations. */
@Injectable()
export class TeamNews {
  constructor(
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async invited(actor: Actor, { id, email, role, invitedBy }: Invited): Promise<void> {
    const changes = changesBetween(null, { email, role }, ['email', 'role']);
    await this.audit.record(actor, { action: 'team.member_invited', targetType: 'invitation', targetId: id, changes });
    await this.events.publish(actor.tenantId, new MemberInvited({ invitationId: id, invitedBy }));
  }

  async revoked(actor: Actor, id: string): Promise<void> {
    await this.audit.record(actor, { action: 'team.invitation_revoked', targetType: 'invitation', targetId: id });
    await this.events.publish(actor.tenantId, new InvitationRevoked({ invitationId: id }));
  }

  async joined(tenantId: TenantId, { userId, name, invitation, origin }: Joined): Promise<void> {
    const changes = changesBetween(null, { role: invitation.role, invitation: invitation.id }, ['role', 'invitation']);
    const record = { action: 'team.member_joined' as const, targetType: 'user' as const, targetId: userId, changes };
    await this.audit.record({ kind: 'subject', tenantId, userId, name, origin }, record);
    await this.events.publish(tenantId, new MemberJoined({ userId, invitationId: invitation.id, role: invitation.role }));
  }
}
