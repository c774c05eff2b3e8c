import type { AgentPage } from '@orbisvoice/shared-dto';
import type { Option } from '@orbisvoice/shared-ui/ui';

const WORDS = { deleted: 'Deleted agent', other: 'One agent' } as const;

/**
 * Agents to filter by, behind a choice of all. What the address asks for is among them even where no agent has that id, so that the field shows it:
 * one that is not in the whole list of agents was deleted; of one that is not in a part of it, or while there is none, nobody knows.
 */
export function agentOptions(all: string, chosen: string, agents: AgentPage | undefined): Option[] {
  const known = (agents?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const options = [{ value: '', label: all }, ...known];
  if (options.some(({ value }) => value === chosen)) return options;
  const isWhole = agents !== undefined && agents.items.length >= agents.total;
  return [...options, { value: chosen, label: isWhole ? WORDS.deleted : WORDS.other }];
}
