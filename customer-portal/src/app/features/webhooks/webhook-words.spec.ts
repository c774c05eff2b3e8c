import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { aDelivery, aWaitingDelivery, anEndpoint } from '../../testing/webhook-factories';
import { slownessOf } from './delivery-pace';
import { EVENT_GROUPS } from './event.strings';
import {
  canSendAgain,
  deliveryInWords,
  endpointName,
  endpointState,
  eventsInWords,
  healthInWords,
  outcomeInWords,
  pretty,
} from './webhook-words';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const LATER = '2026-05-04T10:05:00.000Z';
const on = { isOff: false, now: NOW };
const off = { isOff: true, now: NOW };
const dateOf = (): string => 'Monday';

describe('an endpoint in words', () => {
  it.each([
    [{ description: 'CRM' }, 'CRM'],
    [{ description: '', url: 'https://hooks.example.com/' }, 'hooks.example.com'],
    [{ description: '', url: 'https://hooks.example.com/orbis/?key=1' }, 'hooks.example.com/orbis'],
    [{ description: '', url: `https://hooks.example.com/${'x'.repeat(80)}` }, `hooks.example.com/${'x'.repeat(22)}…`],
  ])('%o is called %s', (change, name) => expect(endpointName(anEndpoint(change))).toBe(name));

  it.each([
    [{}, ['On', 'success', null]],
    [{ failingSince: LATER }, ['Failing', 'warning', 'since Monday']],
    [{ isEnabled: false, disabledReason: 'by_hand' as const }, ['Off', 'neutral', 'by hand']],
    [{ isEnabled: false, disabledReason: 'gone' as const }, ['Off', 'danger', 'it answered 410']],
    [{ isEnabled: false, disabledReason: 'failing' as const, failingSince: LATER }, ['Off', 'danger', 'failed for 5 days']],
  ])('%o is %o', (change, words) => {
    const { label, tone, note } = endpointState(anEndpoint(change), dateOf);
    expect([label, tone, note]).toEqual(words);
  });

  it('names few events and counts many', () => {
    expect(eventsInWords(['agent.created'])).toBe('agent.created');
    expect(eventsInWords(['agent.created', 'agent.updated', 'agent.deleted'])).toBe('agent.created, agent.updated and 1 more');
    expect(eventsInWords(WEBHOOK_EVENTS)).toBe('All events');
  });

  it('says of its health what there is of it', () => {
    expect(healthInWords({ succeeded: 0, failed: 0, pending: 0 })).toBe('Nothing to deliver');
    expect(healthInWords({ succeeded: 12, failed: 0, pending: 1 })).toBe('12 delivered · 1 waiting');
  });

  it('has every event in one group', () => {
    expect(EVENT_GROUPS.flatMap(({ events }) => events).sort()).toEqual([...WEBHOOK_EVENTS].sort());
  });
});

describe('a delivery in words', () => {
  const waiting = aWaitingDelivery();
  const retried = aDelivery({ status: 'pending', error: 'status', responseStatus: 503, nextTryAt: LATER });

  it.each([
    [aDelivery(), on, 'Answered 204'],
    [aDelivery({ status: 'failed', error: 'status', responseStatus: 404 }), on, 'Answered 404'],
    [aDelivery({ status: 'failed', error: 'certificate', responseStatus: null }), on, 'Certificate not trusted'],
    [waiting, on, 'First try is under way'],
    [waiting, off, 'Waits until the endpoint is on'],
    [{ ...waiting, isTest: true }, off, 'First try is under way'],
    [retried, on, 'Answered 503 · next try in 5 minutes'],
    [{ ...retried, nextTryAt: '2026-05-04T10:00:05.000Z' }, on, 'Answered 503 · next try in less than a minute'],
    [{ ...retried, nextTryAt: '2026-05-04T10:00:00.000Z' }, on, 'Answered 503 · next try now'],
  ])('%#: says where it stands', (delivery, circumstances, words) => expect(deliveryInWords(delivery, circumstances)).toBe(words));

  it.each([
    [aDelivery(), on, true],
    [aDelivery(), off, false],
    [aDelivery({ isTest: true }), off, true],
    [waiting, on, false],
    [retried, on, true],
  ])('%#: can be sent again or not', (delivery, circumstances, can) => expect(canSendAgain(delivery, circumstances)).toBe(can));

  it('does not take the figure of an answer for one that never came whole', () => {
    expect(outcomeInWords({ error: 'timed_out', responseStatus: 200 })).toBe('No answer in 15 seconds');
  });
});

describe('the pause before the next look', () => {
  it.each([
    ['a try is due', [aWaitingDelivery()], on, 1],
    ['the next try is in 10 seconds', [aWaitingDelivery({ nextTryAt: '2026-05-04T10:00:10.000Z' }), aDelivery()], on, 5],
    ['the next try is far off', [aWaitingDelivery({ nextTryAt: LATER })], on, 15],
    ['the endpoint is off', [aWaitingDelivery()], off, 15],
    ['a test is due at an endpoint that is off', [aWaitingDelivery({ isTest: true })], off, 1],
  ])('where %s', (_case, deliveries, circumstances, slowness) => expect(slownessOf(deliveries, circumstances)).toBe(slowness));
});

it('indents JSON and leaves anything else as it is', () => {
  expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(pretty('a=1')).toBe('a=1');
});
