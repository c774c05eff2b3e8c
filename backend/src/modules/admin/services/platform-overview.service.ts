import { Injectable } from '@nestjs/common';
import { type AdminOverview } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { PlatformHours } from '../../analytics/index.js';
import { AuditReads } from '../../audit/index.js';
import { WebhookPulseReader } from '../../billing/index.js';
import { AllTenantsOverviewRepository, type OverviewFigures } from '../persistence/all-tenants-overview.repository.js';

const LATEST_ENTRIES = 8;
type Conversations = AdminOverview['conversations'];

/** The first page staff sees. */
@Injectable()
export class PlatformOverviewService {
  constructor(
    private readonly overview: AllTenantsOverviewRepository,
    private readonly hours: PlatformHours,
    private readonly audit: AuditReads,
    private readonly webhooks: WebhookPulseReader,
    private readonly clock: Clock,
  ) {}

  /** ARPU is MRR by paying tenants, null when nobody pays (metrics.md: undefined is never 0). */
  async read(actor: Actor): Promise<AdminOverview> {
    const asOf = this.clock.now();
    const [figures, latest, pulse] = await Promise.all([
      this.figures(asOf),
      this.audit.news(actor, { pageSize: LATEST_ENTRIES }),
      this.webhooks.read(),
    ]);
    const { paying } = figures.tenants;
    return {
      ...figures,
      arpu: paying > 0 ? Math.round(figures.mrr.current / paying) : null,
      webhooks: { lastEventAt: pulse.lastEventAt, isSilent: pulse.isSilent, backlog: pulse.backlog },
      latestEntries: latest.items,
      asOf: asOf.toISOString(),
    };
  }

  private async figures(asOf: Date): Promise<OverviewFigures & { conversations: Conversations }> {
    const { rolledUntil, checkedAt } = await this.hours.state();
    // hours that are made anew this very moment are not there: then every conversation is counted, which is slow and right
    const closed = await this.overview.figures(asOf, rolledUntil);
    const figures = closed ?? (await this.overview.figures(asOf, null));
    if (!figures) throw new Error('the overview needs no closed hour');
    const until = closed ? (rolledUntil?.toISOString() ?? null) : null;
    return { ...figures, conversations: { ...figures.conversations, rolledUntil: until, checkedAt: checkedAt?.toISOString() ?? null } };
  }
}
