import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { aDelivery, anEndpoint } from '../../testing/webhook-fixtures';
import { endpointNames, endpointState, eventsOf, nextTry, outcomeInWords } from './webhook-words';

const NOW = Date.parse('2026-03-04T10:05:00.000Z');

it('names endpoints by what the tenant says and the host, and twins by the end of their ids', () => {
  const [crm, bare] = [anEndpoint(), anEndpoint({ id: 'bare', description: '' })];
  const twins = ['0198-aaaa', '0198-bbbb'].map((id) => anEndpoint({ id, description: '', url: 'https://twin.example:8443' }));
  expect([...endpointNames([crm, bare, ...twins]).values()]).toEqual([
    'CRM · hooks.northwind.example',
    'hooks.northwind.example',
    'twin.example:8443 · …aaaa',
    'twin.example:8443 · …bbbb',
  ]);
});

it('tells whether an endpoint is called, and why not', () => {
  const stateOf = (over: Parameters<typeof anEndpoint>[0]) => {
    const { label, tone, reason } = endpointState(anEndpoint(over));
    return [label, tone, reason];
  };
  const since = '2026-03-01T00:00:00.000Z';
  expect(stateOf({})).toEqual(['On', 'success', null]);
  expect(stateOf({ failingSince: since })).toEqual(['Failing', 'warning', null]);
  expect(stateOf({ isEnabled: false, disabledReason: 'by_hand' })).toEqual(['Off', 'neutral', 'by somebody of the workspace']);
  expect(stateOf({ isEnabled: false, disabledReason: 'gone' })).toEqual(['Off', 'danger', 'it answered 410 Gone']);
  expect(stateOf({ isEnabled: false, disabledReason: 'failing', failingSince: since })).toEqual([
    'Off',
    'danger',
    'no try came through for 5 days',
  ]);
});

it.each([
  [3, 3, 0],
  [4, 4, 0],
  [5, 3, 2],
])('of %i events shows %i, and %i on demand', (count, first, more) => {
  const shown = eventsOf({ events: WEBHOOK_EVENTS.slice(0, count) });
  expect([shown.areAll, shown.first.length, shown.more.length]).toEqual([false, first, more]);
  expect([...shown.first, ...shown.more]).toEqual(WEBHOOK_EVENTS.slice(0, count));
});

it('says of all events that they are all', () => {
  expect(eventsOf({ events: [...WEBHOOK_EVENTS] })).toEqual({ areAll: true, first: [], more: [] });
});

it('says what came of the latest try', () => {
  expect(outcomeInWords(aDelivery())).toBe('Answered 204');
  expect(outcomeInWords(aDelivery({ responseStatus: 503, error: 'status' }))).toBe('Answered 503');
  expect(outcomeInWords(aDelivery({ responseStatus: null, error: 'timed_out' }))).toBe('No answer within 15 seconds');
  // what was answered before the line broke was no answer
  expect(outcomeInWords(aDelivery({ responseStatus: 200, error: 'timed_out' }))).toBe('No answer within 15 seconds');
  expect(outcomeInWords(aDelivery({ tries: 0, responseStatus: null }))).toBe('Not tried yet');
});

it('says when the next try is', () => {
  const usual = { isTenantActive: true, isEndpointOff: false, now: NOW };
  const next = (over: Parameters<typeof aDelivery>[0], but = {}) =>
    nextTry(aDelivery({ status: 'pending', ...over }), { ...usual, ...but });
  const isOff = { isEndpointOff: true };
  const later = '2026-03-04T10:30:00.000Z';
  expect(next({ nextTryAt: later })).toEqual({ at: later, text: '' });
  expect(next({ nextTryAt: '2026-03-04T10:04:59.000Z' })).toEqual({ at: null, text: 'Due now' });
  expect(next({ nextTryAt: null })).toEqual({ at: null, text: 'Due now' });
  expect(next({ nextTryAt: later }, isOff)).toEqual({ at: null, text: 'When the endpoint is on again' });
  expect(next({ nextTryAt: later, isTest: true }, isOff)).toEqual({ at: later, text: '' });
  expect(next({ nextTryAt: later, isTest: true }, { isTenantActive: false })).toEqual({
    at: null,
    text: 'When the tenant is active again',
  });
  expect(next({ status: 'failed' })).toEqual({ at: null, text: 'None' });
});
