import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UserDirectory } from '../../auth/index.js';
import { TenantService } from '../../tenants/index.js';
import type { Reader } from '../domain/formats.js';

/** Where a mail goes. */
export interface Addressee {
  readonly userId: string | null;
  readonly email: string;
  readonly name: string;
}

/** Who hears of what: people of their own account, the billing contact of money, the owners of the rest. */
@Injectable()
export class Recipients {
  constructor(
    private readonly users: UserDirectory,
    private readonly tenants: TenantService,
  ) {}

  /** One person; null when the account is gone. */
  async user(tenantId: TenantId, userId: string): Promise<Addressee | null> {
    const user = await this.users.find(tenantId, userId);
    return user && { userId: user.id, email: user.email, name: user.name };
  }

  /** The oldest owner. */
  async owner(tenantId: TenantId): Promise<Addressee | null> {
    const [owner] = await this.users.owners(tenantId);
    return owner ? { userId: owner.id, email: owner.email, name: owner.name } : null;
  }

  /** Every owner: what staff do to a workspace, all of them are told. */
  async owners(tenantId: TenantId): Promise<Addressee[]> {
    return (await this.users.owners(tenantId)).map(({ id, email, name }) => ({ userId: id, email, name }));
  }

  /** The address invoices go to, with the name of the workspace. */
  async billing(tenantId: TenantId): Promise<Addressee> {
    const { billingEmail, name } = await this.tenants.get(tenantId);
    return { userId: null, email: billingEmail, name };
  }

  /** The workspace: its name, and how its people read times and numbers. */
  async workspace(tenantId: TenantId): Promise<Reader & { readonly company: string }> {
    const { name, timeZone, locale } = await this.tenants.get(tenantId);
    return { company: name, timeZone, locale };
  }
}
