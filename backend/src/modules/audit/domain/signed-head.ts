import { canonicalJson } from './canonical-json.js';

/** The end of a chain at some moment, signed: a copy outside of the database shows that a tail was cut. */
export interface SignedHead {
  readonly tenantId: string;
  readonly seq: number;
  /** Hexadecimal. */
  readonly hash: string;
  /** Milliseconds, UTC. */
  readonly at: string;
  /** Base64. */
  readonly signature: string;
}

/** What is signed of a head. */
export const signedText = ({ at, hash, seq, tenantId }: Omit<SignedHead, 'signature'>): string =>
  canonicalJson({ at, hash, kind: 'orbisvoice audit head', seq, tenantId });
