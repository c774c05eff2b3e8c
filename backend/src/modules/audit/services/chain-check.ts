import type { AuditFindingKind } from '@orbisvoice/shared-dto/values';
import { hash } from 'node:crypto';
import type { KeyRing } from '../../../platform/crypto/key-ring.js';
import { GENESIS, HASH_BYTES, macOf } from './chain.js';

const HEX = HASH_BYTES * 2;
const LINK_BYTES = HASH_BYTES * 2;
const TENANT = 36;
/** MACs are checked at the end of every so many entries: a good one vouches for all before it, which its hash contains. */
const SEALED_EVERY = 1_024;
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
  fault: Fault | null = null;
  private seq = 0;
  /** Hash and MAC of the entry before, hexadecimal. */
  private link = FIRST_LINK;
  /** Links since the last MAC that was checked, the first of them for place `seq - unsealed.length + 1`. */
  private unsealed: string[] = [];
  private scratch = Buffer.alloc(4_096);

  constructor(private readonly keys: KeyRing) {}

  /** The next frame of the chain, by its place. */
  follow(frame: string, seq: number): void {
    if (this.fault) return;
    if (seq !== this.seq + 1) {
      this.fail(seq > this.seq ? { seq: this.seq + 1, kind: 'missing' } : { seq, kind: 'inserted' });
      return;
    }
    const link = frame.slice(TENANT, TENANT + 2 * HEX);
    if (this.hashAfter(this.link, frame.slice(TENANT + 2 * HEX)) !== link.slice(0, HEX)) {
      this.fail({ seq, kind: 'changed' });
      return;
    }
    this.seq = seq;
    this.link = link;
    this.unsealed.push(link);
    if (this.unsealed.length === SEALED_EVERY) this.checkSeals();
  }

  /** What the chain's own row says must be where the entries end. */
  end(head: ChainEnd | null): Fault | null {
    if (this.fault) return this.fault;
    this.checkSeals();
    return (this.fault ??= this.faultOfEnd(head));
  }

  private faultOfEnd(head: ChainEnd | null): Fault | null {
    if (!head) return { seq: this.seq, kind: 'head_changed' };
    if (head.seq > this.seq) return { seq: this.seq + 1, kind: 'tail_cut' };
    if (head.seq < this.seq) return { seq: head.seq + 1, kind: 'beyond_head' };
    return head.hash + head.mac === this.link ? null : { seq: this.seq, kind: 'head_changed' };
  }

  /** A fault of a link outranks nothing before it: MACs not looked at yet may be wrong at an earlier place. */
  private fail(fault: Fault): void {
    this.checkSeals();
    this.fault ??= fault;
  }

  private checkSeals(): void {
    const last = this.unsealed.at(-1);
    const first = this.seq - this.unsealed.length + 1;
    if (last !== undefined && !this.isSealed(last)) {
      const index = this.unsealed.findIndex((link) => !this.isSealed(link));
      this.fault = { seq: first + index, kind: 'forged' };
    }
    this.unsealed = [];
  }

  private isSealed(link: string): boolean {
    return macOf(this.keys, Buffer.from(link.slice(0, HEX), 'hex')).toString('hex') === link.slice(HEX);
  }

  private hashAfter(link: string, canonical: string): string {
    const needed = LINK_BYTES + canonical.length * 3;
    if (this.scratch.length < needed) this.scratch = Buffer.alloc(needed * 2);
    this.scratch.write(link, 0, 'hex');
    const length = LINK_BYTES + this.scratch.write(canonical, LINK_BYTES, 'utf8');
    return hash('sha256', this.scratch.subarray(0, length), 'hex');
  }
}
