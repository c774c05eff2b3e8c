import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Somebody accepted an invitation. */
export class MemberJoined extends DomainEvent<{ userId: string; invitationId: string; role: 'admin' | 'member' }> {
  static readonly eventName = 'team.member_joined';
  static readonly version = 1;
}
