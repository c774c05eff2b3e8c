import { Injectable, Logger } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Usage } from '../../billing/index.js';
import { usageKeyOf } from '../domain/usage-claim.js';

/**
 * Turns a conversation's decision into usage, exactly once, whatever crashes when.
 *
 * Counting and conversations live in two transactions: usage is admitted for many tenants in one micro-batch, so it cannot join the
 * commit of a turn. The order is what makes that safe:
 *
 * 1. The reservation is committed first, then the conversation. A crash between leaves a reservation without a conversation: the same
 *    session id finds it again (same key, same body), or the maintenance job gives the place back after ten minutes.
 * 2. The decision (`counted_at`, or an end without it) is committed with the turn or the end. From then on it never changes.
 * 3. Only then is the reservation settled or released. Both are idempotent on the session's key, so doing it twice counts once; a crash
 *    before it leaves the decision in the database, and the maintenance job repeats this step for every reservation still held.
 *
 * Settling before the commit would be wrong the other way round: a turn that rolls back would have counted. And because the decision is
 * safe already, a failure here must not fail the request: the caller would send its turns again.
 */
@Injectable()
export class UsageSettlement {
  private readonly logger = new Logger(UsageSettlement.name);

  constructor(private readonly usage: Usage) {}

  /** Counts a qualified session, gives the place of an unqualified one back. Call it after the decision is committed. Never fails the caller. */
  async resolve(tenantId: TenantId, sessionId: string, isQualified: boolean): Promise<void> {
    try {
      await this.apply(tenantId, sessionId, isQualified);
    } catch (error) {
      this.logger.warn({ message: 'usage is left to the maintenance job', tenantId, isQualified, error });
    }
  }

  /** The same, for the job it is left to. @throws what billing throws */
  async apply(tenantId: TenantId, sessionId: string, isQualified: boolean): Promise<void> {
    const key = usageKeyOf(sessionId);
    await (isQualified ? this.usage.settle(tenantId, key) : this.usage.release(tenantId, key));
  }
}
