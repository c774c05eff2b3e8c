import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { type MixedList } from 'typeorm';
import { Config } from '../config/config.js';
import { DatabaseRoleCheck } from './database-role-check.js';
import { PlatformDatabase } from './platform-database.js';
import { APP_POOL, PLATFORM_POOL } from './pools.js';
import { QueryTimings } from './query-timings.js';
import { SharedCommit } from './shared-commit.js';
import { SnapshotCopy } from './snapshot-copy.js';
import { SnapshotReader } from './snapshot-reader.js';
import { TenantReader } from './tenant-reader.js';
import { timedClient } from './timed-client.js';
import { UnitOfWork } from './unit-of-work.js';

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;

/** Bounds every connection: a hung server costs a request its deadline, never the process. */
const session = { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, statement_timeout: STATEMENT_TIMEOUT_MS, keepAlive: true } as const;

interface PoolOptions {
  readonly connectionString: string;
  readonly max: number;
  readonly pipeline: boolean;
}

function pool(options: PoolOptions, timings: QueryTimings): pg.Pool {
  const created = new pg.Pool({ ...options, ...session, Client: timedClient(timings) });
  // An idle connection that the server drops is replaced at the next use; without a listener it would end the process.
  created.on('error', () => undefined);
  return created;
}

@Injectable()
class PoolCloser implements OnApplicationShutdown {
  constructor(
    @Inject(APP_POOL) private readonly app: pg.Pool,
    @Inject(PLATFORM_POOL) private readonly platform: pg.Pool,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.app.end(), this.platform.end()]);
  }
}

/** Apart, because TypeORM's connections are made of it. */
@Module({ providers: [QueryTimings], exports: [QueryTimings] })
class QueryTimingsModule {}

/** TypeORM and a pipelined pool as `orbis_app`, a pool as `orbis_platform`. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        QueryTimingsModule,
        TypeOrmModule.forRootAsync({
          imports: [QueryTimingsModule],
          inject: [Config, QueryTimings],
          useFactory: (config: Config, timings: QueryTimings) => ({
            type: 'postgres',
            url: config.database.appUrl,
            autoLoadEntities: true,
            synchronize: false,
            poolSize: config.database.poolSize,
            extra: { ...session, Client: timedClient(timings) },
            retryAttempts: 0,
          }),
        }),
      ],
      providers: [
        {
          provide: APP_POOL,
          inject: [Config, QueryTimings],
          useFactory: ({ database }: Config, timings: QueryTimings) =>
            pool({ connectionString: database.appUrl, max: database.poolSize, pipeline: true }, timings),
        },
        {
          provide: PLATFORM_POOL,
          inject: [Config, QueryTimings],
          useFactory: ({ database }: Config, timings: QueryTimings) =>
            pool({ connectionString: database.platformUrl, max: database.poolSize, pipeline: false }, timings),
        },
        UnitOfWork,
        TenantReader,
        SharedCommit,
        SnapshotCopy,
        SnapshotReader,
        PlatformDatabase,
        DatabaseRoleCheck,
        PoolCloser,
      ],
      exports: [
        APP_POOL,
        PLATFORM_POOL,
        QueryTimingsModule,
        SharedCommit,
        UnitOfWork,
        TenantReader,
        SnapshotReader,
        SnapshotCopy,
        PlatformDatabase,
      ],
    };
  }

  /** Makes a module's entities known to the data source. */
  static forFeature(entities: MixedList<new () => object>): DynamicModule {
    return TypeOrmModule.forFeature(Array.isArray(entities) ? entities : Object.values(entities));
  }
}
