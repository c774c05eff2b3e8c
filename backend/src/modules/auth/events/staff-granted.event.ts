import { DomainEvent } from '../../../platform/events/domain-event.js';
import type { StaffRightsChange } from './staff-rights-change.js';

/** Somebody became staff. */
export class StaffGranted extends DomainEvent<StaffRightsChange> {
  static readonly eventName = 'admin.staff_granted';
  static readonly version = 1;
}
