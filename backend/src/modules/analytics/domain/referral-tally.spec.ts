import { ANALYTICS_OTHER } from '@orbisvoice/shared-dto/values';
import { channelsOf, countsBy, countsOf, type ReferralCell } from './referral-tally.js';

const cell = (over: Partial<ReferralCell> = {}): ReferralCell => ({
  day: '2026-05-01',
  hour: null,
  channel: 'direct',
  visits: 0,
  signUps: 0,
  converted: 0,
  pending: 0,
  ...over,
});

it('adds up, from nothing', () => {
  expect(countsOf([])).toEqual({ visits: 0, signUps: 0, converted: 0, pending: 0 });
  const cells = [
    cell({ visits: 3, signUps: 2, converted: 1 }),
    cell({ visits: 1, signUps: 1, converted: 1, pending: 1, day: '2026-05-02' }),
  ];
  expect(countsOf(cells)).toEqual({ visits: 4, signUps: 3, converted: 2, pending: 1 });
  expect(countsBy(cells, ({ day }) => day).get('2026-05-02')).toEqual({ visits: 1, signUps: 1, converted: 1, pending: 1 });
});

describe('channelsOf', () => {
  it('puts first what brought sign-ups, then visits, then by name', () => {
    const channels = channelsOf([
      cell({ channel: 'b', visits: 9 }),
      cell({ channel: 'c', signUps: 1 }),
      cell({ channel: 'a', visits: 9 }),
      cell({ channel: 'c', visits: 1, day: '2026-05-02' }),
    ]);
    expect(channels.map(({ channel, visits, signUps }) => [channel, visits, signUps])).toEqual([
      ['c', 1, 1],
      ['a', 9, 0],
      ['b', 9, 0],
    ]);
  });

  it('shows fifty at most, and loses nothing', () => {
    const many = Array.from({ length: 120 }, (_, index) => cell({ channel: `c${index}`, visits: 120 - index }));
    const channels = channelsOf([...many, cell({ channel: ANALYTICS_OTHER, visits: 1_000 })]);
    expect(channels.length).toBeLessThanOrEqual(50);
    expect(channels.filter(({ channel }) => channel === ANALYTICS_OTHER)).toHaveLength(1);
    expect(countsOf(channels).visits).toBe(1_000 + (120 * 121) / 2);
  });
});
