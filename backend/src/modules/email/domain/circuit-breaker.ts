import type { CircuitState } from '@orbisvoice/shared-dto/values';

/** So many outages in a row open it. */
const THRESHOLD = 5;
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 5 * 60_000;

/**
 * Spares a provider that is away, and the mails that would wait for its time-outs. Open after five outages in a row; after a pause one
 * mail may try (half open): it closes the circuit or doubles the pause. A process has its own; what others learnt it learns in five mails.
 */
export class CircuitBreaker {
  private outages = 0;
  private pause = FIRST_PAUSE;
  private opensAt: number | null = null;
  private isTrying = false;

  /** Whether a mail may be handed over; the caller must `record` what came of it. */
  admit(now: Date): boolean {
    if (this.opensAt === null) return true;
    if (now.getTime() < this.opensAt || this.isTrying) return false;
    this.isTrying = true;
    return true;
  }

  record(outcome: 'answered' | 'outage', now: Date): void {
    const wasTrial = this.isTrying;
    this.isTrying = false;
    if (outcome === 'answered') return this.close();
    this.outages += 1;
    if (wasTrial) this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    // mails that were under way when it opened do not prolong the pause
    if (wasTrial || (this.opensAt === null && this.outages >= THRESHOLD)) this.opensAt = now.getTime() + this.pause;
  }

  state(now: Date): CircuitState {
    if (this.opensAt === null) return 'closed';
    return now.getTime() < this.opensAt ? 'open' : 'half_open';
  }

  /** When the next mail may try; null while it is closed. */
  get opensAgainAt(): Date | null {
    return this.opensAt === null ? null : new Date(this.opensAt);
  }

  /** How long until a mail may try, in milliseconds; at least a second, for somebody else may be trying. */
  wait(now: Date): number {
    return Math.max((this.opensAt ?? 0) - now.getTime(), 1000);
  }

  private close(): void {
    this.outages = 0;
    this.pause = FIRST_PAUSE;
    this.opensAt = null;
  }
}
