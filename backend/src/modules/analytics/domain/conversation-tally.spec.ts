import fc from 'fast-check';
import { ConversationTally, type Cell } from './conversation-tally.js';

const cell = (over: Partial<Cell> = {}): Cell => ({
  day: '2026-11-20',
  agentId: null,
  conversations: 1,
  success: 0,
  failure: 0,
  zeroLength: 0,
  durationSum: 0,
  durationBuckets: [],
  durationCounts: [],
  responseBuckets: [],
  responseCounts: [],
  ...over,
});

it('has no rate and no duration of nothing', () => {
  const { successRate, durationMean, durations, responses, unknown } = new ConversationTally();
  expect([successRate, durationMean, durations.quantile(0.5), responses.quantile(0.95), unknown]).toEqual([null, null, null, null, 0]);
});

it('never folds unknown outcomes into the success rate', () => {
  const tally = ConversationTally.of([cell({ conversations: 10, success: 3, failure: 1 })]);
  expect([tally.successRate, tally.unknown]).toEqual([0.75, 6]);
  expect(ConversationTally.of([cell({ conversations: 4 })]).successRate).toBeNull();
});

it('leaves conversations of no length out of the durations', () => {
  const tally = ConversationTally.of([
    cell({ conversations: 5, zeroLength: 2, durationSum: 90, durationBuckets: [20, 50], durationCounts: [2, 1] }),
  ]);
  expect([tally.durationMean, tally.durations.quantile(0.5), tally.zeroLength]).toEqual([30, 20, 2]);
});

it('is the same in whatever order cells are put together', () => {
  const some = fc.record({
    conversations: fc.nat(9),
    durationSum: fc.nat(900),
    bucket: fc.nat(400),
    count: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(some, { minLength: 1 }), (drafts) => {
      const cells = drafts.map(({ bucket, count, ...rest }) => cell({ ...rest, durationBuckets: [bucket], durationCounts: [count] }));
      const [one, other] = [ConversationTally.of(cells), ConversationTally.of([...cells].reverse())];
      expect([one.conversations, one.durationMean, one.durations.quantile(0.9)]).toEqual([
        other.conversations,
        other.durationMean,
        other.durations.quantile(0.9),
      ]);
    }),
  );
});
