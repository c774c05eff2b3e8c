import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { forEachTenant } from '../../../platform/queues/for-each-tenant.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsUnsettledRepository } from '../persistence/all-tenants-unsettled.repository.js';
import { ConversationEndService } from '../services/conversation-end.service.js';
import { UsageSettlement } from '../services/usage-settlement.js';

/** Repairs what a crash between two commits left behind. */
export const settleConversations = defineJob<'settle-conversations'>({ name: 'settle-conversations', queue: 'maintenance', every: 60_000 });

const MINUTE = 60_000;
/** A decided session is settled within a request's time; after that its request is dead. */
const DECIDED_AFTER = MINUTE;
/** No request lives this long between its reservation and its conversation. */
const ORPHANED_AFTER = 10 * MINUTE;
/** Longer than the longest session the API accepts (`connectedSeconds`). */
const FORGOTTEN_AFTER = 24 * 60 * MINUTE;
const BATCH = 500;

interface Repair {
  readonly kind: 'closed' | 'settled';
  readonly repair: () => Promise<unknown>;
}

/** The second half of `UsageSettlement`'s promise: every decision reaches the usage count, every abandoned place is given back. */
@Injectable()
export class SettleConversations {
  private readonly logger = new Logger(SettleConversations.name);

  constructor(
    private readonly unsettled: AllTenantsUnsettledRepository,
    private readonly conversations: ConversationEndService,
    private readonly settlement: UsageSettlement,
    private readonly clock: Clock,
  ) {}

  /** @throws AggregateError see `forEachTenant` */
  @HandlesJob(settleConversations)
  async run(): Promise<void> {
    const done = { closed: 0, settled: 0 };
    try {
      await forEachTenant(this.repairs(this.clock.now().getTime()), async ({ kind, repair }) => {
        await repair();
        done[kind]++;
      });
    } finally {
      if (done.closed + done.settled > 0)
        this.logger.log(`closed ${done.closed} forgotten conversations, settled ${done.settled} reservations`);
    }
  }

  /** What is closed is decided, so it is among what is settled next. */
  private async *repairs(now: number): AsyncGenerator<Repair> {
    for (const { tenantId, id } of await this.unsettled.forgotten(new Date(now - FORGOTTEN_AFTER), BATCH))
      yield { kind: 'closed', repair: () => this.conversations.abandon(tenantId, id) };
    const due = await this.unsettled.unsettled(new Date(now - DECIDED_AFTER), new Date(now - ORPHANED_AFTER), BATCH);
    for (const { tenantId, sessionId, isQualified } of due)
      yield { kind: 'settled', repair: () => this.settlement.apply(tenantId, sessionId, isQualified) };
  }
}
