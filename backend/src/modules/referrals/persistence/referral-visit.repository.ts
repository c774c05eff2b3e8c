import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** A visit, and the day for which its visitor is known again. */
export interface NewVisit {
  readonly day: string;
  readonly visitor: Buffer;
  readonly channel: string;
  readonly at: Date;
}

/** Visits to a tenant's link. */
@Injectable()
export class ReferralVisitRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The first visit of a visitor's day counts, on its channel; later ones change nothing. */
  async add(tenantId: TenantId, { day, visitor, channel, at }: NewVisit): Promise<void> {
    await this.unitOfWork.run(tenantId, (manager) =>
      manager.query(
        `insert into referral_visits (tenant_id, day, visitor, channel, visited_at) values ($1, $2, $3, $4, $5)
         on conflict (tenant_id, day, visitor) do nothing`,
        [tenantId, day, visitor, channel, at],
      ),
    );
  }
}
