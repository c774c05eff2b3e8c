import { createHash } from 'node:crypto';
import { isbot } from 'isbot';

/** Bytes kept of a hash: enough that two visitors of a day do not meet, too few to be of other use. */
const KEPT_BYTES = 16;

export interface Visitor {
  readonly ip: string;
  readonly userAgent: string;
}

/** Whether a request is a visitor's: robots that say so are left out, and who says nothing is taken for one. */
export const isVisitor = (origin: { readonly ip: string | null; readonly userAgent: string | null }): origin is Visitor =>
  origin.ip !== null && !!origin.userAgent && !isbot(origin.userAgent);

/**
 * The same visitor of the same link gets the same hash while the salt lives, which is a day; once the salt is forgotten nobody can tell any
 * more whose it was. `scope` keeps two links apart: nobody can see who opened both.
 */
export function visitorHash({ ip, userAgent }: Visitor, salt: Buffer, scope: string): Buffer {
  const parts = [scope, ip, userAgent].map((part) => `${String(part.length)}:${part}`).join('');
  return createHash('sha256').update(salt).update(parts).digest().subarray(0, KEPT_BYTES);
}
