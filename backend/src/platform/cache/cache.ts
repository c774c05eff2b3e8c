/** A value that survives JSON. */
export type CacheValue = string | number | boolean | null | readonly CacheValue[] | { readonly [key: string]: CacheValue };

/**
 * Small values that are cheap to lose, in memory or in Redis. A cache is never the truth: every caller can do without, and a broken
 * one answers "not there".
 */
export abstract class Cache {
  abstract get<T extends CacheValue>(key: string): Promise<T | undefined>;
  abstract set(key: string, value: CacheValue, ttlSeconds: number): Promise<void>;
  abstract delete(key: string): Promise<void>;
}
