import { Injectable } from '@nestjs/common';
import type { TenantStatus } from '@orbisvoice/shared-dto/values';
import { randomInt } from 'node:crypto';
import type { TenantId } from '../../platform/access/tenant-id.js';
import { Invalidation } from '../../platform/cache/invalidation.js';
import { Clock } from '../../platform/clock/clock.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { AllTenantsPlatformTenantRepository } from './all-tenants-platform-tenant.repository.js';
import { AllTenantsReferralCodeRepository } from './all-tenants-referral-code.repository.js';
import { newReferralCode } from './referral-code.js';
import { slugOf } from './slug.js';
import { Tenant } from './tenant.entity.js';
import { TenantsRepository } from './tenants.repository.js';

/** Caches that hold something of a tenant listen here; the key is the tenant id. */
export const TENANT_CHANGED = 'tenants';

const ATTEMPTS = 8;

export interface NewTenant {
  readonly name: string;
  readonly billingEmail: string;
  readonly timeZone: string;
}

/** What may change after creation. Status has its own method, because it ends access. */
export type TenantPatch = Partial<
  Pick<
    Tenant,
    | 'name'
    | 'stripeCustomerId'
    | 'stripeSubscriptionId'
    | 'subscriptionStatus'
    | 'subscriptionTier'
    | 'subscriptionEnds'
    | 'billingEmail'
    | 'timeZone'
    | 'locale'
  >
>;

type StandingColumns = Pick<Tenant, 'status' | 'statusReason' | 'statusSince'>;

/** What a tenant may do, and what its people are told of why. */
export interface Standing {
  readonly status: TenantStatus;
  readonly reason: string | null;
}

/** The only writer of tenants. */
@Injectable()
export class TenantService {
  constructor(
    private readonly tenants: TenantsRepository,
    private readonly referralCodes: AllTenantsReferralCodeRepository,
    private readonly platformTenant: AllTenantsPlatformTenantRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly invalidation: Invalidation,
    private readonly clock: Clock,
  ) {}

  /** Makes the tenant of a new account in the caller's unit of work; the slug gets a suffix when it is taken. */
  async create(tenantId: TenantId, input: NewTenant): Promise<Tenant> {
    const wanted = slugOf(input.name);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const slug =
        attempt === 0
          ? wanted
          : `${wanted}-${randomInt(36 ** 4)
              .toString(36)
              .padStart(4, '0')}`;
      const tenant = this.build(tenantId, input, slug);
      if (await this.tenants.insertUnlessTaken(tenantId, tenant)) return tenant;
    }
    throw new Error(`No free slug for a tenant after ${ATTEMPTS} attempts`);
  }

  /** Throws `tenants.not_found` for a tenant that does not exist. */
  async get(tenantId: TenantId): Promise<Tenant> {
    const tenant = await this.tenants.find(tenantId);
    if (!tenant) throw new DomainError('tenants.not_found');
    return tenant;
  }

  async status(tenantId: TenantId): Promise<TenantStatus> {
    return (await this.get(tenantId)).status;
  }

  /** The active tenant that hands out this referral code. */
  ownerOfReferralCode(code: string): Promise<TenantId | null> {
    return this.referralCodes.ownerOf(code);
  }

  /** The tenant of what happens to nobody's workspace: its chain in the audit log is the platform's. */
  platform(): Promise<TenantId> {
    return this.platformTenant.id();
  }

  /** Joins the caller's unit of work; the caller writes the audit entry, because only it knows why. */
  async update(tenantId: TenantId, patch: TenantPatch): Promise<void> {
    await this.write(tenantId, patch);
  }

  /** The row, locked until the caller's unit of work ends: two who change its standing take turns. */
  async lock(tenantId: TenantId): Promise<Tenant> {
    const tenant = await this.tenants.lock(tenantId);
    if (!tenant) throw new DomainError('tenants.not_found');
    return tenant;
  }

  /** The status, held until the caller's unit of work ends: a ban waits for whoever is on the way in, and then finds them. */
  async holdStatus(tenantId: TenantId): Promise<TenantStatus> {
    const tenant = await this.tenants.hold(tenantId);
    if (!tenant) throw new DomainError('tenants.not_found');
    return tenant.status;
  }

  /**
   * Suspends, bans or reinstates (without a reason: nothing is held against it any more). Sessions and API keys follow as soon as the
   * commit is known to every process. The caller writes the audit entry and the news.
   */
  async setStanding(tenantId: TenantId, { status, reason }: Standing): Promise<void> {
    await this.write(tenantId, { status, statusReason: reason, statusSince: reason === null ? null : this.clock.now() });
  }

  private async write(tenantId: TenantId, patch: TenantPatch & Partial<StandingColumns>): Promise<void> {
    await this.unitOfWork.run(tenantId, async () => {
      await this.tenants.update(tenantId, { ...patch, updatedAt: this.clock.now() });
      this.unitOfWork.afterCommit(() => this.invalidation.publish(TENANT_CHANGED, tenantId));
    });
  }

  private build(tenantId: TenantId, input: NewTenant, slug: string): Tenant {
    const now = this.clock.now();
    return Object.assign(new Tenant(), {
      id: tenantId,
      name: input.name,
      slug,
      status: 'active' as const,
      statusReason: null,
      statusSince: null,
      isInternal: false,
      stripeCustomerId: null,
      stripeSubscriptionId: null,
      subscriptionStatus: 'none' as const,
      subscriptionTier: 'free' as const,
      subscriptionEnds: null,
      billingEmail: input.billingEmail,
      timeZone: input.timeZone,
      locale: 'en',
      referralCode: newReferralCode(),
      createdAt: now,
      updatedAt: now,
    });
  }
}
