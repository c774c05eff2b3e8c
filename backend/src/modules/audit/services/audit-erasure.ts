import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Invalidation } from '../../../platform/cache/invalidation.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { userSubject } from '../domain/personal-data.js';
import { AllTenantsAuditRepository } from '../persistence/all-tenants-audit.repository.js';
import { SUBJECT_KEYS_ERASED } from './chain-writer.js';
import { addressSubject } from './entry-sealing.js';

/** Whose data is to be unreadable. */
export interface ErasedPerson {
  readonly userId: string | null;
  readonly email: string | null;
}

/** Erases people from the audit log by deleting their keys: no entry changes, and the chain still verifies. */
@Injectable()
export class AuditErasure {
  constructor(
    private readonly allTenants: AllTenantsAuditRepository,
    private readonly invalidation: Invalidation,
    private readonly keys: DataKeys,
  ) {}

  /** In every tenant: staff leave traces in many. Returns how many keys there were. */
  async person({ userId, email }: ErasedPerson): Promise<number> {
    const subjects = [...(userId === null ? [] : [userSubject(userId)]), ...(email === null ? [] : [addressSubject(this.keys, email)])];
    const count = await this.allTenants.forget(subjects);
    await this.invalidation.publish(SUBJECT_KEYS_ERASED, '');
    return count;
  }

  /** Everything that one tenant's entries say about people. Returns how many keys there were. */
  async tenant(tenantId: TenantId): Promise<number> {
    const count = await this.allTenants.forgetTenant(tenantId);
    await this.invalidation.publish(SUBJECT_KEYS_ERASED, '');
    return count;
  }
}
