import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { SnapshotReader } from '../../../platform/database/snapshot-reader.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { VisitCount } from '../domain/funnel.js';
import { BOUNDS, cellsSql, type EngagementBy, rowsSql } from './engagement.sql.js';
import { type ReportState, stateSql } from './report-state.sql.js';

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
export interface EngagementFound extends ReportState {
  /** What each point is called by: when it begins, or would have. */
  readonly starts: readonly Date[];
  /** The first local day from which visits are kept; null where none were ever deleted. */
  readonly keptSince: string | null;
  /** Whether cells were read, or rows throughout. */
  readonly way: 'cells' | 'rows';
  readonly isKnownAgent: boolean;
  readonly visitors: number;
  readonly returning: number;
  readonly previousVisitors: number;
  readonly previousReturning: number;
  readonly withoutVisitorId: number;
  readonly points: readonly { readonly point: number; readonly new: number; readonly visitors: number }[];
  readonly reached: readonly VisitCount[];
  readonly breakdowns: readonly PropertyCount[];
}

interface Bounds extends ReportState {
  readonly points: Date[];
  readonly names: Date[];
  readonly ends: Date;
  readonly first: Date;
  readonly keptSince: string | null;
}

type Counted = Omit<EngagementFound, 'starts' | 'keptSince' | keyof ReportState>;
type Answer = Omit<Counted, 'way'> & { readonly isServed: boolean };

const CELLS = {
  all: { name: 'analytics.engagement', text: cellsSql('all') },
  agent: { name: 'analytics.agent_engagement', text: cellsSql('agent') },
} as const satisfies Record<EngagementBy, object>;
const ROWS = { all: rowsSql('all'), agent: rowsSql('agent') } as const satisfies Record<EngagementBy, string>;

const STATE = { name: 'analytics.engagement_state', text: stateSql('engagement') } as const;

/** Counts who came, from where and how far. */
@Injectable()
export class EngagementRepository {
  constructor(
    private readonly reader: SnapshotReader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** What the counts of a snapshot depend on, the open one if there is one. */
  state(tenantId: TenantId): Promise<ReportState> {
    return this.reader.one(tenantId, { ...STATE, values: [tenantId] });
  }

  /** In the open snapshot if there is one. The moments of the span come first and go in as values. */
  read(tenantId: TenantId, { timeZone, first, from, to, pointDays, agentId }: EngagementScope): Promise<EngagementFound> {
    return this.unitOfWork.snapshot(tenantId, async () => {
      const [bounds] = await this.unitOfWork.manager(tenantId).query<Bounds[]>(BOUNDS, [pointDays, timeZone, from, to, first, tenantId]);
      if (!bounds) throw new Error('the bounds of a span are a row');
      const values = [tenantId, bounds.points, bounds.first, bounds.ends, agentId];
      const found = await this.count(tenantId, agentId === null ? 'all' : 'agent', values);
      const { names: starts, keptSince, version, zone } = bounds;
      return { ...found, starts, keptSince, version, zone };
    });
  }

  /**
   * By cells, or by rows where they do not serve. The statement over rows is planned each time: a plan that knows neither the span nor the size of
   * the tenant, as one kept for a prepared statement does, is a hundred times too slow for somebody. Cells are always few, and always found by their key.
   */
  private async count(tenantId: TenantId, by: EngagementBy, values: unknown[]): Promise<Counted> {
    const [cells] = await this.unitOfWork.prepared<Answer>(tenantId, { ...CELLS[by], values });
    if (cells?.isServed) return { ...cells, way: 'cells' };
    const [rows] = await this.unitOfWork.manager(tenantId).query<Answer[]>(ROWS[by], values);
    if (!rows) throw new Error('a statement of aggregates returned no row');
    return { ...rows, way: 'rows' };
  }
}
