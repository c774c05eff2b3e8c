import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** What was told because the time had come. */
export interface Notice {
  readonly kind: 'subscription.expiring' | 'subscription.trial_ending' | 'payment_method.expiring';
  /** What it is about, with what makes it another notice: a subscription and its end, a card, its month and the days before. */
  readonly subject: string;
  readonly at: Date;
}

const CLAIM = `insert into billing_notices (tenant_id, kind, subject, told_at) values ($1, $2, $3, $4) on conflict do nothing returning kind`;

/** Makes each notice go out once. */
@Injectable()
export class BillingNoticeRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Claims a notice in the open unit of work, the one that tells it. @returns false when it was told before */
  async claim(tenantId: TenantId, { kind, subject, at }: Notice): Promise<boolean> {
    const claimed = await this.unitOfWork.manager(tenantId).query<unknown[]>(CLAIM, [tenantId, kind, subject, at]);
    return claimed.length > 0;
  }
}
