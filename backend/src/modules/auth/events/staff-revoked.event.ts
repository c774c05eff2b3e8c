import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { StaffRightsChange } from './staff-rights-change.js';

/** Somebody is staff no more. */
export class StaffRevoked extends DomainEvent<StaffRightsChange> {
  static readonly eventName = 'admin.staff_revoked';
  static readonly version = 1;
}
