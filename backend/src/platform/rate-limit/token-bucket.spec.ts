import * as fc from 'fast-check';
import { BucketStorage } from './bucket-storage.js';
import { accountKeyOf, callerOf } from './caller-key.js';
import { isLimited } from './rate-limit-hooks.js';
import { type Bucket, take } from './token-bucket.js';

const MINUTE = 60_000;

describe('the token bucket', () => {
  it('never admits more than the capacity plus what came back, in any window', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 100 }), (steps, capacity) => {
        const size = { capacity, refillPerMs: capacity / MINUTE };
        const bucket: Bucket = { tokens: capacity, updatedAt: 0 };
        const admitted: number[] = [];
        let now = 0;
        for (const step of steps) {
          now += step;
          if (take(bucket, now, size).isAllowed) admitted.push(now);
        }
        admitted.forEach((from, first) => {
          admitted
            .slice(first)
            .forEach((to, more) => expect(more + 1).toBeLessThanOrEqual(capacity + (to - from) * size.refillPerMs + 1e-6));
        });
      }),
      { numRuns: 50 },
    );
  });

  it('admits again exactly after the time it told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (capacity) => {
        const size = { capacity, refillPerMs: capacity / MINUTE };
        const bucket: Bucket = { tokens: 0.2, updatedAt: 0 };
        const refused = take(bucket, 0, size);
        expect(refused.isAllowed).toBe(false);
        expect(take(bucket, refused.retryMs, size).isAllowed).toBe(true);
      }),
    );
  });

  it('does not punish a clock that steps back', () => {
    const size = { capacity: 2, refillPerMs: 2 / MINUTE };
    const bucket: Bucket = { tokens: 2, updatedAt: 10_000 };
    expect(take(bucket, 5_000, size)).toMatchObject({ isAllowed: true, remaining: 1 });
    expect(bucket.updatedAt).toBe(10_000);
  });
});

describe('the bucket storage', () => {
  it('speaks the throttler’s language', async () => {
    let now = 0;
    const storage = new BucketStorage(() => now);
    for (let hit = 1; hit <= 3; hit++) expect(await storage.increment('k', MINUTE, 3)).toMatchObject({ totalHits: hit, isBlocked: false });
    expect(await storage.increment('k', MINUTE, 3)).toEqual({ totalHits: 3, isBlocked: true, timeToBlockExpire: 20, timeToExpire: 60 });
    now = 20_000;
    expect(await storage.increment('k', MINUTE, 3)).toMatchObject({ isBlocked: false });
    expect(await storage.increment('other', MINUTE, 3)).toMatchObject({ totalHits: 1 });
  });

  it('keeps its memory bounded under a flood of keys', () => {
    const storage = new BucketStorage(() => 0);
    const size = { capacity: 1, refillPerMs: 1 };
    for (let n = 0; n < 120_000; n++) storage.take(`k${n}`, size);
    expect(storage.hasToken('k119999', size)).toBe(false);
    expect(storage.hasToken('k0', size)).toBe(true);
  });
});

describe('whose bucket it is', () => {
  it('tells tokens apart without keeping them, and counts an IPv6 network as one', () => {
    const a = callerOf({ url: '/api/agents', headers: { authorization: 'Bearer secret-a' }, ip: '10.0.0.1' });
    const b = callerOf({ url: '/api/agents', headers: { authorization: 'Bearer secret-b' }, ip: '10.0.0.1' });
    expect(a.key).not.toBe(b.key);
    expect(JSON.stringify([a, b])).not.toContain('secret');
    expect(callerOf({ url: '/api/agents', headers: {}, ip: '2001:db8::1' }).key).toBe(
      callerOf({ url: '/api/agents', headers: {}, ip: '2001:db8::ffff' }).key,
    );
    expect(callerOf({ url: '/api/agents', headers: {}, ip: '2001:db8::1' }).key).not.toBe(
      callerOf({ url: '/api/agents', headers: {}, ip: '2001:db8:1::1' }).key,
    );
    expect(accountKeyOf({ url: '/api/agents', headers: {}, ip: '10.0.0.1', body: { email: ' Ada@X.example' } })).toBe(
      accountKeyOf({ url: '/api/agents', headers: {}, ip: '10.0.0.2', body: { email: 'ada@x.example' } }),
    );
    expect(accountKeyOf({ url: '/api/agents', headers: {}, ip: '10.0.0.1', body: { email: 7 } })).toBe('ip:10.0.0.1');
  });

  it('gives a sealed link its own bucket, whoever presses it', () => {
    const google = { headers: {}, ip: '10.0.0.1' };
    const [a, b] = ['a', 'b'].map((link) => callerOf({ ...google, url: `/api/email/unsubscribe/sealed-${link}?utm=1` }));
    expect(a?.key).not.toBe(b?.key);
    expect(a).toMatchObject({ address: 'ip:10.0.0.1', hasToken: true });
    expect(callerOf({ ...google, ip: '10.0.0.2', url: '/api/email/unsubscribe/sealed-a/preferences' }).key).toBe(a?.key);
    expect(JSON.stringify([a, b])).not.toContain('sealed');
  });

  it.each([
    ['/api/agents', true],
    ['/api/agents?x=/api/health/', true],
    ['/api', true],
    ['/api/metrics', false],
    ['/api/metrics/other', true],
    ['/api/health/live', false],
    ['/api/docs', false],
    ['/api/openapi.json', false],
    ['/apiary', false],
    ['/main.js', false],
  ])('limits %s: %s', (url, expected) => expect(isLimited(url)).toBe(expected));
});
