import { Injectable } from '@nestjs/common';
import type { Subscription } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog } from '../../audit/index.js';
import { TenantService } from '../../tenants/index.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { BillingOverview } from './billing-overview.service.js';

/** Where invoices and receipts go. */
@Injectable()
export class BillingEmailService {
  constructor(
    private readonly tenants: TenantService,
    private readonly stripe: StripeGateway,
    private readonly overview: BillingOverview,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Stripe first: it is the one that sends invoices, and while it cannot be reached nothing changes here either. */
  async change(actor: Actor, billingEmail: string): Promise<Subscription> {
    const { tenantId } = actor;
    const { billingEmail: before, stripeCustomerId } = await this.tenants.get(tenantId);
    if (before !== billingEmail && stripeCustomerId) await this.stripe.changeCustomer(stripeCustomerId, { email: billingEmail });
    await this.unitOfWork.run(tenantId, async () => {
      // Stripe's event may have been faster: who heard of it first has told it
      const now = (await this.tenants.get(tenantId)).billingEmail;
      if (now === billingEmail) return;
      await this.tenants.update(tenantId, { billingEmail });
      await this.audit.record(actor, {
        action: 'billing.email_changed',
        targetType: 'tenant',
        targetId: tenantId,
        changes: { billingEmail: { before: now, after: billingEmail } },
      });
    });
    return this.overview.subscription(tenantId);
  }
}
