import { connect, type Socket } from 'node:net';
import type { Contender, NextRequest, Slice } from './paired-rounds.js';

const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)/i;

export interface ReadyTarget {
  readonly label: string;
  readonly url: string;
  readonly connections: number;
  readonly next: () => NextRequest;
}

/** Made beforehand for each second, more than any of these servers answers; when they run out, the slice ends early. */
const READY_PER_SECOND = 22_000;

/** What came back to one slice's requests. */
export interface ReadyAnswers extends Slice {
  readonly good: number;
}

/**
 * A closed loop of requests whose bytes, signatures included, were made before the clock starts. A generator that signs and formats while it
 * measures takes as much processor time per request as the server it measures, on the same two cores: whatever needs the database then competes
 * with it, and the server without one does not.
 */
export const readyLoad = (target: ReadyTarget): Contender => ({
  label: target.label,
  measure: (seconds) => loadReady(target, seconds),
});

/** One slice of that. */
export async function loadReady({ url, connections, next }: ReadyTarget, seconds: number): Promise<ReadyAnswers> {
  const address = new URL(url);
  const requests = Array.from({ length: Math.ceil(READY_PER_SECOND * seconds) }, () => bytesOf(address, next()));
  const run = new Run(requests, performance.now() + seconds * 1_000);
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, () => run.through(connect(Number(address.port), address.hostname))));
  const lasted = (run.lastAnswer - begun) / 1_000;
  run.waits.sort((a, b) => a - b);
  return { perSecond: run.good / lasted, good: run.good, bad: run.bad, p99: run.waits[Math.floor(run.waits.length * 0.99)] ?? Number.NaN };
}

function bytesOf({ host, pathname }: URL, { body, headers }: NextRequest): Buffer {
  const lines = Object.entries({ host, 'content-type': 'application/json', ...headers, 'content-length': Buffer.byteLength(body) });
  return Buffer.from(`POST ${pathname} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}${HEAD_END}${body}`);
}

/** The connections share the requests; each sends its next when it has its answer, and closes when time or requests are over. */
class Run {
  readonly waits: number[] = [];
  good = 0;
  bad = 0;
  lastAnswer = 0;
  private sent = 0;

  constructor(
    private readonly requests: readonly Buffer[],
    private readonly end: number,
  ) {}

  through(socket: Socket): Promise<void> {
    socket.setNoDelay(true).setEncoding('latin1');
    let at = 0;
    let seen = '';
    const send = (): void => {
      at = performance.now();
      const request = at < this.end ? this.requests[this.sent] : undefined;
      if (!request) return void socket.end();
      this.sent++;
      socket.write(request);
    };
    socket.on('data', (part) => {
      seen += String(part);
      if (!isWhole(seen)) return;
      this.note(seen, at);
      seen = '';
      at = 0;
      send();
    });
    return new Promise((resolve) => {
      socket.once('connect', send);
      socket.once('error', () => this.bad++);
      socket.once('close', () => resolve());
    });
  }

  private note(answer: string, at: number): void {
    this.lastAnswer = performance.now();
    this.waits.push(this.lastAnswer - at);
    if (answer.startsWith('HTTP/1.1 2')) this.good++;
    else this.bad++;
  }
}

/** These answers have a length and no second one behind them: nothing is sent before they are read. */
function isWhole(answer: string): boolean {
  const head = answer.indexOf(HEAD_END);
  if (head === -1) return false;
  const length = LENGTH.exec(answer)?.[1];
  return length !== undefined && answer.length >= head + HEAD_END.length + Number(length);
}
