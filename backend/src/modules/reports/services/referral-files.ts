import { Injectable } from '@nestjs/common';
import type { ExportReferrals, PlatformReferralAnalytics } from '@orbisvoice/shared-dto';
import { BYTE_ORDER_MARK, csvLine } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { ReferralAnalyticsService } from '../../analytics/index.js';
import { AuditLog, factsAsChanges } from '../../audit/index.js';

const HEADS = ['table', 'name', 'visits', 'signUps', 'converted', 'conversion', 'payout', 'currency'] as const;

/** The platform's referrals as a file: the tables of the page, and behind the best referrers all the others. */
@Injectable()
export class ReferralFiles {
  constructor(
    private readonly referrals: ReferralAnalyticsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** On record before the first byte leaves. @throws DomainError `request.invalid` as the report itself */
  async csv(actor: Actor, asked: ExportReferrals): Promise<Generator<string>> {
    const report = await this.referrals.platform(asked, null);
    const changes = factsAsChanges(asked);
    await this.unitOfWork.run(actor.tenantId, () =>
      this.audit.record(actor, { action: 'admin.referrals_exported', targetType: 'referral', targetId: null, changes }),
    );
    return linesOf(report);
  }
}

function* linesOf({ series, channels, top, payout }: PlatformReferralAnalytics): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADS);
  for (const row of series) yield csvLine(['series', row.start, row.visits, row.signUps, row.converted, null, null, null]);
  for (const row of channels) yield csvLine(['channels', row.channel, row.visits, row.signUps, row.converted, row.conversion, null, null]);
  const currency = payout.currency.toUpperCase();
  for (const row of top)
    yield csvLine(['referrers', row.tenantName, row.visits, row.signUps, row.converted, row.conversion, row.payout, currency]);
}
