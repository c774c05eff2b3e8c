import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { Cache, type CacheValue } from './cache.js';

const PREFIX = 'cache:';

/** Values shared by all processes. A Redis that is down answers "not there": slower, never wrong. */
export class RedisCache extends Cache implements OnApplicationShutdown {
  private readonly logger = new Logger(RedisCache.name);

  constructor(private readonly redis: Redis) {
    super();
  }

  async get<T extends CacheValue>(key: string): Promise<T | undefined> {
    const text = await this.orNothing(this.redis.get(PREFIX + key));
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  async set(key: string, value: CacheValue, ttlSeconds: number): Promise<void> {
    await this.orNothing(this.redis.set(PREFIX + key, JSON.stringify(value), 'PX', Math.ceil(ttlSeconds * 1_000)));
  }

  async delete(key: string): Promise<void> {
    await this.orNothing(this.redis.del(PREFIX + key));
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  private orNothing<T>(answer: Promise<T>): Promise<T | null> {
    return answer.catch((error: unknown) => {
      this.logger.debug(`cache unavailable: ${String(error)}`);
      return null;
    });
  }
}
