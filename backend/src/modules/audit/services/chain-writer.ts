import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { EntityManager } from 'typeorm';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Invalidation } from '../../../platform/cache/invalidation.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { canonicalEntry } from '../domain/canonical-entry.js';
import type { PlainEntry } from '../domain/personal-data.js';
import { AuditEntryRepository, type ChainedEntry } from '../persistence/audit-entry.repository.js';
import { type Link, linkAfter } from './chain.js';
import { newSubjectKey, openSubjectKey, type SealedEntry, sealEntry, type SubjectKeys, subjectsOf } from './entry-sealing.js';

const MAX_HEADS = 20_000;
const MAX_KEYS = 20_000;
/** A process that missed the news of an erasure goes on with a deleted key for so long. */
const KEY_TTL_MS = 600_000;

/** Keys were deleted: every process forgets those it knows, or it would seal with what nobody can open again. */
export const SUBJECT_KEYS_ERASED = 'audit_subject_keys';

interface Chained {
  readonly entries: readonly ChainedEntry[];
  readonly end: Link;
}

/**
 * Adds entries to their tenant's chain, as the last thing of the caller's transaction: the one lock that all writers of a tenant share is
 * held for a statement and the commit, and nobody who holds it waits for another lock.
 *
 * Where a chain ended after our last commit is remembered. If it still ends there, one statement is all it takes; if not, the statement
 * finds nothing to move, and the end is read under its lock. What is remembered can be wrong, the chain cannot.
 */
@Injectable()
export class ChainWriter implements OnModuleInit {
  private readonly pending = new WeakMap<EntityManager, PlainEntry[]>();
  private readonly heads = new LRUCache<TenantId, Link>({ max: MAX_HEADS });
  private readonly subjectKeys = new LRUCache<string, Buffer>({ max: MAX_KEYS, ttl: KEY_TTL_MS });

  constructor(
    private readonly entries: AuditEntryRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly keys: DataKeys,
    private readonly invalidation: Invalidation,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const forget = (): void => this.subjectKeys.clear();
    this.invalidation.subscribe(SUBJECT_KEYS_ERASED, forget, forget);
  }

  /** @throws Error outside a unit of work of this tenant: an entry is committed with what it tells, or not at all */
  add(tenantId: TenantId, entry: PlainEntry): void {
    const manager = this.unitOfWork.manager(tenantId);
    const waiting = this.pending.get(manager);
    if (waiting) {
      waiting.push(entry);
      return;
    }
    const entries = [entry];
    this.pending.set(manager, entries);
    this.unitOfWork.beforeCommit(() => this.write(tenantId, entries));
  }

  private async write(tenantId: TenantId, plain: readonly PlainEntry[]): Promise<void> {
    // what is recorded from here on is a write of its own
    this.pending.delete(this.unitOfWork.manager(tenantId));
    const subjects = new Set(plain.flatMap((entry) => [...subjectsOf(this.keys, entry)]));
    const known = this.knownKeys(tenantId, subjects);
    const remembered = this.heads.get(tenantId);
    if (remembered && known) {
      const sealed = plain.map((entry) => sealEntry(this.keys, entry, known));
      const moved = await this.append(tenantId, sealed, remembered);
      if (moved) await this.appendLocked(tenantId, sealed, moved);
    } else {
      const head = await this.entries.lockHead(tenantId);
      const made = known ?? (await this.readKeys(tenantId, subjects));
      const sealed = plain.map((entry) => sealEntry(this.keys, entry, made));
      await this.appendLocked(tenantId, sealed, head);
    }
  }

  private async appendLocked(tenantId: TenantId, sealed: readonly SealedEntry[], head: Link): Promise<void> {
    if (await this.append(tenantId, sealed, head)) throw new Error(`the chain of ${tenantId} moved under its lock`);
  }

  /** Null when they are in; else where the chain ends, locked. */
  private async append(tenantId: TenantId, sealed: readonly SealedEntry[], head: Link): Promise<Link | null> {
    const { entries, end } = this.chained(tenantId, sealed, head);
    const moved = await this.entries.append(tenantId, entries, { expected: head, next: end });
    if (!moved) this.unitOfWork.afterCommit(() => this.remember(tenantId, end));
    return moved;
  }

  /** Commits reach us in any order; the longest chain is the newest. */
  private remember(tenantId: TenantId, end: Link): void {
    if ((this.heads.get(tenantId)?.seq ?? 0) < end.seq) this.heads.set(tenantId, end);
  }

  private chained(tenantId: TenantId, sealed: readonly SealedEntry[], head: Link): Chained {
    let end = head;
    const entries = sealed.map((one): ChainedEntry => {
      const entry = { ...one, tenantId, seq: end.seq + 1 };
      end = linkAfter(this.keys, end, canonicalEntry(entry));
      return { ...entry, hash: end.hash.toString('hex'), mac: end.mac.toString('hex') };
    });
    return { entries, end };
  }

  /** Null when one of them is not known here. */
  private knownKeys(tenantId: TenantId, subjects: ReadonlySet<string>): SubjectKeys | null {
    const found = new Map<string, Buffer>();
    for (const subject of subjects) {
      const key = this.subjectKeys.get(cacheKey(tenantId, subject));
      if (!key) return null;
      found.set(subject, key);
    }
    return found;
  }

  private async readKeys(tenantId: TenantId, subjects: ReadonlySet<string>): Promise<SubjectKeys> {
    const fresh = [...subjects].map((subject) => ({ subject, sealed: newSubjectKey(this.keys) }));
    const rows = await this.entries.subjectKeys(tenantId, fresh, this.clock.now());
    const found = new Map(rows.map(({ subject, sealed }) => [subject, openSubjectKey(this.keys, sealed)]));
    this.unitOfWork.afterCommit(() => {
      for (const [subject, key] of found) this.subjectKeys.set(cacheKey(tenantId, subject), key);
    });
    return found;
  }
}

const cacheKey = (tenantId: TenantId, subject: string): string => `${tenantId} ${subject}`;
