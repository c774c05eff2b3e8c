import { DomainEvent } from '../../../platform/events/domain-event.js';

/** An invitation was made or renewed; its link is minted when the mail is rendered. */
export class MemberInvited extends DomainEvent<{ invitationId: string; invitedBy: string }> {
  static readonly eventName = 'team.member_invited';
  static readonly version = 1;
}
