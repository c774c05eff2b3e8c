import type { TenantStatus } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Staff let a tenant run again. */
export class TenantReinstated extends DomainEvent<{ statusBefore: TenantStatus; reason: string; staffId: string }> {
  static readonly eventName = 'tenant.reinstated';
  static readonly version = 1;
}
