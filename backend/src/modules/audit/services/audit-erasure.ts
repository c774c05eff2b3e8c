import { Injectable } from '@nestjs/common';
import { type TenantId, tenantIdOf } from '../../../platform/access/tenant-id.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { userSubject } from '../domain/personal-data.js';
import { AllTenantsAuditRepository } from '../persistence/all-tenants-audit.repository.js';
import { ChainWriter } from './chain-writer.js';
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
    private readonly chain: ChainWriter,
    private readonly keys: DataKeys,
  ) {}

  /** In every tenant: staff leave traces in many. Returns how many keys there were. */
  async person({ userId, email }: ErasedPerson): Promise<number> {
    const subjects = [...(userId === null ? [] : [userSubject(userId)]), ...(email === null ? [] : [addressSubject(this.keys, email)])];
    let count = 0;
    for (const subject of subjects) {
      const tenants = await this.allTenants.forget(subject);
      for (const tenantId of tenants) this.chain.forget(tenantIdOf(tenantId), subject);
      count += tenants.length;
    }
    return count;
  }

  /** Everything that one tenant's entries say about people. */
  async tenant(tenantId: TenantId): Promise<number> {
    const subjects = await this.allTenants.forgetTenant(tenantId);
    for (const subject of subjects) this.chain.forget(tenantId, subject);
    return subjects.length;
  }
}
