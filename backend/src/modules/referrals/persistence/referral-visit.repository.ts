import { Injectable } from '@nestjs/common';
import type { ReferralLinkVisit, ReferralLinkVisitQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { offsetOf } from '../../../platform/http/page.js';
import { visitsWhere, type ReferralSpan } from './referral-conditions.js';

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
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: TenantReader,
  ) {}

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

  /** One page, newest first, and how many there are. The visitor's hash only keeps the order of visits of one moment. */
  async page(
    tenantId: TenantId,
    query: ReferralLinkVisitQuery,
    span: ReferralSpan,
  ): Promise<{ items: ReferralLinkVisit[]; total: number }> {
    const values = [tenantId, span.from, span.to, span.timeZone, query.channel ?? null];
    const where = visitsWhere(span);
    const count = `select count(*)::int as total from referral_visits v where ${where}`;
    const [counted] = await this.reader.query<{ total: number }>(tenantId, { name: '', text: count, values });
    const rows = await this.reader.query<{ visitedAt: Date; channel: string }>(tenantId, {
      name: '',
      text: `select v.visited_at as "visitedAt", v.channel from referral_visits v where ${where}
              order by v.visited_at desc, v.visitor limit $6 offset $7`,
      values: [...values, query.pageSize, offsetOf(query)],
    });
    return { items: rows.map(({ visitedAt, channel }) => ({ visitedAt: visitedAt.toISOString(), channel })), total: counted?.total ?? 0 };
  }
}
