import { DomainEvent } from '../../../platform/events/domain-event.js';

/** An open invitation was taken back. */
export class InvitationRevoked extends DomainEvent<{ invitationId: string }> {
  static readonly eventName = 'team.invitation_revoked';
  static readonly version = 1;
}
