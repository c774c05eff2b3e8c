import { Injectable } from '@nestjs/common';
import { type AdminOverview } from '@orbisvoice/shared-dto';
import { Clock } from '../../../platform/clock/clock.js';
import { AuditReader } from '../../audit/index.js';
import { AllTenantsOverviewRepository } from '../persistence/all-tenants-overview.repository.js';

const LATEST_ENTRIES = 8;

/** The first page staff sees. */
@Injectable()
export class PlatformOverviewService {
  constructor(
    private readonly overview: AllTenantsOverviewRepository,
    private readonly audit: AuditReader,
    private readonly clock: Clock,
  ) {}

  /** ARPU is MRR by paying tenants, null when nobody pays (metrics.md: undefined is never 0). */
  async read(): Promise<AdminOverview> {
    const asOf = this.clock.now();
    const [figures, latest] = await Promise.all([this.overview.figures(asOf), this.audit.ofAllTenants({ pageSize: LATEST_ENTRIES })]);
    const { paying } = figures.tenants;
    return {
      ...figures,
      arpu: paying > 0 ? Math.round(figures.mrr.current / paying) : null,
      latestEntries: latest.items,
      asOf: asOf.toISOString(),
    };
  }
}
