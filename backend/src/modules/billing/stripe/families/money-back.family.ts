import { Injectable, Logger } from '@nestjs/common';
import type { SyncCause } from '../../services/billing-sync.service.js';
import { MoneyBackSync } from '../../services/money-back-sync.service.js';
import type { StripeEventFamily, TenantStripeEvent } from '../stripe-event.family.js';

const CLOSED = 'charge.dispute.closed';
const FRAUD_WARNING = 'radar.early_fraud_warning.created';

/** Money of a charge goes back, or somebody wants it to. All of it is read from the charge, so that any order ends the same. */
@Injectable()
export class MoneyBackFamily implements StripeEventFamily {
  private readonly logger = new Logger(MoneyBackFamily.name);

  readonly types = [
    'refund.created',
    'refund.updated',
    'refund.failed',
    'charge.refunded',
    'charge.dispute.created',
    'charge.dispute.updated',
    CLOSED,
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
    FRAUD_WARNING,
  ];

  constructor(private readonly moneyBack: MoneyBackSync) {}

  async apply({ tenantId, type, createdAt, references }: TenantStripeEvent, cause: SyncCause): Promise<string | null> {
    const { chargeId } = references;
    if (!chargeId) return 'names no charge';
    // a warning moves no money: staff decides whether to refund before it becomes a dispute
    if (type === FRAUD_WARNING) this.logger.warn({ message: 'the card network warns of fraud', tenantId, chargeId });
    await this.moneyBack.sync(tenantId, chargeId, { ...cause, decidedAt: type === CLOSED ? createdAt : null });
    return null;
  }
}
