import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';
import { STATS } from './stats.sql.js';

/** The figures of one tenant, as `STATS` counts them. */
export interface StatsRow {
  readonly agentsTotal: number;
  readonly agentsActive: number;
  readonly conversations: number;
  readonly previousConversations: number;
  readonly successRate: number | null;
  readonly unknownOutcomes: number;
  readonly medianDurationSeconds: number | null;
  readonly medianFirstResponseMs: number | null;
  readonly daily: { day: string; conversations: number }[];
}

/** Counts what happened in a tenant. */
@Injectable()
export class StatsRepository {
  constructor(private readonly reader: TenantReader) {}

  /** The `days` local days that end with today's. */
  async read(tenantId: TenantId, at: { now: Date; timeZone: string; days: number }): Promise<StatsRow> {
    const [row] = await this.reader.query<StatsRow>(tenantId, {
      name: 'analytics.stats',
      text: STATS,
      values: [tenantId, at.now, at.timeZone, at.days],
    });
    if (!row) throw new Error('a statement of aggregates returned no row');
    return row;
  }
}
