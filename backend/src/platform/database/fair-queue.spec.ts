import * as fc from 'fast-check';
import { FairQueue } from './fair-queue.js';

interface Entry {
  lane: string;
  weight: number;
  number: number;
}

const entries = fc
  .array(fc.record({ lane: fc.constantFrom('a', 'b', 'c', 'd'), weight: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 })
  .map((list) => list.map((entry, number) => ({ ...entry, number })));

function drained(queue: FairQueue<Entry>, maxWeight: number): Entry[][] {
  const batches: Entry[][] = [];
  for (let batch = queue.take(maxWeight); batch.length > 0; batch = queue.take(maxWeight)) batches.push(batch);
  return batches;
}

function filled(list: Entry[]): FairQueue<Entry> {
  const queue = new FairQueue<Entry>();
  for (const entry of list) queue.push(entry);
  return queue;
}

describe('FairQueue', () => {
  it('gives everything out once, each tenant in its order, within the weight', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 20 }), (list, maxWeight) => {
        const queue = filled(list);
        expect(queue.weight).toBe(list.reduce((sum, entry) => sum + entry.weight, 0));
        const batches = drained(queue, maxWeight);
        expect(queue.weight).toBe(0);
        const given = batches.flat();
        expect(given).toHaveLength(list.length);
        for (const tenant of ['a', 'b', 'c', 'd']) {
          expect(given.filter((entry) => entry.lane === tenant)).toEqual(list.filter((entry) => entry.lane === tenant));
        }
        for (const batch of batches) {
          const weight = batch.reduce((sum, entry) => sum + entry.weight, 0);
          expect(batch.length === 1 || weight <= maxWeight).toBe(true);
        }
      }),
    );
  });

  it('lets a small tenant through although a large one came first', () => {
    const flood = Array.from({ length: 500 }, (_, number) => ({ lane: 'flood', weight: 1, number }));
    const queue = filled([...flood, { lane: 'small', weight: 1, number: 500 }]);
    expect(queue.take(10).map((entry) => entry.lane)).toContain('small');
  });
});
