import 'reflect-metadata';
import { type INestApplication, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AppModule } from '../src/app.module.js';
import { configureApp, httpAdapter } from '../src/configure-app.js';
import type { UsageAdmission, UsageItem } from '../src/modules/billing/domain/usage.js';
import { AllTenantsUsageRepository } from '../src/modules/billing/persistence/all-tenants-usage.repository.js';
import { UsageMeter } from '../src/modules/billing/services/usage-meter.js';
import { readSettings } from '../src/platform/config/settings.js';
import { serveBench } from './bench-process.js';

/** The servers that are compared. Three are the product; they differ in what stands behind the meter, in nothing else. */
export const MODES = ['bare', 'guarded', 'row', 'product'] as const;
export type Mode = (typeof MODES)[number];

/** Answers at once, from memory: what is left is the guarded route itself. */
class MemoryMeter {
  private readonly start = new Date(0);
  private readonly end = new Date('2100-01-01T00:00:00Z');
  private used = 0;

  admit(_tenantId: string, items: readonly UsageItem[]): Promise<UsageAdmission[]> {
    const { start, end } = this;
    return Promise.resolve(
      items.map(({ quantity }): UsageAdmission => {
        this.used += quantity;
        return { status: 'created', used: this.used, period: { used: this.used, reserved: 0, limit: 1e9, ceiling: 1e9, start, end } };
      }),
    );
  }
}

/** One statement and one commit per request: how it is done without the batch. */
class RowMeter {
  constructor(private readonly usage: AllTenantsUsageRepository) {}

  admit(_tenantId: string, items: readonly UsageItem[]): Promise<UsageAdmission[]> {
    return this.usage.admit(items);
  }
}

@Controller('billing/usage')
class BareController {
  @Post()
  record(): { received: true } {
    return { received: true };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

async function bare(): Promise<INestApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
  app.setGlobalPrefix('api');
  return app;
}

async function product(mode: Exclude<Mode, 'bare'>): Promise<INestApplication> {
  const settings = readSettings(process.env);
  const building = Test.createTestingModule({ imports: [AppModule.forRoot(settings)] });
  if (mode === 'guarded') building.overrideProvider(UsageMeter).useClass(MemoryMeter);
  if (mode === 'row') {
    const inject = [AllTenantsUsageRepository];
    building.overrideProvider(UsageMeter).useFactory({ inject, factory: (usage: AllTenantsUsageRepository) => new RowMeter(usage) });
  }
  const testing = await building.compile();
  const app = testing.createNestApplication<NestFastifyApplication>(httpAdapter(settings), { logger: false });
  await configureApp(app);
  return app;
}

const isMode = (value: string | undefined): value is Mode => MODES.some((mode) => mode === value);

const [, , mode] = process.argv;
if (!isMode(mode)) throw new Error(`which server: ${MODES.join(', ')}`);
const app = mode === 'bare' ? await bare() : await product(mode);
await app.listen(0, '127.0.0.1');
serveBench({ url: await app.getUrl(), stop: () => app.close() });
