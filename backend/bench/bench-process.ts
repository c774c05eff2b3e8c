import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { BenchDatabase } from './metering-database.js';

/** A server in a process of its own, beside the load generator. */
export interface BenchProcess {
  readonly url: string;
  /** Processor time it has used so far, in microseconds: what a busy machine does not distort. */
  cpuMicros(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a script of this directory; its first line of output is its address. @throws Error when it ends instead */
export async function startBenchProcess(script: string, mode: string, environment: NodeJS.ProcessEnv): Promise<BenchProcess> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, path, mode], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`server ${mode} ended with ${String(code)}`)));
  if (!child.stdout) throw new Error('a bench process without output');
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  ended.catch(() => undefined);
  return { url: line.toString().trim(), cpuMicros: () => cpuOf(child), stop: () => stop(child) };
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [micros] = (await once(child, 'message')) as [number];
  return micros;
}

/** The other side, in the process: tells its address, answers what `cpuMicros` asks, ends on SIGTERM. */
export function serveBench({ url, stop: end }: { readonly url: string; readonly stop: () => Promise<unknown> }): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  // the parent waits for this line
  process.stdout.write(`${url}\n`);
  process.once('SIGTERM', () => void end().then(() => process.exit(0)));
}

/** Work that is asked for by its amount. */
export interface CountedWork {
  run(amount: number): Promise<void>;
  stop(): Promise<void>;
}

/** Serves it: `GET /<n>` does n and answers the seconds that took. */
export function serveCounted({ run, stop: end }: CountedWork): void {
  const server = createServer((request, response) => {
    const began = performance.now();
    run(Number(request.url?.slice(1))).then(
      () => response.end(String((performance.now() - began) / 1_000)),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    );
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('the server has no port');
    serveBench({ url: `http://127.0.0.1:${address.port}`, stop: () => end().then(() => server.close()) });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** What the signed events of the benches are signed with. */
export const WEBHOOK_SECRET = 'whsec_bench';

/** Everything the product needs to start; nothing outside is ever called. */
export const productEnvironment = (database: BenchDatabase): Record<string, string> => ({
  PORT: '0',
  DATABASE_APP_URL: database.appUrl,
  DATABASE_PLATFORM_URL: database.platformUrl,
  AUTH_TOKEN_SECRET: 'only this bench signs with this secret',
  DATA_SECRET: 'only this bench keeps data with this secret',
  STRIPE_SECRET_KEY: 'sk_test_bench',
  STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
  STRIPE_API_URL: 'http://127.0.0.1:9',
  EMAIL_SMTP_URL: 'smtp://127.0.0.1:9',
  // the limiter works as always, it just never refuses
  RATE_LIMIT_PER_MINUTE: '1000000000',
  LOG_LEVEL: 'silent',
});
