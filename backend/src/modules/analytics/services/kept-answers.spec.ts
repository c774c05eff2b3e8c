import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { answerKey, type KeptAnswer, KeptAnswers } from './kept-answers.js';
import { reportRange, type RangeQuery } from './report-range.js';

const TENANT = tenantIdOf('0198b7a0-0000-7000-8000-000000000001');
const OTHER = tenantIdOf('0198b7a0-0000-7000-8000-000000000002');
const NOW = new Date('2026-11-20T12:07:00Z');
const MINUTE = 60_000;

interface Answer {
  readonly series: readonly number[];
}

describe('kept answers', () => {
  const asked = { states: 0, made: 0 };
  beforeEach(() => Object.assign(asked, { states: 0, made: 0 }));

  const stateOf = (version: string) => () => {
    asked.states++;
    return Promise.resolve({ version, zone: 'UTC' });
  };
  const make =
    (version: string, points = 1) =>
    (): Promise<KeptAnswer<Answer>> => {
      asked.made++;
      return Promise.resolve({ version, zone: 'UTC', answer: { series: Array.from({ length: points }, () => asked.made) } });
    };

  it('makes an answer that it does not have without asking whether it would hold', async () => {
    const kept = new KeptAnswers<Answer>();
    expect((await kept.read('a', stateOf('1'), make('1'))).answer.series).toEqual([1]);
    expect(asked).toEqual({ states: 0, made: 1 });
  });

  it('gives it again as long as the version is the same', async () => {
    const kept = new KeptAnswers<Answer>();
    await kept.read('a', stateOf('1'), make('1'));
    for (let round = 1; round <= 2; round++) expect((await kept.read('a', stateOf('1'), make('1'))).answer.series).toEqual([1]);
    expect(asked).toEqual({ states: 2, made: 1 });
  });

  it('makes it anew when the version is another, and looks again once it was the same twice', async () => {
    const kept = new KeptAnswers<Answer>();
    await kept.read('a', stateOf('1'), make('1'));
    expect((await kept.read('a', stateOf('2'), make('2'))).answer.series).toEqual([2]);
    expect(asked).toEqual({ states: 1, made: 2 });
    expect((await kept.read('a', stateOf('2'), make('2'))).answer.series).toEqual([3]);
    expect(asked).toEqual({ states: 1, made: 3 });
    expect((await kept.read('a', stateOf('2'), make('2'))).answer.series).toEqual([3]);
    expect(asked).toEqual({ states: 2, made: 3 });
  });

  it('does not look at what changes all the time', async () => {
    const kept = new KeptAnswers<Answer>();
    for (let version = 1; version <= 9; version++) {
      const { answer } = await kept.read('a', stateOf(`${version}`), make(`${version}`));
      expect(answer.series).toEqual([version]);
    }
    expect(asked).toEqual({ states: 1, made: 9 });
  });

  it('keeps what it made under the version that it was made of, whatever was seen before', async () => {
    const kept = new KeptAnswers<Answer>();
    await kept.read('a', stateOf('1'), make('1'));
    // changed once more between the look and the counting, and then no more
    await kept.read('a', stateOf('2'), make('3'));
    await kept.read('a', stateOf('3'), make('3'));
    expect((await kept.read('a', stateOf('3'), make('4'))).answer.series).toEqual([3]);
    expect((await kept.read('a', stateOf('2'), make('2'))).answer.series).toEqual([4]);
  });

  it('keeps nothing of what could not be made', async () => {
    const kept = new KeptAnswers<Answer>();
    await expect(kept.read('a', stateOf('1'), () => Promise.reject(new Error('no such agent')))).rejects.toThrow('no such agent');
    expect((await kept.read('a', stateOf('1'), make('1'))).answer.series).toEqual([1]);
  });

  it('lets the ones not asked for longest go, by their size, and refuses none', async () => {
    const kept = new KeptAnswers<Answer>();
    await kept.read('large', stateOf('1'), make('1', 20_000));
    await kept.read('larger', stateOf('1'), make('1', 25_000));
    await kept.read('large', stateOf('1'), make('1', 20_000));
    expect(asked).toEqual({ states: 0, made: 3 });
    expect((await kept.read('too large to keep', stateOf('1'), make('1', 40_000))).answer.series).toHaveLength(40_000);
  });
});

describe('the key of an answer', () => {
  const key = (query: Partial<RangeQuery>, now = NOW, chosen: readonly (string | undefined)[] = [], tenantId = TENANT): string =>
    answerKey(tenantId, reportRange({ interval: 'day', compare: 'previous', ...query }, { now, timeZone: 'Europe/Berlin' }), chosen);
  const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * MINUTE);

  it('is the same for the same days, however they were asked for', () => {
    expect(key({ from: '2026-10-22', to: '2026-11-21', timeZone: 'Europe/Berlin' })).toBe(key({}));
    expect(key({}, later(600))).toBe(key({}));
  });

  it.each<[string, string]>([
    ['tenant', key({}, NOW, [], OTHER)],
    ['zone', key({ timeZone: 'UTC' })],
    ['interval', key({ interval: 'week' })],
    ['span', key({ from: '2026-10-21' })],
    ['comparison', key({ compare: 'none' })],
    ['choice', key({}, NOW, ['an agent'])],
    ['day it is, at which another is not over yet', key({ from: '2026-10-22', to: '2026-11-21' }, later(11 * 60))],
  ])('differs by the %s', (_what, other) => {
    expect(other).not.toBe(key({}));
  });

  it('tells choices apart that stand in another place', () => {
    expect(key({}, NOW, ['x', undefined])).not.toBe(key({}, NOW, [undefined, 'x']));
  });

  it('differs in reports by the hour once a quarter, of which an hour of some zone may end', () => {
    const hours = { interval: 'hour' as const, from: '2026-11-20', to: '2026-11-21' };
    expect(key(hours, later(7))).toBe(key(hours));
    expect(key(hours, later(8))).not.toBe(key(hours));
  });
});
