/** What Stripe answered, as far as a repeat of the same request needs it. No secrets: it is kept. */
export type OperationResult = Readonly<Record<string, string | null>>;

/** A write to Stripe that was claimed before. */
export interface KnownOperation {
  readonly idempotencyKey: string;
  readonly requestHash: Buffer;
  readonly status: 'started' | 'done' | 'refused';
  readonly result: OperationResult | null;
  readonly createdAt: Date;
  /** When the call was over; with `started` it ended without an answer, and whether it happened is open. */
  readonly finishedAt: Date | null;
}

/** What a request for a write has to do. */
export type OperationClaim =
  /**
   * Call Stripe under this key; `isNew` while nobody has claimed it, `isIdle` while nobody is at it. `abandoned` is the key of an older write
   * to give up.
   */
  | { readonly kind: 'call'; readonly key: string; readonly isNew: boolean; readonly isIdle: boolean; readonly abandoned: string | null }
  /** It was made before: this is what came of it. */
  | { readonly kind: 'done'; readonly result: OperationResult }
  /** Another write of the same intent is under way. */
  | { readonly kind: 'busy' };

/** Longer than a write with its check and all retries can take: one that is still open then was given up by its process. */
export const ABANDONED_AFTER_MS = 180_000;
/** Stripe forgets keys after a day at the earliest. */
const KEY_LIFE_MS = 23 * 3_600_000;

/**
 * Decides about a write, from what is known of its intent. The same request goes out under the same key until something final is known of
 * it, because Stripe then answers what it did the first time; after a refusal it gets a new key, because Stripe repeats refusals too.
 * @param known the latest write of the attempt group and the open one of the intent
 */
export function claimOperation(
  wanted: { readonly base: string; readonly hash: Buffer },
  known: { readonly latest: KnownOperation | null; readonly open: KnownOperation | null },
  now: Date,
): OperationClaim {
  const { latest, open } = known;
  const ageOf = (one: KnownOperation): number => now.getTime() - one.createdAt.getTime();
  const isAlive = open !== null && ageOf(open) < ABANDONED_AFTER_MS;
  const isSame = latest?.requestHash.equals(wanted.hash) ?? false;
  if (latest?.status === 'done') return isSame ? { kind: 'done', result: latest.result ?? {} } : { kind: 'busy' };
  if (latest?.status === 'started' && isSame && ageOf(latest) < KEY_LIFE_MS)
    return { kind: 'call', key: latest.idempotencyKey, isNew: false, isIdle: latest.finishedAt !== null, abandoned: null };
  if (isAlive) return { kind: 'busy' };
  return {
    kind: 'call',
    key: `${wanted.base}#${numberOf(latest) + 1}`,
    isNew: true,
    isIdle: true,
    abandoned: open?.idempotencyKey ?? null,
  };
}

/** How many tries the group had. */
const numberOf = (latest: KnownOperation | null): number => Number(latest?.idempotencyKey.split('#').at(-1) ?? 0);
