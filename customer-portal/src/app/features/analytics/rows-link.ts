import type { ReportHead } from '@orbisvoice/shared-dto';
import { addDays } from '@orbisvoice/shared-ui/format';

/** Filters of the list of conversations that a figure was counted from. */
export interface RowFilters {
  readonly agentId?: string;
  readonly channel?: string;
  readonly outcome?: string;
}

/** The query of `/conversations` that shows the rows of a report: the same days of the same zone, its last day included. It says where it leads from. */
export function rowsQuery(head: ReportHead, filters: RowFilters, workspaceZone: string): Record<string, string> {
  const query: Record<string, string> = { from: head.from, to: addDays(head.to, -1), origin: 'report' };
  if (head.timeZone !== workspaceZone) query['timeZone'] = head.timeZone;
  for (const [name, value] of Object.entries(filters)) if (typeof value === 'string' && value !== '') query[name] = value;
  return query;
}
