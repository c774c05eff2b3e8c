import { type Fate, sanctionOf } from './bounce-policy.js';

const at = new Date('2026-03-01T12:00:00Z');
const of = (fate: Fate, softBounces = 0) => sanctionOf(fate, { at, softBounces });

it('leaves a mailbox that is not there alone for good', () =>
  expect(of('bounced')).toEqual({ scope: 'all', reason: 'hard_bounce', expiresAt: null }));

it('bears with two temporary bounces, and rests a week after the third', () => {
  expect(of('soft_bounced', 1)).toBeNull();
  expect(of('soft_bounced', 2)).toBeNull();
  const rest = { scope: 'all', reason: 'soft_bounces', expiresAt: new Date('2026-03-08T12:00:00Z') };
  expect(of('soft_bounced', 3)).toEqual(rest);
  expect(of('soft_bounced', 9)).toEqual(rest);
});

it('writes only what must be known to those who complained', () =>
  expect(of('complained')).toEqual({ scope: 'optional', reason: 'complaint', expiresAt: null }));

it('draws nothing from the rest', () => {
  for (const fate of ['delivered', 'deferred', 'failed'] as const) expect(of(fate, 99)).toBeNull();
});
