import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Somebody was removed; the row is gone. */
export class MemberRemoved extends DomainEvent<{ userId: string }> {
  static readonly eventName = 'team.member_removed';
  static readonly version = 1;
}
