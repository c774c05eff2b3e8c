import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ReachCount } from '../domain/funnel.js';
import { BOUNDS, ENGAGEMENT } from './engagement.sql.js';

/** What is counted: local days, half-open. */
export interface EngagementScope {
  readonly timeZone: string;
  /** First day of the span before, or of this one. */
  readonly first: string;
  readonly from: string;
  readonly to: string;
  /** The first days of the points; null where points are hours. */
  readonly pointDays: readonly string[] | null;
  readonly agentId: string | null;
}

export interface PropertyCount {
  readonly property: 'countries' | 'devices' | 'browsers';
  readonly value: string | null;
  readonly conversations: number;
}

/** What one snapshot holds. Points are numbered from 1; 0 is the span before. */
export interface EngagementFound {
  /** When each point begins. */
  readonly starts: readonly Date[];
  /** The first local day from which visits are kept; null where none were ever deleted. */
  readonly keptSince: string | null;
  readonly isKnownAgent: boolean;
  readonly visitors: number;
  readonly returning: number;
  readonly previousVisitors: number;
  readonly previousReturning: number;
  readonly withoutVisitorId: number;
  readonly points: readonly { readonly point: number; readonly new: number; readonly visitors: number }[];
  readonly reached: readonly ReachCount[];
  readonly breakdowns: readonly PropertyCount[];
}

interface Bounds {
  readonly points: Date[];
  readonly ends: Date;
  readonly first: Date;
  readonly keptSince: string | null;
}

/** Counts who came, from where and how far. */
@Injectable()
export class EngagementRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * In the open snapshot if there is one. The moments of the span come first and go in as values: a plan that knows neither them nor the
   * size of the tenant, as one kept for a prepared statement does, is a hundred times too slow for somebody.
   */
  read(tenantId: TenantId, { timeZone, first, from, to, pointDays, agentId }: EngagementScope): Promise<EngagementFound> {
    return this.unitOfWork.snapshot(tenantId, async () => {
      const manager = this.unitOfWork.manager(tenantId);
      const [bounds] = await manager.query<Bounds[]>(BOUNDS, [pointDays, timeZone, from, to, first]);
      if (!bounds) throw new Error('the bounds of a span are a row');
      const values = [tenantId, bounds.points, bounds.first, bounds.ends, agentId];
      const [found] = await manager.query<Omit<EngagementFound, 'starts' | 'keptSince'>[]>(ENGAGEMENT, values);
      if (!found) throw new Error('a statement of aggregates returned no row');
      return { ...found, starts: bounds.points, keptSince: bounds.keptSince };
    });
  }
}
