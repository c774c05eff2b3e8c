import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import pg from 'pg';
import { APP_POOL, PLATFORM_POOL } from '../database/pools.js';
import { JobQueue } from '../queues/job-queue.js';
import { Lifecycle } from '../shutdown/lifecycle.js';
import { HealthFigures } from './health-figures.js';
import { SchemaVersion } from './schema-version.js';

const TIMEOUT_MS = 2_000;
/** Probes of several balancers share an answer: readiness must not become load. */
const FRESH_MS = 1_000;

/** One part this process needs. */
export interface PartState {
  readonly name: string;
  readonly isUp: boolean;
  readonly ms: number;
}

/** One look at the process. */
export interface Look {
  readonly parts: readonly PartState[];
  readonly figures: Readonly<Record<string, number | null>>;
}

/** Whether this process can do its work, part by part. */
@Injectable()
export class Readiness {
  private last: { readonly at: number; readonly answer: Promise<Look> } | null = null;

  constructor(
    @Inject(APP_POOL) private readonly app: pg.Pool,
    @Inject(PLATFORM_POOL) private readonly platform: pg.Pool,
    private readonly queue: JobQueue,
    private readonly schema: SchemaVersion,
    private readonly lifecycle: Lifecycle,
    private readonly figures: HealthFigures,
  ) {}

  look(): Promise<Look> {
    const now = performance.now();
    if (this.lifecycle.isDraining || !this.last || now - this.last.at > FRESH_MS) this.last = { at: now, answer: this.ask() };
    return this.last.answer;
  }

  private async ask(): Promise<Look> {
    const [parts, figures] = await Promise.all([this.ofParts(), this.ofFigures()]);
    return { parts, figures };
  }

  /** They never keep a probe waiting. */
  private ofFigures(): Promise<Look['figures']> {
    return Promise.race([this.figures.read(), sleep(TIMEOUT_MS, {}, { ref: false })]);
  }

  private ofParts(): Promise<readonly PartState[]> {
    return Promise.all([
      part('process', async () => {
        if (this.lifecycle.isDraining) throw new Error('shutting down');
      }),
      part('database', () => this.app.query('select 1')),
      part('platform-database', () => this.platform.query('select 1')),
      part('queue', () => this.queue.check()),
      part('migrations', () => this.schema.assertCurrent()),
    ]);
  }
}

/** Why a part is down is for the log of whoever owns it, not for an answer without a log-in. */
async function part(name: string, check: () => Promise<unknown>): Promise<PartState> {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), TIMEOUT_MS);
  });
  const answer = check().then(
    () => true,
    () => false,
  );
  const isUp = await Promise.race([answer, deadline]);
  clearTimeout(timer);
  return { name, isUp, ms: Math.round(performance.now() - start) };
}
