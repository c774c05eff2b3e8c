import { Injectable } from '@nestjs/common';
import type { EmailSuppression } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UserDirectory } from '../../auth/index.js';
import { TenantService } from '../../tenants/index.js';
import { SuppressionService } from './suppression.service.js';

/** An address a workspace knows, and whose it is. */
type Known = Pick<EmailSuppression, 'address' | 'whose' | 'name'>;

/** Tells a workspace which of its own addresses mail does not reach; of others it learns nothing. */
@Injectable()
export class Reachability {
  constructor(
    private readonly suppressions: SuppressionService,
    private readonly users: UserDirectory,
    private readonly tenants: TenantService,
  ) {}

  /** Its people and its billing address. */
  async ofWorkspace(tenantId: TenantId): Promise<EmailSuppression[]> {
    const [people, billing] = await Promise.all([this.users.everybody(tenantId), this.billing(tenantId)]);
    return this.suppressed([...people.map(({ email, name }): Known => ({ address: email, whose: 'person', name })), billing]);
  }

  /** The caller's own address, and the billing address for those who look after it. An API key has no address. */
  async ofActor({ tenantId, userId, permissions }: Actor): Promise<EmailSuppression[]> {
    const user = userId === null ? null : await this.users.find(tenantId, userId);
    const known: Known[] = user ? [{ address: user.email, whose: 'self', name: user.name }] : [];
    if (permissions.has('emails.read')) known.push(await this.billing(tenantId));
    return this.suppressed(known);
  }

  private async billing(tenantId: TenantId): Promise<Known> {
    const { billingEmail } = await this.tenants.get(tenantId);
    return { address: billingEmail, whose: 'billing', name: null };
  }

  private async suppressed(known: readonly Known[]): Promise<EmailSuppression[]> {
    const found = await this.suppressions.of(known.map(({ address }) => address));
    return known.flatMap((one) =>
      (found.get(one.address) ?? []).map(({ scope, reason, createdAt, expiresAt }) => ({
        ...one,
        scope,
        reason,
        since: createdAt.toISOString(),
        until: expiresAt?.toISOString() ?? null,
      })),
    );
  }
}
