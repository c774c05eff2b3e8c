import { Injectable } from '@nestjs/common';
import type { PlatformReferralAnalytics, ReferralAnalytics, ReferralAnalyticsQuery } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import { heldSince } from '../../referrals/index.js';
import { TenantService } from '../../tenants/index.js';
import { ratio } from '../domain/conversation-tally.js';
import { KeptVisits } from '../domain/kept-visits.js';
import { cellsWithin, referralSeries } from '../domain/referral-series.js';
import { channelsOf, countsOf, type ReferralCounts } from '../domain/referral-tally.js';
import { AllTenantsReferralFiguresRepository } from '../persistence/all-tenants-referral-figures.repository.js';
import { ReferralFiguresRepository, type ReferralFigures, type ReferralScope } from '../persistence/referral-figures.repository.js';
import { countFigure, rateFigure, UNKNOWN } from './figure.js';
import { headOf, reportRange, type ReportRange } from './report-range.js';

/** The page shows the best; the file has all. */
const REFERRERS_SHOWN = 50;
/** Of staff, who have no workspace whose zone they could mean. */
const STAFF_ZONE = 'UTC';

/** What referral links brought: visits, sign-ups, who of them stayed, and what that is worth. */
@Injectable()
export class ReferralAnalyticsService {
  constructor(
    private readonly tenants: TenantService,
    private readonly figures: ReferralFiguresRepository,
    private readonly allFigures: AllTenantsReferralFiguresRepository,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `request.invalid` with the field for a range nobody can draw */
  async report({ tenantId }: Pick<Actor, 'tenantId'>, query: ReferralAnalyticsQuery, now = this.clock.now()): Promise<ReferralAnalytics> {
    const { timeZone } = await this.tenants.get(tenantId);
    const range = reportRange(query, { now, timeZone });
    return this.reportOf(range, await this.figures.read(tenantId, scopeOf(range)));
  }

  /** All workspaces, and whose links brought most: so many of them, null for all. @throws DomainError `request.invalid` with the field */
  async platform(query: ReferralAnalyticsQuery, referrers: number | null = REFERRERS_SHOWN): Promise<PlatformReferralAnalytics> {
    const range = reportRange(query, { now: this.clock.now(), timeZone: STAFF_ZONE });
    const { top, ...figures } = await this.allFigures.read(scopeOf(range), referrers);
    return {
      ...this.reportOf(range, figures),
      top: top.map(({ pending, ...referrer }) => ({
        ...referrer,
        conversion: conversionOf(referrer),
        payout: this.worth(referrer.converted - pending),
      })),
    };
  }

  private reportOf(range: ReportRange, { cells, points, keptSince }: ReferralFigures): ReferralAnalytics {
    const { previous, interval, today, asOf, timeZone } = range;
    const kept = new KeptVisits(keptSince, timeZone);
    const current = cellsWithin(cells, range);
    const all = countsOf(current);
    const held = { now: all, before: previous && countsOf(cellsWithin(cells, previous)) };
    return {
      ...headOf(range),
      figures: {
        referral_visits: kept.reaches(range.to)
          ? countFigure({ now: all, before: kept.before(previous, held.before) }, ({ visits }) => visits)
          : UNKNOWN,
        referred_sign_ups: countFigure(held, ({ signUps }) => signUps),
        referral_conversion: rateFigure(held, ({ converted, signUps }) => [converted, signUps]),
      },
      keptSince,
      series: referralSeries(current, points, { span: range, interval, now: asOf, today }).map(({ pending: _, ...point }) => ({
        ...point,
        visits: kept.countAt(point.start, point.visits),
      })),
      channels: channelsOf(current).map(({ pending: _, ...channel }) => ({ ...channel, conversion: conversionOf(channel) })),
      payout: this.payoutOf(all),
    };
  }

  /** The hold is about money alone: who paid has converted. */
  private payoutOf({ converted, pending }: ReferralCounts): ReferralAnalytics['payout'] {
    const { reward: perConversion, currency } = this.config.referrals;
    const conversions = { confirmed: converted - pending, pending };
    return { confirmed: this.worth(conversions.confirmed), pending: this.worth(pending), conversions, perConversion, currency };
  }

  private worth(conversions: number): number {
    return conversions * this.config.referrals.reward;
  }
}

const conversionOf = ({ converted, signUps }: Pick<ReferralCounts, 'converted' | 'signUps'>): number | null => ratio(converted, signUps);

const scopeOf = ({ timeZone, first, from, to, interval, asOf }: ReportRange): ReferralScope => ({
  timeZone,
  first,
  from,
  to,
  isHourly: interval === 'hour',
  asOf,
  heldSince: heldSince(asOf),
});
