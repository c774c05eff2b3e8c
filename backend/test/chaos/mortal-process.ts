import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPortOpen } from '../../sandbox/postgres/index.js';

/** Where the built platform is: CHAOS_BUILD, or what `npx nx build backend` leaves. */
const BUILD = resolve(process.env['CHAOS_BUILD'] ?? join(import.meta.dirname, '../../dist'));

/** A built process as it ships, which can be killed and started anew. */
export class MortalProcess {
  private child: ChildProcess | undefined;

  constructor(
    private readonly entry: 'main' | 'worker' | 'stripe-sync',
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  get isAlive(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  start(): void {
    this.child = spawn(process.execPath, [join(BUILD, 'src', `${this.entry}.js`)], {
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }

  /** kill -9, and nothing is started again until `start`. */
  async die(): Promise<void> {
    if (!this.isAlive || !this.child) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  /** Waits until it ends by itself. @throws Error when it did not end well */
  async ended(): Promise<void> {
    if (!this.child) throw new Error('nothing was started');
    const [code] = (await once(this.child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${this.entry} ended with ${String(code)}`);
  }
}

/** The API, on a port of its own. */
export class ApiProcess extends MortalProcess {
  constructor(
    readonly port: number,
    environment: NodeJS.ProcessEnv,
  ) {
    super('main', { ...environment, PORT: String(port) });
  }

  /** Resolves when it listens. */
  async listen(): Promise<void> {
    this.start();
    for (let attempt = 0; !(await isPortOpen(this.port)); attempt++) {
      if (attempt > 1_200 || !this.isAlive) throw new Error('the API does not start: build it first (npx nx build backend)');
      await sleep(50);
    }
  }
}

/** What a process of the platform needs to start on a chaos run's cluster. */
export const platformEnvironment = (databasePort: number, over: Record<string, string> = {}): Record<string, string> => ({
  HOST: '127.0.0.1',
  DATABASE_APP_URL: `postgres://orbis_app:${PASSWORDS.appPassword}@127.0.0.1:${databasePort}/chaos`,
  DATABASE_PLATFORM_URL: `postgres://orbis_platform:${PASSWORDS.platformPassword}@127.0.0.1:${databasePort}/chaos`,
  AUTH_TOKEN_SECRET: 'only this chaos run signs with this secret',
  DATA_SECRET: 'only this chaos run keeps data with this secret',
  STRIPE_SECRET_KEY: 'sk_test_chaos',
  STRIPE_WEBHOOK_SECRET: 'whsec_chaos',
  STRIPE_API_URL: 'http://127.0.0.1:9',
  EMAIL_SMTP_URL: 'smtp://127.0.0.1:9',
  RATE_LIMIT_PER_MINUTE: '1000000000',
  LOG_LEVEL: 'silent',
  ...over,
});

/** Of the roles on a chaos run's cluster, which nobody else reaches. */
export const PASSWORDS = { appPassword: 'chaos-app', platformPassword: 'chaos-platform' } as const;
