import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
const pool = Buffer.alloc(ID_BYTES * 256);
let used = pool.length;

/** A new UUID v7: unique everywhere, sorted by time, so that indexes grow at one end. */
export const newId = (): string => v7();

/** A new UUID v7 for what is made at every request: sorted by the millisecond only, its randomness drawn from the system in blocks. */
export const newTransientId = (): string => v7({ rng: nextRandom });

function nextRandom(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_BYTES;
  return pool.subarray(used - ID_BYTES, used);
}
