import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { LogSink, LogSource } from './log-sink.js';

const PRELOAD = new URL('./end-with-parent.mjs', import.meta.url).href;

export interface ForkOptions {
  readonly name: LogSource;
  readonly entry: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly sink: LogSink;
  readonly nodeFlags?: readonly string[];
}

/** How a process ended, in words. */
export interface Ending {
  readonly isSuccess: boolean;
  readonly text: string;
}

const forward = (stream: Readable | null, take: (line: string) => void): void => {
  if (stream) createInterface({ input: stream }).on('line', take);
};

/** Starts a node process that ends with us and whose output goes to the sink. */
export function forkProcess(options: ForkOptions): { child: ChildProcess; ended: Promise<Ending> } {
  const { name, entry, sink } = options;
  const child = fork(entry, [...(options.args ?? [])], {
    env: { ...options.env },
    execArgv: ['--enable-source-maps', ...(options.nodeFlags ?? []), '--import', PRELOAD],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // out of the terminal's process group: Ctrl-C reaches us alone, and we stop the parts in order
    detached: process.platform !== 'win32',
  });
  forward(child.stdout, (line) => sink.line(name, line));
  forward(child.stderr, (line) => sink.line(name, line));
  const ended = new Promise<Ending>((done) => {
    child.once('error', (error) => done({ isSuccess: false, text: error.message }));
    child.once('exit', (code, signal) => done({ isSuccess: code === 0, text: signal ? `killed by ${signal}` : `exit code ${code}` }));
  });
  return { child, ended };
}

/**
 * Runs a one-off command to its end.
 * @throws Error when it fails; what it said has been shown
 */
export async function runTask(options: ForkOptions): Promise<void> {
  const { isSuccess, text } = await forkProcess(options).ended;
  if (!isSuccess) throw new Error(`${options.name} failed (${text}). What it said is above and in ${options.sink.fileOf(options.name)}`);
}
