import { type ModuleMetadata } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../../src/app.module.js';
import { configureApp, httpAdapter } from '../../src/configure-app.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { RouteAudit } from '../../src/platform/access/route-audit.js';
import { QUEUE_DRIVER } from '../../src/platform/queues/queues.module.js';
import { testEnvironment } from '../harness/app.js';
import { type TestDatabase } from '../harness/postgres.js';

/** An API that has not been started yet, so that a test can see it refuse. */
export interface Boot {
  readonly database: TestDatabase;
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** Leaves the audit of the routes out, to see what holds when it is gone. */
  readonly withoutAudit?: boolean;
}

/** Builds the product with extra modules, like production does; `configureApp` or `listen` is the test's own business. */
export async function bootable({
  database,
  imports = [],
  withoutAudit = false,
}: Boot): Promise<{ app: NestFastifyApplication; start(): Promise<void> }> {
  const settings = readSettings(testEnvironment(database));
  const builder = Test.createTestingModule({ imports: [AppModule.forRoot(settings), ...imports] })
    .overrideProvider(QUEUE_DRIVER)
    .useValue('synchronous');
  if (withoutAudit) builder.overrideProvider(RouteAudit).useValue({ routes: () => [] });
  const testing = await builder.compile();
  const app = testing.createNestApplication<NestFastifyApplication>(httpAdapter(settings), { logger: false });
  return { app, start: () => configureApp(app) };
}
