import { Injectable } from '@nestjs/common';
import { type CircuitState } from '@orbisvoice/shared-dto/values';
import { Clock } from '../clock/clock.js';
import { maskText } from '../logging/mask-text.js';

const LONGEST_ERROR = 300;

/** What a process knows of something outside it. */
export interface IntegrationNote {
  readonly name: string;
  readonly lastSuccessAt: Date | null;
  readonly lastErrorAt: Date | null;
  readonly lastError: string | null;
  readonly latencyMs: number | null;
  readonly circuit: CircuitState | null;
  readonly circuitUntil: Date | null;
  /** Calls since the note before. */
  readonly successes: number;
  readonly failures: number;
}

/** One call: how long it took, and what was wrong when something was. */
export interface Call {
  readonly ms: number | null;
  readonly error?: string;
}

/** Where a circuit stands, and until when it lets nothing through. */
export interface Circuit {
  readonly state: CircuitState;
  readonly until: Date | null;
}

/**
 * How the outside world answers this process: last success, last error, latency, circuit. Noting costs a few assignments; the recorder
 * takes it to the database every few seconds, so that staff see all processes.
 */
@Injectable()
export class IntegrationJournal {
  private readonly notes = new Map<string, IntegrationNote>();
  private readonly changed = new Set<string>();

  constructor(private readonly clock: Clock) {}

  /** Notes a call. Errors are masked here, before anybody keeps them. */
  note(name: string, { ms, error }: Call): void {
    const now = this.clock.now();
    const before = this.noteOf(name);
    if (error === undefined) {
      this.put({
        ...before,
        lastSuccessAt: now,
        latencyMs: ms === null ? before.latencyMs : Math.round(ms),
        successes: before.successes + 1,
      });
      return;
    }
    this.put({ ...before, lastErrorAt: now, lastError: maskedError(error), failures: before.failures + 1 });
  }

  /** Runs a call and notes how it went. `isFault` tells an integration that is down from one that answered no. */
  async watch<T>(name: string, call: () => Promise<T>, isFault: (error: unknown) => boolean = () => true): Promise<T> {
    const start = performance.now();
    try {
      const answer = await call();
      this.note(name, { ms: performance.now() - start });
      return answer;
    } catch (error) {
      const ms = performance.now() - start;
      this.note(name, isFault(error) ? { ms, error: messageOf(error) } : { ms });
      throw error;
    }
  }

  circuit(name: string, { state, until }: Circuit): void {
    const before = this.noteOf(name);
    if (before.circuit === state && before.circuitUntil?.getTime() === until?.getTime()) return;
    this.put({ ...before, circuit: state, circuitUntil: until });
  }

  /** What changed since it was last taken. The counts begin anew. */
  take(): IntegrationNote[] {
    const taken = [...this.changed].map((name) => this.noteOf(name));
    this.changed.clear();
    for (const note of taken) this.notes.set(note.name, { ...note, successes: 0, failures: 0 });
    return taken;
  }

  /** What could not be written is taken again with the next. */
  giveBack(notes: readonly IntegrationNote[]): void {
    for (const { name, successes, failures } of notes) {
      const now = this.noteOf(name);
      this.put({ ...now, successes: now.successes + successes, failures: now.failures + failures });
    }
  }

  private put(note: IntegrationNote): void {
    this.notes.set(note.name, note);
    this.changed.add(note.name);
  }

  private noteOf(name: string): IntegrationNote {
    const blank = { lastSuccessAt: null, lastErrorAt: null, lastError: null, latencyMs: null, circuit: null, circuitUntil: null };
    return this.notes.get(name) ?? { name, ...blank, successes: 0, failures: 0 };
  }
}

/** An error as it may be kept and shown: without secrets and addresses, on one line, not too long. */
export const maskedError = (error: string): string => maskText(error).replace(/\s+/g, ' ').trim().slice(0, LONGEST_ERROR);

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));
