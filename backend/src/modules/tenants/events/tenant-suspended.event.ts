import type { TenantStatus } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Staff suspended a tenant: it may read and pay, not run. */
export class TenantSuspended extends DomainEvent<{ statusBefore: TenantStatus; reason: string; staffId: string }> {
  static readonly eventName = 'tenant.suspended';
  static readonly version = 1;
}
