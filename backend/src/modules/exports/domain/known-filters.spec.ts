import { EXPORT_DATASET_NAMES } from '@orbisvoice/shared-dto/values';
import { strayInstants, unknownFilters } from './known-filters.js';

it.each([
  ['conversations', { from: '2026-01-01', timeZone: 'UTC', agentId: 'a', channel: 'api', status: 'open', outcome: 'success' }, []],
  ['conversations', { interval: 'day' }, ['interval']],
  ['analytics_conversations', { interval: 'day' }, []],
  ['analytics_agents', { interval: 'day', agentId: 'a' }, ['interval']],
  ['usage_events', { state: 'counted', status: 'open' }, ['status']],
  ['members', { from: '2026-01-01', to: undefined }, ['from']],
  ['members', {}, []],
  ['invoices', { shape: 'round' }, ['shape']],
] as const)('of %s the filters %j leave %j unknown', (dataset, filters, expected) => {
  expect(unknownFilters(dataset, filters)).toEqual(expected);
});

it.each([
  ['conversations', []],
  ['referral_visits', []],
  ['analytics_tools', ['from']],
  ['report', ['from']],
] as const)('of %s, bounds that may be no instants are %j', (dataset, stray) =>
  expect(strayInstants(dataset, { from: '2026-10-25T00:00:00Z', to: '2026-10-26' })).toEqual(stray),
);

it('knows no instants for whatever the analytics compute', () => {
  const strays = EXPORT_DATASET_NAMES.filter((dataset) => strayInstants(dataset, { to: '2026-10-25T00:00:00Z' }).length > 0);
  expect(strays).toEqual(EXPORT_DATASET_NAMES.filter((dataset) => dataset.startsWith('analytics_') || dataset === 'report'));
});
