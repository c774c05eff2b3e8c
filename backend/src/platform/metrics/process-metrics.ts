import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import pg from 'pg';
import { collectDefaultMetrics } from 'prom-client';
import { APP_POOL, PLATFORM_POOL } from '../database/pools.js';
import { Metrics, type Reading } from './metrics.js';

/** Memory, processor, event loop lag and garbage collection of the process, and how full its database pools are. */
@Injectable()
export class ProcessMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    @Inject(APP_POOL) private readonly app: pg.Pool,
    @Inject(PLATFORM_POOL) private readonly platform: pg.Pool,
  ) {}

  onModuleInit(): void {
    collectDefaultMetrics({ register: this.metrics.registry });
    this.metrics.gauge('orbis_database_pool', 'Connections by pool and state; waiting = callers without one', ['pool', 'state'], () => [
      ...readings('app', this.app),
      ...readings('platform', this.platform),
    ]);
  }
}

function readings(pool: string, { totalCount, idleCount, waitingCount }: pg.Pool): Exclude<Reading, number> {
  return [
    { labels: { pool, state: 'open' }, value: totalCount },
    { labels: { pool, state: 'idle' }, value: idleCount },
    { labels: { pool, state: 'waiting' }, value: waitingCount },
  ];
}
