import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { PaymentAttemptRecord } from '../domain/payment-attempt.js';
import { PaymentAttemptEntity } from './payment-attempt.entity.js';

/** A repeat may know a reason that the first report did not; nothing else of a past attempt changes. */
const ADD = `
  insert into payment_attempts as a (id, tenant_id, stripe_invoice_id, attempt, at, outcome, reason, next_attempt_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (stripe_invoice_id, attempt, outcome)
    do update set reason = coalesce(a.reason, excluded.reason), at = least(a.at, excluded.at)
  returning (xmax = 0) as is_new`;

const OVERDUE_SINCE = `
  select min(a.at) as since from payment_attempts a join invoices i on i.stripe_invoice_id = a.stripe_invoice_id
   where a.tenant_id = $1 and i.tenant_id = $1 and i.stripe_subscription_id = $2 and i.status = 'open' and a.outcome <> 'paid'`;

@Injectable()
export class PaymentAttemptRepository extends TenantRepository<PaymentAttemptEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(PaymentAttemptEntity, unitOfWork);
  }

  /** Oldest first. */
  of(tenantId: TenantId, stripeInvoiceId: string): Promise<PaymentAttemptEntity[]> {
    return this.find(tenantId, { where: { stripeInvoiceId }, order: { at: 'ASC', attempt: 'ASC', outcome: 'ASC' } });
  }

  /** Writes an attempt down. @returns whether it was not known yet */
  async add(tenantId: TenantId, stripeInvoiceId: string, attempt: PaymentAttemptRecord): Promise<boolean> {
    const { attempt: count, at, outcome, reason, nextAttemptAt } = attempt;
    const values = [newId(), tenantId, stripeInvoiceId, count, at, outcome, reason, nextAttemptAt];
    const [row] = await this.sql<{ is_new: boolean }>(tenantId, ADD, values);
    return row?.is_new ?? false;
  }

  /** When the first attempt failed on an invoice of the subscription that is still open; null when none did. */
  async overdueSince(tenantId: TenantId, stripeSubscriptionId: string): Promise<Date | null> {
    const [row] = await this.sql<{ since: Date | null }>(tenantId, OVERDUE_SINCE, [tenantId, stripeSubscriptionId]);
    return row?.since ?? null;
  }
}
