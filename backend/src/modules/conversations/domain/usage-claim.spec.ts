import { CONVERSATION_CHANNELS } from '@orbisvoice/shared-dto/values';
import fc from 'fast-check';
import { durationOf, isMetered, qualifiesAtEnd, usageKeyOf, type EndFacts } from './usage-claim.js';

const facts = (over: Partial<EndFacts>): EndFacts => ({
  channel: 'api',
  status: 'completed',
  isCounted: false,
  connectedSeconds: undefined,
  ...over,
});

describe('qualifiesAtEnd', () => {
  it.each<[Partial<EndFacts>, boolean]>([
    [{ connectedSeconds: 10 }, true],
    [{ connectedSeconds: 9 }, false],
    [{}, false],
    [{ connectedSeconds: 10, status: 'abandoned' }, true],
    [{ connectedSeconds: 600, status: 'failed' }, false],
    [{ connectedSeconds: 600, channel: 'playground' }, false],
    [{ connectedSeconds: 600, isCounted: true }, false],
  ])('%j → %s', (over, expected) => expect(qualifiesAtEnd(facts(over))).toBe(expected));

  it('never lets a playground or failed session count, whatever else is true', () => {
    const any = fc.record({
      channel: fc.constantFrom(...CONVERSATION_CHANNELS),
      status: fc.constantFrom('completed' as const, 'abandoned' as const, 'failed' as const),
      isCounted: fc.boolean(),
      connectedSeconds: fc.option(fc.nat(86_400), { nil: undefined }),
    });
    fc.assert(
      fc.property(any, (end) => {
        if (end.channel === 'playground' || end.status === 'failed') expect(qualifiesAtEnd(end)).toBe(false);
      }),
    );
  });
});

describe('durationOf', () => {
  const start = new Date('2026-03-29T00:59:00.000Z');

  it('takes what was measured on the line', () => expect(durationOf(start, new Date('2026-03-29T02:00:00Z'), 42)).toBe(42));
  it('takes zero as measured, not as missing', () => expect(durationOf(start, new Date('2026-03-29T02:00:00Z'), 0)).toBe(0));
  it('else counts whole seconds', () => expect(durationOf(start, new Date('2026-03-29T00:59:59.999Z'), undefined)).toBe(59));
  it('is not negative when a clock stepped back', () => expect(durationOf(start, new Date('2026-03-29T00:00:00Z'), undefined)).toBe(0));
});

it('keys usage by session', () => expect(usageKeyOf('abc')).toBe('session:abc'));
it('meters everything but the playground', () => expect(CONVERSATION_CHANNELS.filter(isMetered)).toEqual(['widget', 'api', 'phone']));
