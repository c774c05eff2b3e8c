import { LRUCache } from 'lru-cache';
import { Cache, type CacheValue } from './cache.js';

const MAX_ENTRIES = 20_000;
const MAX_CHARACTERS = 32 * 1024 * 1024;

/** Values of this process, bounded in number and size; the least recently used go first. Kept as text, so that nobody shares an object. */
export class MemoryCache extends Cache {
  private readonly entries = new LRUCache<string, string>({
    max: MAX_ENTRIES,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (value, key) => value.length + key.length + 1,
  });

  async get<T extends CacheValue>(key: string): Promise<T | undefined> {
    const text = this.entries.get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  async set(key: string, value: CacheValue, ttlSeconds: number): Promise<void> {
    this.entries.set(key, JSON.stringify(value), { ttl: ttlSeconds * 1_000 });
  }

  async delete(key: string): Promise<void> {
    this.entries.delete(key);
  }
}
