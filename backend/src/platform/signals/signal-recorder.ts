import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { newId } from '../database/ids.js';
import { Metrics } from '../metrics/metrics.js';
import { AllTenantsSignalRepository, type NotedSignal } from './all-tenants-signal.repository.js';

const FLUSH_MS = 5_000;
/** More than these within a flush say nothing new: whatever is going on is seen. */
const WAITING_MAX = 2_000;
const REMEMBERED_MAX = 20_000;

export type SignalNote = Omit<NotedSignal, 'id' | 'at'>;

/**
 * Notes facts on hot paths: into memory, written in batches every five seconds. Bounded in both directions: the same fact once per `oncePerMs`
 * and process, and no more than two thousand at a time. A process that is killed loses what it has not written, five seconds at most.
 */
@Injectable()
export class SignalRecorder implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SignalRecorder.name);
  private readonly noted = new Map<string, number>();
  private readonly dropped;
  private waiting: NotedSignal[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly signals: AllTenantsSignalRepository,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.dropped = metrics.counter('orbis_signals_dropped_total', 'Facts for alerts that were not kept because too many came at once');
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tryFlush(), FLUSH_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.tryFlush();
  }

  /** `oncePerMs`: the same fact is kept once within this time; 0 keeps each. */
  note(note: SignalNote, oncePerMs = 0): void {
    const at = this.clock.now();
    if (oncePerMs > 0 && this.isKnown(`${note.kind} ${note.subject} ${note.facet}`, at.getTime(), oncePerMs)) return;
    if (this.waiting.length >= WAITING_MAX) this.dropped.inc();
    else this.waiting.push({ ...note, id: newId(), at });
  }

  /** Writes what was noted. What cannot be written waits for the next time. */
  async flush(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    try {
      await this.signals.add(batch);
    } catch (error) {
      this.waiting = [...batch, ...this.waiting].slice(0, WAITING_MAX);
      throw error;
    }
  }

  private async tryFlush(): Promise<void> {
    try {
      await this.flush();
    } catch (error) {
      this.logger.warn({ msg: 'signals could not be written; they wait in memory', error: String(error) });
    }
  }

  private isKnown(key: string, at: number, oncePerMs: number): boolean {
    const before = this.noted.get(key);
    if (before !== undefined && at - before < oncePerMs) return true;
    // re-inserted at the end: what was not seen for longest is forgotten first
    this.noted.delete(key);
    this.noted.set(key, at);
    const oldest = this.noted.keys().next();
    if (this.noted.size > REMEMBERED_MAX && !oldest.done) this.noted.delete(oldest.value);
    return false;
  }
}
