import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AllTenantsStaffRepository, type StaffMember } from '../persistence/all-tenants-staff.repository.js';
import type { User } from '../persistence/user.entity.js';
import { UserRepository } from '../persistence/user.repository.js';

/** Looks people up, for mails and for whoever acts. */
@Injectable()
export class UserDirectory {
  constructor(
    private readonly users: UserRepository,
    private readonly everyStaff: AllTenantsStaffRepository,
  ) {}

  find(tenantId: TenantId, id: string): Promise<User | null> {
    return this.users.byId(tenantId, id);
  }

  /** Whether somebody of this tenant has the address; of other tenants nothing is told. */
  async hasAddress(tenantId: TenantId, email: string): Promise<boolean> {
    return (await this.users.byEmail(tenantId, email)) !== null;
  }

  /** Who hears of money and limits. */
  owners(tenantId: TenantId): Promise<User[]> {
    return this.users.owners(tenantId);
  }

  /** Everybody of the workspace, oldest first. */
  everybody(tenantId: TenantId): Promise<User[]> {
    return this.users.all(tenantId);
  }

  /** Everybody of staff, whichever tenant they are of. */
  staff(): Promise<StaffMember[]> {
    return this.everyStaff.all();
  }

  /** The person behind a request. @throws DomainError `access.forbidden` for an API key, which is nobody */
  async ofActor(actor: Actor): Promise<User> {
    const user = actor.userId === null ? null : await this.users.byId(actor.tenantId, actor.userId);
    if (!user) throw new DomainError('access.forbidden');
    return user;
  }
}
