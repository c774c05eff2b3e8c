import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { AllTenantsNotificationRepository } from './all-tenants-notification.repository.js';
import { Cache } from './cache.js';
import { Invalidation } from './invalidation.js';
import { MemoryCache } from './memory-cache.js';
import { PostgresListener } from './postgres-listener.js';
import { RedisCache } from './redis-cache.js';
import { fastRedis } from './redis-client.js';

@Global()
@Module({
  providers: [
    {
      provide: Cache,
      inject: [Config],
      useFactory: ({ redis }: Config): Cache => (redis.url ? new RedisCache(fastRedis(redis.url, 'cache')) : new MemoryCache()),
    },
    PostgresListener,
    AllTenantsNotificationRepository,
    Invalidation,
  ],
  exports: [Cache, Invalidation, PostgresListener, AllTenantsNotificationRepository],
})
export class CacheModule {}
