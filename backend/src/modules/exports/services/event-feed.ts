import { Readable } from 'node:stream';

/** Milliseconds after which a client that lost its stream asks again. */
const RETRY_MS = 3_000;

/** One event of a stream: its kind and its facts. */
export const eventFrame = (kind: 'export' | 'deleted' | 'reload', facts: object): string =>
  `event: ${kind}\ndata: ${JSON.stringify(facts)}\n\n`;

/**
 * A stream of server-sent events for one listener. What a slow listener has not taken yet is replaced by what came later of the same
 * subject: it may be late, but it is never long.
 */
export class EventFeed extends Readable {
  private readonly waiting = new Map<string, string>();
  private isWanted = false;

  constructor() {
    super({ highWaterMark: 16_384 });
    this.waiting.set('', `retry: ${RETRY_MS}\n\n`);
  }

  /** How many frames a slow listener has not taken. */
  get backlog(): number {
    return this.waiting.size;
  }

  send(subject: string, frame: string): void {
    this.waiting.set(subject, frame);
    this.flush();
  }

  /** Shows that the connection lives, to whoever stands between; not to a listener who does not keep up. */
  beat(): void {
    if (this.isWanted) this.isWanted = this.push(': \n\n');
  }

  end(): void {
    if (!this.destroyed) this.push(null);
  }

  override _read(): void {
    this.isWanted = true;
    this.flush();
  }

  private flush(): void {
    if (!this.isWanted || this.waiting.size === 0 || this.destroyed) return;
    const text = [...this.waiting.values()].join('');
    this.waiting.clear();
    this.isWanted = this.push(text);
  }
}
