import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Staff began to act as a person of this tenant. */
export class ImpersonationStarted extends DomainEvent<{
  impersonationId: string;
  userId: string;
  staffId: string;
  staffName: string;
  mode: 'read' | 'write';
  reason: string;
  expiresAt: string;
}> {
  static readonly eventName = 'admin.impersonation_started';
  static readonly version = 1;
}
