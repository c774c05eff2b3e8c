import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { PdfAnswer, PdfJob } from './pdf-worker.js';
import type { ReportPrint } from './report-pdf.js';

/** A thread that had nothing to do for so long goes, and its fonts with it. */
const IDLE_MS = 60_000;
/** A document nobody finished by then is not finished any more; it includes the wait for those before it. */
const TIMEOUT_MS = 60_000;

interface Waiting {
  readonly resolve: (pdf: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** From source (tests, development) the thread needs what lets node read TypeScript. */
function startThread(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./pdf-worker.js', import.meta.url));
  const hooks = new URL('../../../../../tools/typescript.mjs', import.meta.url).href;
  return new Worker(new URL('./pdf-worker.ts', import.meta.url), { execArgv: ['--import', hooks] });
}

/**
 * Draws reports in a thread of its own: a document is a tenth of a second of computing, in which this process would answer nobody. One
 * thread is enough: two exports at most run in a process, and the second document waits for the first.
 */
@Injectable()
export class PdfRenderer implements OnApplicationShutdown {
  private thread: Worker | null = null;
  private idle: NodeJS.Timeout | undefined;
  private last = 0;
  private readonly waiting = new Map<number, Waiting>();

  render(print: ReportPrint): Promise<Buffer> {
    clearTimeout(this.idle);
    const thread = (this.thread ??= this.start());
    const id = ++this.last;
    return new Promise<Buffer>((resolve, reject) => {
      const timer = setTimeout(() => void this.giveUp(thread, new Error('the report took too long to draw')), TIMEOUT_MS);
      this.waiting.set(id, { resolve, reject, timer });
      thread.ref();
      thread.postMessage({ id, print } satisfies PdfJob);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.idle);
    await this.thread?.terminate();
  }

  private start(): Worker {
    const thread = startThread();
    thread.on('message', (answer: PdfAnswer) => this.settle(answer));
    thread.on('error', (error: Error) => void this.giveUp(thread, error));
    thread.on('exit', () => void this.giveUp(thread, new Error('the thread that draws reports ended')));
    return thread;
  }

  private settle(answer: PdfAnswer): void {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    this.waiting.delete(answer.id);
    clearTimeout(waiting.timer);
    if ('pdf' in answer) waiting.resolve(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength));
    else waiting.reject(new Error(answer.error));
    if (this.waiting.size === 0) this.rest();
  }

  private rest(): void {
    const { thread } = this;
    if (!thread) return;
    thread.unref();
    this.idle = setTimeout(() => void this.giveUp(thread, new Error('nothing to do')), IDLE_MS);
    this.idle.unref();
  }

  /** Whoever still waits hears why; the next report gets a new thread. */
  private async giveUp(thread: Worker, reason: Error): Promise<void> {
    if (this.thread !== thread) return;
    this.thread = null;
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(reason);
    }
    this.waiting.clear();
    await thread.terminate();
  }
}
