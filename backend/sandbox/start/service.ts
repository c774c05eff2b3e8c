import type { ChildProcess } from 'node:child_process';
import { forkProcess, type ForkOptions } from './forked-process.js';

const STABLE_MS = 60_000;
const STOP_MS = 8000;

/** Pause before the nth restart in a row: 1, 2, 4 … 30 seconds. */
export const restartPause = (attempt: number): number => Math.min(30_000, 1000 * 2 ** attempt);

/** A long-running part: restarted with growing pauses when it crashes, until it is stopped. */
export class Service {
  private child: ChildProcess | undefined;
  private ended: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private restarts = 0;
  private isStopping = false;
  private isSettled = false;

  constructor(
    private readonly options: ForkOptions,
    private readonly pause: (attempt: number) => number = restartPause,
  ) {}

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts it. Until `settle` an end counts as a failed start and rejects the promise instead of restarting. */
  start(): { failed: Promise<never> } {
    let fail: (error: Error) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => (fail = reject));
    failed.catch(() => undefined);
    this.launch(fail);
    return { failed };
  }

  /** The start has succeeded: from now on a crash is followed by a restart. */
  settle(): void {
    this.isSettled = true;
  }

  /** Asks it to end, and makes it after eight seconds. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    const force = setTimeout(() => this.kill(), STOP_MS);
    this.child?.kill('SIGTERM');
    await this.ended;
    clearTimeout(force);
  }

  kill(): void {
    this.isStopping = true;
    this.child?.kill('SIGKILL');
  }

  private launch(fail: (error: Error) => void): void {
    const { name, sink } = this.options;
    const started = performance.now();
    const { child, ended } = forkProcess(this.options);
    this.child = child;
    this.ended = ended.then(({ text }) => {
      this.child = undefined;
      if (this.isStopping) return;
      if (!this.isSettled) return fail(new Error(`${name} did not start (${text}). What it said is above and in ${sink.fileOf(name)}`));
      if (performance.now() - started > STABLE_MS) this.restarts = 0;
      const pause = this.pause(this.restarts++);
      sink.say(`${name} ended (${text}); starting it again in ${pause / 1000} s`);
      this.timer = setTimeout(() => this.launch(fail), pause);
    });
  }
}
