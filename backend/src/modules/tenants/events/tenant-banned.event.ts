import type { TenantStatus } from '@orbisvoice/shared-dto/values';
import { DomainEvent } from '../../../platform/events/domain-event.js';

/** Staff banned a tenant: nobody of it gets in. */
export class TenantBanned extends DomainEvent<{ statusBefore: TenantStatus; reason: string; staffId: string }> {
  static readonly eventName = 'tenant.banned';
  static readonly version = 1;
}
