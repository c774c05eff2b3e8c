import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { fastRedis } from '../cache/redis-client.js';
import { Config } from '../config/config.js';
import { PlatformDatabase } from '../database/platform-database.js';
import { type Integration, Integrations } from './integrations.js';

/** PostgreSQL, and Redis where there is one, among the integrations. */
@Injectable()
export class Stores implements OnModuleInit, OnApplicationShutdown {
  private redis: Redis | null = null;

  constructor(
    private readonly config: Config,
    private readonly integrations: Integrations,
    private readonly database: PlatformDatabase,
  ) {}

  onModuleInit(): void {
    this.integrations.add(pinged('postgres', 'database', () => this.database.query({ name: 'integrations.ping', text: 'select 1' })));
    const { url } = this.config.redis;
    if (!url) return;
    // connected at boot: the first question must not find a connection that is only being made
    const redis = fastRedis(url, 'heartbeat');
    this.redis = redis;
    this.integrations.add(pinged('redis', 'cache', () => redis.ping()));
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

function pinged(name: 'postgres' | 'redis', kind: 'database' | 'cache', ping: () => Promise<unknown>): Integration {
  const probe = async (): Promise<string> => {
    await ping();
    return 'It answers';
  };
  return { name, kind, probe, beat: ping };
}
