import { LRUCache } from 'lru-cache';
import type { Clock } from '../../../platform/clock/clock.js';

/** Other processes hear of a revocation at once; this bounds the time when that message is lost. */
const TTL_MS = 5_000;
const ENTRIES_MAX = 20_000;

interface Entry<T> {
  readonly value: T;
  readonly until: number;
}

/**
 * Remembers for five seconds what authenticates a request. A revocation that arrives while a value is being read counts as well:
 * that value is used once and not kept. What is not there is not remembered, so that nobody can fill the cache with guesses.
 */
export class RevocableCache<T extends object> {
  private readonly entries = new LRUCache<string, Entry<T>>({ max: ENTRIES_MAX });
  private revocations = 0;

  constructor(private readonly clock: Clock) {}

  async get(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const found = this.entries.get(key);
    if (found && found.until > this.clock.now().getTime()) return found.value;
    const before = this.revocations;
    const value = await load();
    if (value && before === this.revocations) this.entries.set(key, { value, until: this.clock.now().getTime() + TTL_MS });
    return value;
  }

  revoke(key: string): void {
    this.revocations += 1;
    this.entries.delete(key);
  }

  revokeWhere(matches: (value: T) => boolean): void {
    this.revocations += 1;
    for (const [key, entry] of this.entries.entries()) if (matches(entry.value)) this.entries.delete(key);
  }

  /** Messages may have been missed: nothing remembered is certain. */
  clear(): void {
    this.revocations += 1;
    this.entries.clear();
  }
}
