import type { AgentFigures } from '@orbisvoice/shared-dto';

/** Columns the table of agents can be sorted by; a `-` in front is the other way. */
const AGENT_SORTS = [
  'agentName',
  'conversations',
  'success',
  'failure',
  'unknown',
  'successRate',
  'durationMedian',
  'firstResponseMedian',
  'firstResponseP95',
  'firstResponseP99',
  'toolCalls',
  'toolErrorRate',
] as const;
type AgentSort = (typeof AGENT_SORTS)[number];

/** The busiest first, where nothing is said. */
export const DEFAULT_AGENT_SORT = '-conversations';

/** Agents in an order; what has no figure comes last either way, and equals by name. A word that is no column leaves the default. */
export function sortAgents(agents: readonly AgentFigures[], sort: string): AgentFigures[] {
  const isDown = sort.startsWith('-');
  const column = AGENT_SORTS.find((name) => name === (isDown ? sort.slice(1) : sort));
  if (!column) return sortAgents(agents, DEFAULT_AGENT_SORT);
  return [...agents].sort((one, other) => compare(one[column], other[column], isDown) || one.agentName.localeCompare(other.agentName));
}

function compare(one: AgentFigures[AgentSort], other: AgentFigures[AgentSort], isDown: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const order = typeof one === 'string' || typeof other === 'string' ? String(one).localeCompare(String(other)) : one - other;
  return isDown ? -order : order;
}
