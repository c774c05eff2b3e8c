import { daysIn } from './day-columns.js';

describe('days of a statement', () => {
  const figures = {
    conversations: [3, 1],
    success: [1, 0],
    failure: [1, 1],
    zeroLength: [0, 1],
    durationSum: [90, 0],
    durationBuckets: [[30, 60], []],
    durationCounts: [[1, 1], []],
    responseBuckets: [[7], [9]],
    responseCounts: [[3], [1]],
  };

  it('are made of what stands at one place of every list', () => {
    const days = daysIn({
      day: ['2026-11-01', '2026-11-03'],
      // the first is of the span before
      byHour: [null, [0, 1]],
      ...figures,
    });

    expect(days).toEqual([
      {
        day: '2026-11-01',
        agentId: null,
        byHour: [],
        conversations: 3,
        success: 1,
        failure: 1,
        zeroLength: 0,
        durationSum: 90,
        durationBuckets: [30, 60],
        durationCounts: [1, 1],
        responseBuckets: [7],
        responseCounts: [3],
      },
      {
        day: '2026-11-03',
        agentId: null,
        byHour: [0, 1],
        conversations: 1,
        success: 0,
        failure: 1,
        zeroLength: 1,
        durationSum: 0,
        durationBuckets: [],
        durationCounts: [],
        responseBuckets: [9],
        responseCounts: [1],
      },
    ]);
  });

  it('have an agent and no clock when they are parts of days', () => {
    const [first] = daysIn({ day: ['2026-11-01'], agentId: ['a'], ...figures });

    expect(first).toMatchObject({ agentId: 'a', conversations: 3 });
    expect(first).not.toHaveProperty('byHour');
  });

  it('are none when the lists are none', () => {
    expect(daysIn({ day: null, byHour: null, conversations: null })).toEqual([]);
  });
});
