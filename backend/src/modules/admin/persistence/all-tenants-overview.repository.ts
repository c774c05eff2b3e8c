import { Injectable } from '@nestjs/common';
import type { AdminOverview } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { REVENUE_SCOPE } from '../../analytics/index.js';
import { OVERVIEW } from './overview.sql.js';

type Rounded = Omit<AdminOverview['conversations'], 'rolledUntil' | 'checkedAt'>;
/** The overview's figures without what the service adds (webhooks, latest entries, time). */
export type OverviewFigures = Omit<AdminOverview, 'latestEntries' | 'asOf' | 'arpu' | 'webhooks' | 'conversations'> & {
  readonly conversations: Rounded;
};

/** Figures over every tenant, for staff. */
@Injectable()
export class AllTenantsOverviewRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** The figures as they stood at `asOf`; null when the closed hours do not reach as far as they did: somebody makes them anew. */
  async figures(asOf: Date, rolledUntil: Date | null): Promise<OverviewFigures | null> {
    const [row] = await this.database.query<{ figures: OverviewFigures; isRolled: boolean }>({
      text: OVERVIEW,
      values: [asOf, ...REVENUE_SCOPE, rolledUntil?.toISOString() ?? '-infinity'],
    });
    if (!row) throw new Error('the overview statement returned no row');
    if (!row.isRolled) return null;
    const { oldestPendingAt } = row.figures.queues;
    const oldest = oldestPendingAt === null ? null : new Date(oldestPendingAt).toISOString();
    return { ...row.figures, queues: { ...row.figures.queues, oldestPendingAt: oldest } };
  }
}
