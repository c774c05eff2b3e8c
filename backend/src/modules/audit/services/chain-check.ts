import type { AuditFindingKind } from '@orbisvoice/shared-dto/values';
import { hash } from 'node:crypto';
import type { KeyRing } from '../../../platform/crypto/key-ring.js';
import { GENESIS, HASH_BYTES, manyMacs } from './chain.js';

const HEX = HASH_BYTES * 2;
const LINK_BYTES = HASH_BYTES * 2;
const TENANT = 36;
const FIRST_LINK = GENESIS.hash.toString('hex') + GENESIS.mac.toString('hex');

export interface Fault {
  readonly seq: number;
  readonly kind: AuditFindingKind;
}

/** The row of a chain, see `ChainRow`. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
  readonly mac: string;
}

export const tenantOfFrame = (frame: string): string => frame.slice(0, TENANT);

/** Follows one tenant's chain from its first entry on, and stops at the first fault. Memory does not grow with the chain. */
export class ChainCheck {
  private fault: Fault | null = null;
  private seq = 0;
  /** Hash and MAC of the entry before, hexadecimal. */
  private link = FIRST_LINK;
  private scratch = Buffer.alloc(4_096);

  private readonly macOf: (linkHash: string) => string;

  constructor(keys: KeyRing) {
    this.macOf = manyMacs(keys);
  }

  /**
   * The next frame of the chain, by its place. Every MAC is checked: a good one does not vouch for those before it, because we go on behind
   * whatever end the database shows.
   */
  follow(frame: string, seq: number): void {
    if (this.fault) return;
    const link = frame.slice(TENANT, TENANT + 2 * HEX);
    const next = this.seq + 1;
    if (seq !== next) this.fault = seq > next ? { seq: next, kind: 'missing' } : { seq, kind: 'inserted' };
    else if (this.hashAfter(this.link, frame.slice(TENANT + 2 * HEX)) !== link.slice(0, HEX)) this.fault = { seq, kind: 'changed' };
    else if (this.macOf(link.slice(0, HEX)) !== link.slice(HEX)) this.fault = { seq, kind: 'forged' };
    this.seq = seq;
    this.link = link;
  }

  /** What the chain's own row says must be where the entries end. */
  end(head: ChainEnd | null): Fault | null {
    return (this.fault ??= this.faultOfEnd(head));
  }

  private faultOfEnd(head: ChainEnd | null): Fault | null {
    if (!head) return { seq: this.seq, kind: 'head_changed' };
    if (head.seq > this.seq) return { seq: this.seq + 1, kind: 'tail_cut' };
    if (head.seq < this.seq) return { seq: head.seq + 1, kind: 'beyond_head' };
    return head.hash + head.mac === this.link ? null : { seq: this.seq, kind: 'head_changed' };
  }

  private hashAfter(link: string, canonical: string): string {
    const needed = LINK_BYTES + canonical.length * 3;
    if (this.scratch.length < needed) this.scratch = Buffer.alloc(needed * 2);
    this.scratch.write(link, 0, 'hex');
    const length = LINK_BYTES + this.scratch.write(canonical, LINK_BYTES, 'utf8');
    return hash('sha256', this.scratch.subarray(0, length), 'hex');
  }
}
