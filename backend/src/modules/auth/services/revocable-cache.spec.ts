import { Clock } from '../../../platform/clock/clock.js';
import { RevocableCache } from './revocable-cache.js';

class TestClock extends Clock {
  at = 0;
  now(): Date {
    return new Date(this.at);
  }
}

describe('RevocableCache', () => {
  const clock = new TestClock();
  let loads = 0;
  const load = (name: string) => () => {
    loads += 1;
    return Promise.resolve({ name });
  };

  beforeEach(() => {
    clock.at = 0;
    loads = 0;
  });

  it('reads once in five seconds', async () => {
    const cache = new RevocableCache<{ name: string }>(clock);
    await cache.get('a', load('x'));
    clock.at = 4_999;
    expect(await cache.get('a', load('y'))).toEqual({ name: 'x' });
    clock.at = 5_000;
    expect(await cache.get('a', load('y'))).toEqual({ name: 'y' });
    expect(loads).toBe(2);
  });

  it('forgets what is revoked, by key or by content', async () => {
    const cache = new RevocableCache<{ name: string }>(clock);
    for (const key of ['a', 'b', 'c']) await cache.get(key, load(key));
    cache.revoke('a');
    cache.revokeWhere((value) => value.name === 'b');
    for (const key of ['a', 'b', 'c']) await cache.get(key, load(key));
    expect(loads).toBe(5);
  });

  it('does not keep what was being read while a revocation came in', async () => {
    const cache = new RevocableCache<{ name: string }>(clock);
    await cache.get('a', () => {
      cache.revoke('a');
      return load('stale')();
    });
    expect(await cache.get('a', load('fresh'))).toEqual({ name: 'fresh' });
  });

  it('does not remember absence', async () => {
    const cache = new RevocableCache<{ name: string }>(clock);
    expect(await cache.get('a', () => Promise.resolve(null))).toBeNull();
    expect(await cache.get('a', load('x'))).toEqual({ name: 'x' });
  });
});
