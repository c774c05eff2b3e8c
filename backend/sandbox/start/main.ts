import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { banner } from './banner.js';
import { DataFolder, type Secrets } from './data-folder.js';
import { dropHalfSeeded, hasTenants, wantsDemo } from './demo.js';
import { ownerEnvironment, serviceEnvironment } from './environment.js';
import { runTask } from './forked-process.js';
import { LogSink } from './log-sink.js';
import { HELP, parseOptions, type StartOptions } from './options.js';
import { checkPorts } from './ports.js';
import { portClaims, startDatabase, startMail, startStripe, stripeUrl } from './sandbox-parts.js';
import { Service } from './service.js';
import { readLauncherSettings, type LauncherSettings } from './settings.js';
import { Shutdown } from './shutdown.js';

export interface StartInput {
  readonly args: readonly string[];
  readonly root: string;
  /** `performance.now()` when the command began. */
  readonly startedAt: number;
  /** Settles when the browser apps are built; they may still be building while the database starts. */
  readonly appsReady: Promise<void>;
}

const READY_MS = 120_000;
const ORPHAN_CHECK_MS = 1_000;
/** A local platform serves one person: small young generations keep the whole of it below its memory budget. */
const NODE_FLAGS = ['--max-semi-space-size=8'];

async function untilReady(settings: LauncherSettings): Promise<void> {
  const url = `http://${settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host}:${settings.port}/api/health/ready`;
  const deadline = performance.now() + READY_MS;
  for (;;) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
      if (answer.ok) return;
      if (performance.now() > deadline) throw new Error(`The API does not get ready: ${answer.status} ${await answer.text()}`);
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await sleep(100);
  }
}

/** One start of the whole platform on this machine. */
class Launch {
  private readonly sink: LogSink;
  private readonly shutdown: Shutdown;
  private readonly secrets: Secrets;

  constructor(
    private readonly input: StartInput,
    private readonly options: StartOptions,
    private readonly settings: LauncherSettings,
    private readonly data: DataFolder,
  ) {
    this.sink = new LogSink(data.logs, options.isVerbose);
    this.shutdown = new Shutdown((text) => this.sink.say(text));
    this.secrets = data.secrets();
  }

  async run(): Promise<void> {
    this.stopOnSignals();
    this.stopWithNpm();
    try {
      await this.startAll();
    } catch (error) {
      if (this.shutdown.isRunning) return;
      this.sink.say(`\n${error instanceof Error ? error.message : String(error)}\n`);
      await this.shutdown.run();
      process.exit(1);
    }
  }

  private async startAll(): Promise<void> {
    const { settings, data, secrets, sink, shutdown } = this;
    const { root } = this.input;
    await checkPorts(portClaims(settings));
    const parts = { settings, data, secrets, sink, shutdown };
    const [ownerUrl, inbox] = await Promise.all([startDatabase(parts), startMail(parts)]);
    const endpoints = { ownerUrl, stripeUrl: stripeUrl(settings), smtpUrl: inbox.smtpUrl };
    const env = serviceEnvironment({ given: process.env, settings, secrets, endpoints, root });
    const hasDemo = await this.fillDatabase(ownerUrl, ownerEnvironment(env, ownerUrl));
    const isNewAccount = Boolean(endpoints.stripeUrl) && !hasDemo && !existsSync(data.stripeFile);
    const stripe = await startStripe(parts);
    // the demo's account has the price list already
    if (isNewAccount) await runTask({ name: 'prices', entry: this.backend('src/stripe-sync.js'), env, sink });
    await this.input.appsReady;
    await this.startServices(env);
    stripe?.greet();
    const demoPassword = hasDemo ? secrets.demoPassword : undefined;
    const seconds = (performance.now() - this.input.startedAt) / 1000;
    const hasRedis = Boolean(env['REDIS_URL']);
    sink.say(banner({ settings, root, inboxUrl: inbox.webUrl, stripeUrl: endpoints.stripeUrl, demoPassword, seconds, hasRedis }));
  }

  private async fillDatabase(ownerUrl: string, env: Record<string, string>): Promise<boolean> {
    const { data, sink } = this;
    if (await dropHalfSeeded(ownerUrl, data, this.settings)) sink.say('The demo data was interrupted last time: starting it over');
    await runTask({ name: 'migrate', entry: this.backend('src/migrate.js'), env, sink });
    if (data.demo === 'done') return true;
    if (!wantsDemo(this.options, this.settings)) return false;
    if (await hasTenants(ownerUrl)) {
      sink.say('The database has tenants of its own: no demo data');
      return false;
    }
    sink.say('Writing demo data (once)');
    data.demo = 'started';
    await runTask({ name: 'demo', entry: this.backend('sandbox/start/seed-task.js'), env: this.seedEnvironment(env), sink });
    data.demo = 'done';
    return true;
  }

  private seedEnvironment(env: Record<string, string>): Record<string, string> {
    const url = stripeUrl(this.settings);
    const stripe: Record<string, string> = url ? { ORBIS_DEMO_STRIPE_URL: url, ORBIS_DEMO_STRIPE_FILE: this.data.stripeFile } : {};
    const bulk = String(this.options.conversations);
    return { ...env, ...stripe, ORBIS_DEMO_PASSWORD: this.secrets.demoPassword, ORBIS_DEMO_CONVERSATIONS: bulk };
  }

  private async startServices(env: Record<string, string>): Promise<void> {
    const { sink } = this;
    const api = new Service({ name: 'api', entry: this.backend('src/main.js'), env, sink, nodeFlags: NODE_FLAGS });
    const worker = new Service({ name: 'worker', entry: this.backend('src/worker.js'), env, sink, nodeFlags: NODE_FLAGS });
    this.shutdown.add({
      name: 'API and workers',
      stop: () => Promise.all([api.stop(), worker.stop()]),
      force: () => [api, worker].forEach((service) => service.kill()),
    });
    await Promise.race([untilReady(this.settings), api.start().failed, worker.start().failed]);
    api.settle();
    worker.settle();
  }

  /** `kill -9` of npm (or of its shell) reaches nobody below it: whoever was started by npm looks whether it is still there. */
  private stopWithNpm(): void {
    if (!process.env['npm_lifecycle_event']) return;
    const starter = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === starter || this.shutdown.isRunning) return;
      clearInterval(watch);
      void this.shutdown.run().then(() => process.exit(1));
    }, ORPHAN_CHECK_MS);
    watch.unref();
  }

  private stopOnSignals(): void {
    const stop = (): void => {
      if (this.shutdown.isRunning) {
        this.shutdown.force();
        process.exit(130);
      }
      this.sink.say('\nStopping (Ctrl-C again to force)');
      void this.shutdown.run().then(() => process.exit(0));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  }

  private backend(entry: string): string {
    return join(this.input.root, 'backend', 'dist', entry);
  }
}

/** Starts everything and stays until it is stopped. Used by tools/start.mjs. */
export async function start(input: StartInput): Promise<void> {
  const options = parseOptions(input.args);
  if (options.isHelp) {
    process.stdout.write(HELP);
    return;
  }
  const settings = readLauncherSettings(process.env, input.root);
  const data = new DataFolder(settings.dataDir);
  if (options.isReset) await data.reset();
  data.prepare();
  await new Launch(input, options, settings, data).run();
}
