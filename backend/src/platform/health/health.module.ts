import { type DynamicModule, Module } from '@nestjs/common';
import { EXPECTED_MIGRATIONS } from './expected-migrations.js';
import { HealthController } from './health.controller.js';
import { HealthFiguresModule } from './health-figures.module.js';
import { Readiness } from './readiness.js';
import { SchemaVersion } from './schema-version.js';

@Module({ imports: [HealthFiguresModule], controllers: [HealthController], providers: [SchemaVersion, Readiness] })
export class HealthModule {
  /** @param migrations names of the migrations the database must have before this process is ready */
  static forRoot(migrations: readonly string[]): DynamicModule {
    return { module: HealthModule, providers: [{ provide: EXPECTED_MIGRATIONS, useValue: migrations }] };
  }
}
