import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Stripe from 'stripe';
import { readState, type SandboxState } from './state.js';

/** Time between two writes: a burst of webhooks changes the account faster than a large file can follow. */
const PAUSE_MS = 200;

/** The account on disk: one JSON file, replaced whole so that a crash leaves the old or the new one, never half. */
export class StateFile {
  #next: SandboxState | null = null;
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #failure: Error | null = null;
  readonly #hurry = new AbortController();

  constructor(private readonly path: string) {}

  /** The stored account, or null when there is none yet. */
  async read(): Promise<SandboxState | null> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (text === null) return null;
    const value = readState(JSON.parse(text, reviveDecimal));
    if (value === null) throw new Error(`${this.path} was not written by this version of the Stripe sandbox: delete it to start afresh`);
    return value;
  }

  /** Schedules the state to be written; when several follow quickly only the last one is. */
  write(state: SandboxState): void {
    this.#rethrow();
    this.#next = state;
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#writing = this.#drain();
  }

  /** The last call: resolves when nothing is left to write, and rejects when the disk refused. */
  async settled(): Promise<void> {
    this.#hurry.abort();
    await this.#writing;
    this.#rethrow();
  }

  /** A disk that refused is told to the next caller: the write itself has nobody waiting. */
  #rethrow(): void {
    const failure = this.#failure;
    this.#failure = null;
    if (failure !== null) throw failure;
  }

  async #pause(): Promise<void> {
    if (this.#hurry.signal.aborted) return;
    await sleep(PAUSE_MS, undefined, { signal: this.#hurry.signal }).catch((error: unknown) => {
      if (!this.#hurry.signal.aborted) throw error;
    });
  }

  async #drain(): Promise<void> {
    try {
      await mkdir(dirname(this.path), { recursive: true });
      while (this.#next !== null) {
        const state = this.#next;
        this.#next = null;
        const temporary = `${this.path}.${process.pid}.tmp`;
        await writeFile(temporary, JSON.stringify(state), { mode: 0o600 });
        await rename(temporary, this.path);
        await this.#pause();
      }
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.#isWriting = false;
    }
  }
}

/** The SDK holds decimals in objects; in JSON they are strings. */
function reviveDecimal(key: string, value: unknown): unknown {
  return key.endsWith('_decimal') && typeof value === 'string' ? Stripe.Decimal.from(value) : value;
}
