import { agentFigures } from '../../testing/analytics-factories';
import { sortAgents } from './sort-agents';

describe('order of agents', () => {
  const a = agentFigures({ agentName: 'A', conversations: 5, successRate: null });
  const b = agentFigures({ agentName: 'B', conversations: 9, successRate: 0.5 });
  const c = agentFigures({ agentName: 'C', conversations: 5, successRate: 0.9 });
  const names = (sort: string) =>
    sortAgents([c, a, b], sort)
      .map(({ agentName }) => agentName)
      .join('');

  it.each([
    ['-conversations', 'BAC'],
    ['conversations', 'ACB'],
    ['agentName', 'ABC'],
    ['-agentName', 'CBA'],
    ['successRate', 'BCA'],
    ['-successRate', 'CBA'],
    ['nonsense', 'BAC'],
    ['agentId', 'BAC'],
  ])('%s', (sort, order) => expect(names(sort)).toBe(order));
});
