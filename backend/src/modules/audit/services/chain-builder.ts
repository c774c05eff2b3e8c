import type { KeyRing } from '../../../platform/crypto/key-ring.js';
import { canonicalEntry } from '../domain/canonical-entry.js';
import type { PlainEntry } from '../domain/personal-data.js';
import type { ChainedEntry, SubjectKeyRow } from '../persistence/audit-entry.repository.js';
import { GENESIS, type Link, linkAfter } from './chain.js';
import { newSubjectKey, openSubjectKey, sealEntry, subjectsOf } from './entry-sealing.js';

/** A tenant's chain in memory, from its first entry on: for what is written by the owner of the tables, all at once. */
export class ChainBuilder {
  private readonly opened = new Map<string, Buffer>();
  private readonly sealedKeys: SubjectKeyRow[] = [];
  private end: Link = GENESIS;

  constructor(
    private readonly keys: KeyRing,
    private readonly tenantId: string,
  ) {}

  /** Where the chain ends. */
  get head(): Link {
    return this.end;
  }

  /** The keys that the entries were sealed with. */
  get subjectKeys(): readonly SubjectKeyRow[] {
    return this.sealedKeys;
  }

  /** Puts an entry behind those that are there. */
  add(plain: PlainEntry): ChainedEntry {
    for (const subject of subjectsOf(this.keys, plain)) this.makeKey(subject);
    const entry = { ...sealEntry(this.keys, plain, this.opened), tenantId: this.tenantId, seq: this.end.seq + 1 };
    this.end = linkAfter(this.keys, this.end, canonicalEntry(entry));
    return { ...entry, hash: this.end.hash.toString('hex'), mac: this.end.mac.toString('hex') };
  }

  private makeKey(subject: string): void {
    if (this.opened.has(subject)) return;
    const sealed = newSubjectKey(this.keys);
    this.sealedKeys.push({ subject, sealed });
    this.opened.set(subject, openSubjectKey(this.keys, sealed));
  }
}
