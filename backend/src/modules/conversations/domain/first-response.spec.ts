import fc from 'fast-check';
import { firstResponse, type SpokenSoFar } from './first-response.js';

const nothing: SpokenSoFar = { firstVisitor: null, lastAgent: null };
const visitor = { speaker: 'visitor' as const };
const agent = (latencyMs?: number, stages?: { listenMs?: number; thinkMs?: number; speakMs?: number }) => ({
  speaker: 'agent' as const,
  latencyMs,
  stages,
});
const latencyOf = (...of: Parameters<typeof firstResponse>): number | null => firstResponse(...of)?.latencyMs ?? null;

describe('firstResponse', () => {
  it('skips the greeting', () => expect(latencyOf(nothing, [agent(5), visitor, agent(700), agent(9)])).toBe(700));
  it('waits for an answer', () => expect(latencyOf(nothing, [agent(5), visitor])).toBeNull());
  it('finds the answer in a later batch', () => expect(latencyOf({ firstVisitor: 1, lastAgent: 0 }, [agent(320)])).toBe(320));
  it('does not take a second answer for the first', () => {
    expect(latencyOf({ firstVisitor: 0, lastAgent: 1 }, [visitor, agent(320)])).toBeNull();
    expect(latencyOf(nothing, [visitor, agent(), agent(320)])).toBeNull();
  });
  it('takes zero as a latency', () => expect(latencyOf(nothing, [visitor, agent(0)])).toBe(0));
  it('lets system turns pass', () => expect(latencyOf(nothing, [visitor, { speaker: 'system' }, agent(40)])).toBe(40));

  it('takes the stages of the same answer, and of no other', () => {
    const [greeting, first, second] = [agent(5, { speakMs: 5 }), agent(700, { listenMs: 0, thinkMs: 500 }), agent(9, { listenMs: 9 })];
    expect(firstResponse(nothing, [greeting, visitor, first, second])).toEqual({ latencyMs: 700, stages: { listenMs: 0, thinkMs: 500 } });
    // the first measured nothing: what the second measured is not that of the first
    expect(firstResponse(nothing, [visitor, agent(700), second])).toEqual({ latencyMs: 700, stages: {} });
    expect(firstResponse(nothing, [visitor, agent(), second])).toBeNull();
  });

  it('is the same however the turns are cut into batches', () => {
    const turn = fc.record({
      speaker: fc.constantFrom('visitor' as const, 'agent' as const, 'system' as const),
      latencyMs: fc.nat(9_999),
      stages: fc.option(fc.record({ listenMs: fc.nat(900), thinkMs: fc.nat(900) }, { requiredKeys: [] }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), fc.nat(12), (turns, cut) => {
        const [head, tail] = [turns.slice(0, cut), turns.slice(cut)];
        const visitors = head.findIndex(({ speaker }) => speaker === 'visitor');
        const agents = head.findLastIndex(({ speaker }) => speaker === 'agent');
        const before = { firstVisitor: visitors < 0 ? null : visitors, lastAgent: agents < 0 ? null : agents };
        const inBatches = firstResponse(nothing, head) ?? firstResponse(before, tail);
        expect(inBatches).toEqual(firstResponse(nothing, turns));
      }),
    );
  });
});
