/** Tokens of one caller; times in milliseconds of a clock that only goes forward. */
export interface Bucket {
  tokens: number;
  updatedAt: number;
}

export interface BucketSize {
  /** Most tokens a bucket holds: calls that may come at once. */
  readonly capacity: number;
  /** Tokens that come back per millisecond. */
  readonly refillPerMs: number;
}

/** What became of one call. */
export interface Taken {
  readonly isAllowed: boolean;
  readonly remaining: number;
  /** Until the bucket is full again. */
  readonly resetMs: number;
  /** Until one token is there; 0 when allowed. */
  readonly retryMs: number;
}

/** Brings the bucket up to `now`. Constant work per call, however many calls came before. */
export function refill(bucket: Bucket, now: number, { capacity, refillPerMs }: BucketSize): void {
  bucket.tokens = Math.min(capacity, bucket.tokens + Math.max(0, now - bucket.updatedAt) * refillPerMs);
  bucket.updatedAt = Math.max(bucket.updatedAt, now);
}

/** Takes one token if there is one. A refused call takes nothing: who keeps knocking is not locked out for longer. */
export function take(bucket: Bucket, now: number, size: BucketSize): Taken {
  refill(bucket, now, size);
  const isAllowed = bucket.tokens >= 1;
  if (isAllowed) bucket.tokens -= 1;
  return outcome(isAllowed, bucket.tokens, size);
}

/** The figures of an answer from what is left in the bucket. */
export function outcome(isAllowed: boolean, tokens: number, { capacity, refillPerMs }: BucketSize): Taken {
  return {
    isAllowed,
    remaining: Math.floor(tokens),
    resetMs: Math.ceil((capacity - tokens) / refillPerMs),
    retryMs: isAllowed ? 0 : Math.ceil((1 - tokens) / refillPerMs),
  };
}
