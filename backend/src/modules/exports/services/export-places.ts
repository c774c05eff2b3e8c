import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ExportRepository } from '../persistence/export.repository.js';

/** How many exports of a tenant may be under way at once: nobody's thousand files keep everybody else's waiting. */
@Injectable()
export class ExportPlaces {
  constructor(
    private readonly exports: ExportRepository,
    private readonly config: Config,
  ) {}

  /** Until the unit of work ends, nobody else of the tenant takes a place. */
  lock(tenantId: TenantId): Promise<void> {
    return this.exports.lockTenant(tenantId);
  }

  /** @throws DomainError exports.limit_reached */
  async take(tenantId: TenantId): Promise<void> {
    const limit = this.config.files.maxUnfinished;
    if ((await this.exports.countUnfinished(tenantId)) >= limit) throw new DomainError('exports.limit_reached', { limit });
  }
}
