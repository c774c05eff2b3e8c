import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { Account } from './account.js';
import { serverEnvironment } from './cluster.js';

/**
 * Runs "$@" and holds the other end of file descriptor 3: when the process that holds ours ends in any way, kill -9
 * included, `cat` sees the end of the pipe and the server gets SIGINT, PostgreSQL's fast shutdown.
 */
export const GUARD_SCRIPT = '"$@" & p=$!; (cat >/dev/null; kill -INT $p 2>/dev/null) <&3 & wait $p';

/** A guarded server process. */
export interface GuardedProcess {
  /** Ends when the server does; the reason as text. */
  readonly ended: Promise<string>;
  readonly hasEnded: () => boolean;
  /** The last lines the server wrote. */
  readonly tail: () => string;
  /** Lets node end although the server runs: the server then ends with it. */
  readonly release: () => void;
  readonly stop: () => Promise<void>;
}

export interface GuardOptions {
  readonly account: Account;
  readonly cwd: string;
  readonly log: (line: string) => void;
}

function launch(command: string, args: string[], options: GuardOptions): ChildProcess {
  const common = { ...options.account, cwd: options.cwd, env: serverEnvironment() };
  if (process.platform === 'win32') return spawn(command, args, { ...common, stdio: ['ignore', 'ignore', 'pipe'] });
  // detached: Ctrl-C in the terminal reaches us alone, so that the server outlives its clients by a moment
  return spawn('/bin/sh', ['-c', GUARD_SCRIPT, 'sh', command, ...args], {
    ...common,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
}

const unreference = (stream: unknown): void => {
  // the pipes of a child are sockets, which the types of `stdio` do not say
  if (stream instanceof Socket) stream.unref();
};

/** Starts a server that cannot outlive this process. */
export function startGuarded(command: string, args: string[], options: GuardOptions): GuardedProcess {
  const child = launch(command, args, options);
  let written = '';
  let reason: string | undefined;
  child.stderr?.on('data', (chunk: Buffer) => {
    written = (written + chunk.toString()).slice(-4000);
    options.log(chunk.toString().trimEnd());
  });
  const ended = new Promise<string>((done) => {
    child.once('error', (error) => done((reason = error.message)));
    child.once('exit', (code, signal) => done((reason = `ended with ${code ?? signal}`)));
  });
  return {
    ended,
    hasEnded: () => reason !== undefined,
    tail: () => written.trim(),
    release: () => {
      child.unref();
      [child.stderr, child.stdio[3]].forEach(unreference);
    },
    stop: async () => {
      child.ref();
      if (process.platform === 'win32') child.kill();
      else child.stdio[3]?.destroy();
      await ended;
    },
  };
}
