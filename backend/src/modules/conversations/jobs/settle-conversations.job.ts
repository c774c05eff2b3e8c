import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
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

  @HandlesJob(settleConversations)
  async run(): Promise<void> {
    const now = this.clock.now().getTime();
    const forgotten = await this.unsettled.forgotten(new Date(now - FORGOTTEN_AFTER), BATCH);
    for (const { tenantId, id } of forgotten) await this.conversations.abandon(tenantId, id);
    const sessions = await this.unsettled.unsettled(new Date(now - DECIDED_AFTER), new Date(now - ORPHANED_AFTER), BATCH);
    for (const { tenantId, sessionId, isQualified } of sessions) await this.settlement.resolve(tenantId, sessionId, isQualified);
    if (forgotten.length + sessions.length > 0) {
      this.logger.log(`closed ${forgotten.length} forgotten conversations, settled ${sessions.length} reservations`);
    }
  }
}
