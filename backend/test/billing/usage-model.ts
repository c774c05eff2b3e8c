import type { Answer, Item } from './metering-database.js';

interface Kept {
  readonly body: string;
  readonly quantity: number;
  readonly used: number;
  state: 'reserved' | 'counted' | 'released';
}

/** What metering must do, one item after the other, in the fewest words. The SQL is compared with it. */
export class UsageModel {
  used = 0;
  reserved = 0;
  private readonly kept = new Map<string, Kept>();

  constructor(readonly ceiling: number) {}

  admit(item: Item): Answer {
    const { key, quantity = 1, body = 'body', isReservation = false } = item;
    const known = this.kept.get(key);
    if (known && known.state !== 'released') {
      return known.body === body ? { status: 'duplicate', used: known.used } : { status: 'conflict', used: null };
    }
    if (this.used + this.reserved + quantity > this.ceiling) return { status: 'refused', used: null };
    if (isReservation) this.reserved += quantity;
    else this.used += quantity;
    this.kept.set(key, { body, quantity, used: this.used, state: isReservation ? 'reserved' : 'counted' });
    return { status: 'created', used: this.used };
  }

  settle(key: string): string {
    const known = this.kept.get(key);
    if (!known) return 'unknown';
    if (known.state === 'counted') return 'already';
    if (known.state === 'released' && this.used + this.reserved + known.quantity > this.ceiling) return 'refused';
    if (known.state === 'reserved') this.reserved -= known.quantity;
    this.used += known.quantity;
    known.state = 'counted';
    return 'settled';
  }

  release(key: string): string {
    const known = this.kept.get(key);
    if (!known) return 'unknown';
    if (known.state === 'counted') return 'counted';
    if (known.state === 'released') return 'already';
    this.reserved -= known.quantity;
    known.state = 'released';
    return 'released';
  }
}
