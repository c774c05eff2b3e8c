import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import type { OperationClaim, OperationResult } from '../domain/stripe-operation.js';
import { StripeOperationRepository } from '../persistence/stripe-operation.repository.js';

const OUTCOME_ROUNDS = 100;
const OUTCOME_PAUSE_MS = 50;

/** Beginning of a group's idempotency keys. */
const baseOf = (tenantId: TenantId, intent: string, group: string): string => `${tenantId}:${intent}:${group}`;

/** A write to Stripe. */
export interface StripeOperation {
  /** What it is for: `customer`, `change`, `overage`, `refund:<id>`. Of a tenant, one write per intent is under way at a time. */
  readonly intent: string;
  /**
   * Which clicks are one and the same: a digest of the state it starts from and of what it wants, for example the subscription's price, the
   * new one and the moment that was shown. Doing the same later, from another state, must be another group, or the first answer comes back.
   */
  readonly group: string;
  /** Everything the call sends. The same group with another request is refused. */
  readonly request: object;
  /**
   * Whether the write may still be made; it may read Stripe. Asked once the write is claimed, so nothing else of the intent is under way.
   * `isRepeat`: the same write was claimed before, by another click or by a process that died, and may have happened already.
   * @throws DomainError when it may not; the claim is given back then, unless somebody else is at it
   */
  readonly check?: (isRepeat: boolean) => Promise<void>;
  /**
   * It writes through operations of other intents and sends nothing under its own key: however it ends, nothing of it is open, and the next
   * one need not wait until it is given up.
   */
  readonly isFrame?: boolean;
  /** Makes the call; every request in it that writes carries this key (with a suffix, if there are several). */
  readonly call: (idempotencyKey: string) => Promise<OperationResult>;
  /** Our own rows that follow from the result, written in the transaction that marks the write as done. */
  readonly settle?: (result: OperationResult) => Promise<void>;
}

/**
 * Every write to Stripe that must not happen twice. It is claimed in the database, with its idempotency key, before the call: a double
 * click, a second tab, a lost answer or a process that died in between end in the same write, because they meet the same key. What became of
 * it is kept, and a repeat of a finished write gets the first answer without a call.
 */
@Injectable()
export class StripeOperations {
  constructor(
    private readonly operations: StripeOperationRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the write once. Outside of any unit of work: it calls the network.
   * @throws DomainError `billing.change_pending` while another write of the intent is under way; `stripe_unavailable` when Stripe did not
   * answer: whether it happened is open then, and a repeat finds out. Other refusals of Stripe as they are; a repeat is a new try.
   */
  async run(tenantId: TenantId, operation: StripeOperation): Promise<OperationResult> {
    const { intent, group, request } = operation;
    const wanted = { intent, base: baseOf(tenantId, intent, group), hash: sha256(JSON.stringify(request)) };
    const claim = await this.operations.claim(tenantId, wanted, this.clock.now());
    if (claim.kind === 'busy') throw new DomainError('billing.change_pending');
    if (claim.kind === 'done') return claim.result;
    await this.check(tenantId, operation, claim);
    return this.make(tenantId, operation, claim.key);
  }

  /**
   * What came of a write that somebody else may be making right now; waits for it.
   * @returns null when nobody claimed it, it was refused, Stripe did not answer, or it takes too long
   */
  async outcome(tenantId: TenantId, { intent, group }: Pick<StripeOperation, 'intent' | 'group'>): Promise<OperationResult | null> {
    for (let round = 0; round < OUTCOME_ROUNDS; round++) {
      const latest = await this.operations.latest(tenantId, intent, baseOf(tenantId, intent, group));
      if (latest?.status === 'done') return latest.result;
      if (latest?.status !== 'started' || latest.finishedAt !== null) return null;
      await sleep(OUTCOME_PAUSE_MS);
    }
    return null;
  }

  /** When the last try of a write was claimed, whatever became of it; null when nobody claimed it. */
  async claimedAt(tenantId: TenantId, { intent, group }: Pick<StripeOperation, 'intent' | 'group'>): Promise<Date | null> {
    return (await this.operations.latest(tenantId, intent, baseOf(tenantId, intent, group)))?.createdAt ?? null;
  }

  private async check(tenantId: TenantId, { check }: StripeOperation, claim: Extract<OperationClaim, { kind: 'call' }>): Promise<void> {
    try {
      await check?.(!claim.isNew);
    } catch (error) {
      // who claimed it before may still be at it
      if (claim.isIdle) await this.operations.finish(tenantId, claim.key, { status: 'refused', result: null, now: this.clock.now() });
      throw error;
    }
  }

  private async make(tenantId: TenantId, operation: StripeOperation, key: string): Promise<OperationResult> {
    const result = await this.call(tenantId, operation, key);
    await this.unitOfWork.run(tenantId, async () => {
      await operation.settle?.(result);
      await this.operations.finish(tenantId, key, { status: 'done', result, now: this.clock.now() });
    });
    return result;
  }

  private async call(tenantId: TenantId, operation: StripeOperation, key: string): Promise<OperationResult> {
    try {
      return await operation.call(key);
    } catch (error) {
      const isOpen = !operation.isFrame && error instanceof DomainError && error.code === 'stripe_unavailable';
      if (isOpen) await this.operations.leaveOpen(tenantId, key, this.clock.now());
      else await this.operations.finish(tenantId, key, { status: 'refused', result: null, now: this.clock.now() });
      throw error;
    }
  }
}
