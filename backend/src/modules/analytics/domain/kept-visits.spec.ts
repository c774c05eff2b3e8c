import { KeptVisits } from './kept-visits.js';

const kept = new KeptVisits('2024-10-01', 'America/New_York');

it('knows nothing of a point that begins before the first day that is kept, and all of the others', () => {
  expect(['2024-09-30', '2024-10-01', '2024-10-02'].map((start) => kept.countAt(start, 7))).toEqual([null, 7, 7]);
  // hours are moments, and fall into days of the zone
  expect(['2024-10-01T03:00:00.000Z', '2024-10-01T04:00:00.000Z'].map((start) => kept.countAt(start, 7))).toEqual([null, 7]);
});

it('holds figures against nothing that is not whole', () => {
  expect(kept.before({ from: '2024-09-30' }, 3)).toBeNull();
  expect(kept.before({ from: '2024-10-01' }, 3)).toBe(3);
  expect(kept.before(null, null)).toBeNull();
});

it('knows whether anything is left of a range', () => {
  expect([kept.reaches('2024-10-01'), kept.reaches('2024-10-02')]).toEqual([false, true]);
});

it('lets everything be where nothing was ever deleted', () => {
  const all = new KeptVisits(null, 'UTC');
  expect([all.covers('2000-01-01'), all.countAt('2000-01-01', 0), all.before({ from: '2000-01-01' }, 0)]).toEqual([true, 0, 0]);
});
