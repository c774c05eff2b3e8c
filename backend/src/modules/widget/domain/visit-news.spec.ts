import { momentOf, newsOf } from './visit-news.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const ago = (seconds: number): string => new Date(now.getTime() - seconds * 1000).toISOString();

describe('momentOf', () => {
  it.each([
    ['nothing said', undefined, 0],
    ['now', ago(0), 0],
    ['a minute ago', ago(60), 60],
    ['five minutes ago, to the second', ago(300), 300],
    ['longer ago than is believed', ago(301), 0],
    ['yesterday', ago(86_400), 0],
    ['a clock that runs ahead', ago(-1), 0],
    ['the far future', '9999-12-31T23:59:59Z', 0],
    ['the beginning of time', '0001-01-01T00:00:00Z', 0],
    ['no time at all', 'soon', 0],
  ])('%s', (_, at, secondsAgo) => {
    expect(momentOf(at, now).toISOString()).toBe(ago(secondsAgo));
  });
});

describe('newsOf', () => {
  it('makes one visit of the events of a visit, with the first moment of each kind', () => {
    const news = newsOf(
      [
        { kind: 'open', visitId: 'b', at: ago(20) },
        { kind: 'impression', visitId: 'b', at: ago(30), visitorId: 'v1' },
        { kind: 'impression', visitId: 'b', at: ago(40), visitorId: 'v2' },
        { kind: 'impression', visitId: 'b', at: ago(10) },
        { kind: 'granted', visitId: 'a' },
      ],
      now,
    );
    expect(news).toEqual([
      { visitId: 'a', visitorId: null, startedAt: now, moments: { granted: now } },
      {
        visitId: 'b',
        visitorId: 'v1',
        startedAt: new Date(ago(40)),
        moments: { impression: new Date(ago(40)), open: new Date(ago(20)) },
      },
    ]);
  });
});
