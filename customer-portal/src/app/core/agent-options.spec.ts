import { aPage, anAgent } from '../testing/factories';
import { agentOptions } from './agent-options';

describe('agentOptions', () => {
  const agent = anAgent({ name: 'Night porter' });
  const labels = (chosen: string, agents?: Parameters<typeof agentOptions>[2]) =>
    agentOptions('All', chosen, agents).map(({ label }) => label);

  it('offers all agents and each of them', () => {
    expect(agentOptions('All', agent.id, aPage([agent]))).toEqual([
      { value: '', label: 'All' },
      { value: agent.id, label: 'Night porter' },
    ]);
    expect(labels('')).toEqual(['All']);
  });

  it('calls one that is asked for and is not there deleted', () => {
    expect(agentOptions('All', 'gone', aPage([agent])).at(-1)).toEqual({ value: 'gone', label: 'Deleted agent' });
  });

  it('does not call one deleted that may be behind the listed ones, or while there is no list', () => {
    expect(labels('far', aPage([agent], { total: 2 }))).toEqual(['All', 'Night porter', 'One agent']);
    expect(labels('far')).toEqual(['All', 'One agent']);
  });
});
