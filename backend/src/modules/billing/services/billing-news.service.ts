import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { DomainEvent } from '../../../platform/events/domain-event.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, type AuditActor } from '../../audit/index.js';
import { invoiceAudit, subscriptionAudit, type InvoiceNews, type NewsAudit, type SubscriptionNews } from '../domain/billing-news.js';
import { graceEndsAt } from '../domain/subscription-access.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { InvoicePaid } from '../events/invoice-paid.event.js';
import { InvoicePaymentFailed } from '../events/invoice-payment-failed.event.js';
import { SubscriptionCancelScheduled } from '../events/subscription-cancel-scheduled.event.js';
import { SubscriptionCanceled } from '../events/subscription-canceled.event.js';
import { SubscriptionChanged } from '../events/subscription-changed.event.js';
import { SubscriptionCreated } from '../events/subscription-created.event.js';
import { SubscriptionResumed } from '../events/subscription-resumed.event.js';
import type { Plan } from '../persistence/all-tenants-plan.repository.js';

/** Who caused the news, and the price list to name plans by. */
export interface NewsContext {
  readonly tenantId: TenantId;
  readonly actor: AuditActor;
  readonly plans: readonly Plan[];
}

/** What an invoice's news carries besides the invoice. */
export interface InvoiceFacts {
  /** Our id of it. */
  readonly invoiceId: string;
  readonly nextAttemptAt: Date | null;
  /** Since when the subscription is past due. */
  readonly pastDueSince: Date | null;
}

/** Tells what happened: one audit entry and one outbox event per piece of news, in the open unit of work. */
@Injectable()
export class BillingNews {
  constructor(
    private readonly events: EventPublisher,
    private readonly audit: AuditLog,
  ) {}

  async tellSubscription(context: NewsContext, news: SubscriptionNews): Promise<void> {
    await this.tell(context, subscriptionAudit(news), subscriptionEvent(news, context.plans));
  }

  async tellInvoice(context: NewsContext, news: InvoiceNews, facts: InvoiceFacts): Promise<void> {
    await this.tell(context, invoiceAudit(news), invoiceEvent(news, facts, context.plans));
  }

  private async tell({ tenantId, actor }: NewsContext, line: NewsAudit, event: DomainEvent): Promise<void> {
    await this.audit.record(actor, { ...line, tenantId });
    await this.events.publish(tenantId, event);
  }
}

const nameOf = (plans: readonly Plan[], code: string | null): string => plans.find((plan) => plan.code === code)?.name ?? code ?? '';

function subscriptionEvent(news: SubscriptionNews, plans: readonly Plan[]): DomainEvent {
  const { after } = news;
  const common = { subscriptionId: after.stripeSubscriptionId, tier: after.planCode, planName: nameOf(plans, after.planCode) };
  switch (news.kind) {
    case 'subscription.created':
      return new SubscriptionCreated({ ...common, ...terms(after, plans) });
    case 'subscription.changed': {
      const { planCode, amount } = news.before;
      const from = { fromTier: planCode, fromPlanName: nameOf(plans, planCode), fromAmount: amount };
      return new SubscriptionChanged({ ...common, ...from, ...terms(after, plans) });
    }
    case 'subscription.cancel_scheduled':
      return new SubscriptionCancelScheduled({ ...common, endsAt: after.currentPeriodEnd.toISOString(), reason: after.cancelReason });
    case 'subscription.resumed':
      return new SubscriptionResumed({
        ...common,
        amount: after.amount,
        currency: after.currency,
        renewsAt: after.currentPeriodEnd.toISOString(),
      });
    case 'subscription.canceled': {
      const endedAt = after.endedAt ?? after.currentPeriodEnd;
      return new SubscriptionCanceled({ ...common, endedAt: endedAt.toISOString(), reason: after.cancelReason });
    }
  }
}

const terms = (record: SubscriptionRecord, plans: readonly Plan[]) => ({
  amount: record.amount,
  currency: record.currency,
  conversationLimit: plans.find((plan) => plan.code === record.planCode)?.conversationLimit ?? 0,
  periodStart: record.currentPeriodStart.toISOString(),
  periodEnd: record.currentPeriodEnd.toISOString(),
});

function invoiceEvent({ kind, invoice }: InvoiceNews, facts: InvoiceFacts, plans: readonly Plan[]): DomainEvent {
  const { number, currency, hostedUrl, planCode: tier } = invoice;
  const common = { invoiceId: facts.invoiceId, number, currency, hostedUrl, tier, planName: tier ? nameOf(plans, tier) : null };
  if (kind === 'invoice.payment_failed') {
    return new InvoicePaymentFailed({
      ...common,
      amountDue: invoice.total - invoice.amountPaid,
      nextAttemptAt: facts.nextAttemptAt?.toISOString() ?? null,
      graceEndsAt: facts.pastDueSince ? graceEndsAt(facts.pastDueSince).toISOString() : null,
    });
  }
  return new InvoicePaid({
    ...common,
    total: invoice.total,
    tax: invoice.tax,
    periodStart: invoice.periodStart.toISOString(),
    periodEnd: invoice.periodEnd.toISOString(),
    paidAt: (invoice.paidAt ?? invoice.createdAt).toISOString(),
    pdfUrl: invoice.pdfUrl,
  });
}
