import { type OnApplicationShutdown } from '@nestjs/common';
import { type ThrottlerStorage } from '@nestjs/throttler';
import { type Redis } from 'ioredis';
import { BucketStorage, type StorageRecord, toRecord } from './bucket-storage.js';
import { outcome } from './token-bucket.js';

/** Refill and take in one step on the server, by the server's clock: the processes' clocks need not agree. Keys expire when full. */
const TAKE = `
local t = redis.call('time')
local now = t[1] * 1000 + t[2] / 1000
local capacity, refill = tonumber(ARGV[1]), tonumber(ARGV[2])
local held = redis.call('hmget', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(held[1]) or capacity, tonumber(held[2]) or now
tokens = math.min(capacity, tokens + math.max(0, now - at) * refill)
local allowed = 0
if tokens >= 1 then tokens = tokens - 1; allowed = 1 end
redis.call('hset', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
redis.call('pexpire', KEYS[1], math.ceil((capacity - tokens) / refill) + 1000)
return {allowed, tostring(tokens)}`;

/** Buckets shared by all processes. While Redis is away each process limits by its own: stricter or looser by a factor, never open. */
export class RedisBucketStorage implements ThrottlerStorage, OnApplicationShutdown {
  private readonly local = new BucketStorage();

  constructor(private readonly redis: Redis) {}

  async increment(key: string, ttl: number, limit: number): Promise<StorageRecord> {
    const size = { capacity: limit, refillPerMs: limit / ttl };
    try {
      const [allowed, tokens] = (await this.redis.eval(TAKE, 1, `rate:${key}`, size.capacity, size.refillPerMs)) as [number, string];
      return toRecord(outcome(allowed === 1, Number(tokens), size), limit);
    } catch {
      // the client's own log says that Redis is away; the limit must hold all the same
      return this.local.increment(key, ttl, limit);
    }
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
