import { DomainEvent } from '../../../platform/events/domain-event.js';

/** A role was changed. */
export class MemberUpdated extends DomainEvent<{
  userId: string;
  roleBefore: 'owner' | 'admin' | 'member';
  roleAfter: 'owner' | 'admin' | 'member';
}> {
  static readonly eventName = 'team.member_updated';
  static readonly version = 1;
}
