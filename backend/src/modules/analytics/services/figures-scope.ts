import type { AnalyticsQuery } from '@orbisvoice/shared-dto';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { AgentName, FiguresScope } from '../persistence/conversation-figures.repository.js';
import type { ReportRange } from './report-range.js';

/** Which cells a report reads. */
export const scopeOf = (
  { timeZone, first, from, to, interval }: ReportRange,
  { agentId, channel }: Pick<AnalyticsQuery, 'agentId' | 'channel'>,
): FiguresScope => ({ timeZone, first, from, to, isHourly: interval === 'hour', agentId: agentId ?? null, channel: channel ?? null });

/** Deleted agents have figures, agents of others and such that never were have none. @throws DomainError `agents.not_found` */
export function refuseUnknownAgent(agents: readonly AgentName[], agentId: string | undefined): void {
  if (agentId !== undefined && !agents.some(({ id }) => id === agentId.toLowerCase())) throw new DomainError('agents.not_found');
}
