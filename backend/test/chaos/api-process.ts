import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPortOpen } from '../../sandbox/postgres/index.js';

/** The built API as it ships, in a process of its own that is started anew when it was killed. */
export class ApiProcess {
  private child: ChildProcess | undefined;

  constructor(
    readonly port: number,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  /** Resolves when it listens. */
  async start(): Promise<void> {
    const script = join(import.meta.dirname, '../../dist/src/main.js');
    this.child = spawn(process.execPath, [script], {
      env: { ...process.env, ...this.environment, PORT: String(this.port) },
      stdio: 'ignore',
    });
    for (let attempt = 0; !(await isPortOpen(this.port)); attempt++) {
      if (attempt > 600 || this.child.exitCode !== null) throw new Error('the API does not start: build it first (npx nx build backend)');
      await sleep(50);
    }
  }

  /** kill -9, and nothing is started again until `start`. */
  async die(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
