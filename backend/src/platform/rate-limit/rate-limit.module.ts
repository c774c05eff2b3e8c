import { Module } from '@nestjs/common';
import { ThrottlerModule } from '@nestjs/throttler';
import { fastRedis } from '../cache/redis-client.js';
import { Config } from '../config/config.js';
import { BucketStorage } from './bucket-storage.js';
import { RateLimitGuard } from './rate-limit.guard.js';
import { RateLimitHooks } from './rate-limit-hooks.js';
import { RateLimiter } from './rate-limiter.js';
import { RedisBucketStorage } from './redis-bucket-storage.js';

/** Limits for the API process. `RateLimitGuard` is to be the first global guard. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [Config],
      useFactory: ({ redis, rateLimit }: Config) => ({
        throttlers: [{ name: 'general', limit: rateLimit.perMinute, ttl: 60_000 }],
        storage: redis.url ? new RedisBucketStorage(fastRedis(redis.url, 'rate limit')) : new BucketStorage(),
      }),
    }),
  ],
  providers: [RateLimiter, RateLimitGuard, RateLimitHooks],
  exports: [RateLimiter, RateLimitGuard, ThrottlerModule],
})
export class RateLimitModule {}
