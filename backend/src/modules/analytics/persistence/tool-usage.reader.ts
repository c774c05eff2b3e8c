import { Injectable } from '@nestjs/common';
import type { ToolCause, ToolFigures } from '@orbisvoice/shared-dto';
import type { CountedChannel } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { SnapshotReader } from '../../../platform/database/snapshot-reader.js';
import { TOOL_TOTALS, TOOL_USAGE } from './tool-usage.sql.js';

/** Local days, half-open, and what the calls are narrowed to. */
export interface ToolUsageScope {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly agentId?: string | undefined;
  readonly channel?: CountedChannel | undefined;
}

/** Figures of any set of attempts, and of the calls whose last ones are among them. */
export type ToolTotals = Omit<ToolFigures, 'agentId' | 'agentName' | 'tool'>;

/** What tools did. Agents and tools come with the most called first, agents without an attempt are not there; behind the first tools the rest is one. */
export interface ToolUsage {
  readonly totals: ToolTotals;
  readonly agents: readonly (ToolTotals & { readonly agentId: string })[];
  readonly tools: ToolFigures[];
  /** The twenty most frequent. */
  readonly causes: ToolCause[];
}

type Counted<T> = Omit<T, 'errorRate'>;
interface UsageRow {
  readonly totals: Counted<ToolTotals>;
  readonly agents: readonly (Counted<ToolTotals> & { readonly agentId: string })[];
  readonly tools: readonly Counted<ToolFigures>[];
  readonly causes: ToolCause[];
}

/**
 * Tool calls of a tenant's counted conversations. They are read from a covering index, in one snapshot: medians are exact, and an erased
 * conversation takes its calls along.
 */
@Injectable()
export class ToolUsageReader {
  constructor(private readonly reader: SnapshotReader) {}

  async read(tenantId: TenantId, scope: ToolUsageScope): Promise<ToolUsage> {
    const usage = statement(tenantId, scope, { name: 'analytics.tool_usage', text: TOOL_USAGE });
    const { totals, agents, tools, causes } = await this.reader.one<UsageRow>(tenantId, usage);
    return { totals: withRate(totals), agents: agents.map(withRate), tools: tools.map(withRate), causes };
  }

  /** The totals of a span without what they are made of. */
  async totals(tenantId: TenantId, scope: ToolUsageScope): Promise<ToolTotals> {
    const totals = statement(tenantId, scope, { name: 'analytics.tool_totals', text: TOOL_TOTALS });
    return withRate(await this.reader.one<Counted<ToolTotals>>(tenantId, totals));
  }
}

function statement(tenantId: TenantId, scope: ToolUsageScope, text: { name: string; text: string }) {
  const { from, to, timeZone, agentId, channel } = scope;
  return { ...text, values: [tenantId, from, to, timeZone, agentId ?? null, channel ?? null] };
}

const withRate = <T extends Counted<ToolTotals>>(row: T): T & { errorRate: number | null } => ({
  ...row,
  errorRate: row.calls === 0 ? null : (row.failed + row.timedOut) / row.calls,
});
