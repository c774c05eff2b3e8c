import fc from 'fast-check';
import { firstResponseMs, type SpokenSoFar } from './first-response.js';

const nothing: SpokenSoFar = { firstVisitor: null, lastAgent: null };
const visitor = { speaker: 'visitor' as const };
const agent = (latencyMs?: number) => ({ speaker: 'agent' as const, latencyMs });

describe('firstResponseMs', () => {
  it('skips the greeting', () => expect(firstResponseMs(nothing, [agent(5), visitor, agent(700), agent(9)])).toBe(700));
  it('waits for an answer', () => expect(firstResponseMs(nothing, [agent(5), visitor])).toBeNull());
  it('finds the answer in a later batch', () => expect(firstResponseMs({ firstVisitor: 1, lastAgent: 0 }, [agent(320)])).toBe(320));
  it('does not take a second answer for the first', () => {
    expect(firstResponseMs({ firstVisitor: 0, lastAgent: 1 }, [visitor, agent(320)])).toBeNull();
    expect(firstResponseMs(nothing, [visitor, agent(), agent(320)])).toBeNull();
  });
  it('takes zero as a latency', () => expect(firstResponseMs(nothing, [visitor, agent(0)])).toBe(0));
  it('lets system turns pass', () => expect(firstResponseMs(nothing, [visitor, { speaker: 'system' }, agent(40)])).toBe(40));

  it('is the same however the turns are cut into batches', () => {
    const turn = fc.record({
      speaker: fc.constantFrom('visitor' as const, 'agent' as const, 'system' as const),
      latencyMs: fc.nat(9_999),
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), fc.nat(12), (turns, cut) => {
        const [head, tail] = [turns.slice(0, cut), turns.slice(cut)];
        const visitors = head.findIndex(({ speaker }) => speaker === 'visitor');
        const agents = head.findLastIndex(({ speaker }) => speaker === 'agent');
        const before = { firstVisitor: visitors < 0 ? null : visitors, lastAgent: agents < 0 ? null : agents };
        const inBatches = firstResponseMs(nothing, head) ?? firstResponseMs(before, tail);
        expect(inBatches).toBe(firstResponseMs(nothing, turns));
      }),
    );
  });
});
