import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { MicroBatcher } from '../../../platform/database/micro-batcher.js';
import type { ReleaseOutcome, SettleOutcome, UsageAdmission, UsageItem, UsageKey } from '../domain/usage.js';
import { AllTenantsUsageRepository } from '../persistence/all-tenants-usage.repository.js';

/** Requests of all tenants, coalesced into the metering statements. */
@Injectable()
export class UsageMeter {
  private readonly admissions: MicroBatcher<UsageItem, UsageAdmission>;
  private readonly settlements: MicroBatcher<UsageKey, SettleOutcome>;
  private readonly releases: MicroBatcher<UsageKey, ReleaseOutcome>;

  constructor(usage: AllTenantsUsageRepository) {
    this.admissions = new MicroBatcher((items) => usage.admit(items));
    this.settlements = new MicroBatcher((keys) => usage.settle(keys));
    this.releases = new MicroBatcher((keys) => usage.release(keys));
  }

  admit(tenantId: TenantId, items: readonly UsageItem[]): Promise<UsageAdmission[]> {
    return this.admissions.submit(tenantId, items);
  }

  async settle(tenantId: TenantId, key: string): Promise<SettleOutcome> {
    const [outcome] = await this.settlements.submit(tenantId, [{ tenantId, key }]);
    return outcome ?? 'unknown';
  }

  async release(tenantId: TenantId, key: string): Promise<ReleaseOutcome> {
    const [outcome] = await this.releases.submit(tenantId, [{ tenantId, key }]);
    return outcome ?? 'unknown';
  }
}
