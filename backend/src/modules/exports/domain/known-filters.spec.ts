import { unknownFilters } from './known-filters.js';

it.each([
  ['conversations', { from: '2026-01-01', timeZone: 'UTC', agentId: 'a', channel: 'api', status: 'open', outcome: 'success' }, []],
  ['conversations', { interval: 'day' }, ['interval']],
  ['analytics_conversations', { interval: 'day' }, []],
  ['analytics_agents', { interval: 'day', agentId: 'a' }, ['interval', 'agentId']],
  ['members', { from: '2026-01-01', to: undefined }, ['from']],
  ['members', {}, []],
  ['invoices', { shape: 'round' }, ['shape']],
] as const)('of %s the filters %j leave %j unknown', (dataset, filters, expected) => {
  expect(unknownFilters(dataset, filters)).toEqual(expected);
});
