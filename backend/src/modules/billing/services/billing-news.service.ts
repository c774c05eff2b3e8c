import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import type { DomainEvent } from '../../../platform/events/domain-event.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, type AuditActor } from '../../audit/index.js';
import { invoiceAudit, subscriptionAudit, type InvoiceNews, type NewsAudit, type SubscriptionNews } from '../domain/billing-news.js';
import { graceEndsAt } from '../domain/subscription-access.js';
import type { SubscriptionRecord } from '../domain/subscription-record.js';
import { SubscriptionCancelScheduled } from '../events/subscription-cancel-scheduled.event.js';
import { SubscriptionCanceled } from '../events/subscription-canceled.event.js';
import { SubscriptionChangeScheduled } from '../events/subscription-change-scheduled.event.js';
import { SubscriptionChangeWithdrawn } from '../events/subscription-change-withdrawn.event.js';
import { SubscriptionChanged } from '../events/subscription-changed.event.js';
import { SubscriptionCreated } from '../events/subscription-created.event.js';
import { SubscriptionPastDue } from '../events/subscription-past-due.event.js';
import { SubscriptionRecovered } from '../events/subscription-recovered.event.js';
import { SubscriptionResumed } from '../events/subscription-resumed.event.js';
import type { Plan } from '../persistence/all-tenants-plan.repository.js';
import { invoiceEvent, type InvoiceFacts } from './invoice-events.js';

/** Who caused the news, and the price list to name plans by. */
export interface NewsContext {
  readonly tenantId: TenantId;
  readonly actor: AuditActor;
  readonly plans: readonly Plan[];
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

  async tellInvoice(context: NewsContext, news: InvoiceNews, facts: Omit<InvoiceFacts, 'planName'>): Promise<void> {
    const { planCode } = news.invoice;
    const planName = planCode ? planNameOf(context.plans, planCode) : null;
    await this.tell(context, invoiceAudit(news), invoiceEvent(news, { ...facts, planName }));
  }

  /** Any piece of news: its audit entry and its event. */
  async tell({ tenantId, actor }: Omit<NewsContext, 'plans'>, line: NewsAudit, event: DomainEvent): Promise<void> {
    await this.audit.record(actor, { ...line, tenantId });
    await this.events.publish(tenantId, event);
  }
}

/** What a plan is called. */
export const planNameOf = (plans: readonly Plan[], code: string): string => plans.find((plan) => plan.code === code)?.name ?? code;

function subscriptionEvent(news: SubscriptionNews, plans: readonly Plan[]): DomainEvent {
  const { after } = news;
  const common = { subscriptionId: after.stripeSubscriptionId, tier: after.planCode, planName: planNameOf(plans, after.planCode) };
  switch (news.kind) {
    case 'subscription.created':
      return new SubscriptionCreated({ ...common, ...terms(after, plans) });
    case 'subscription.changed': {
      const { planCode, amount } = news.before;
      const from = { fromTier: planCode, fromPlanName: planNameOf(plans, planCode), fromAmount: amount };
      return new SubscriptionChanged({ ...common, ...from, ...terms(after, plans) });
    }
    case 'subscription.change_scheduled':
      return new SubscriptionChangeScheduled({ ...common, ...nextOf(after, plans) });
    case 'subscription.change_withdrawn':
      return new SubscriptionChangeWithdrawn(common);
    case 'subscription.cancel_scheduled':
      return new SubscriptionCancelScheduled({ ...common, endsAt: after.currentPeriodEnd.toISOString(), reason: after.cancelReason });
    case 'subscription.resumed':
      return new SubscriptionResumed({
        ...common,
        amount: after.amount,
        currency: after.currency,
        renewsAt: after.currentPeriodEnd.toISOString(),
      });
    case 'subscription.past_due': {
      const since = after.pastDueSince ?? after.currentPeriodStart;
      return new SubscriptionPastDue({ ...common, since: since.toISOString(), graceEndsAt: graceEndsAt(since).toISOString() });
    }
    case 'subscription.recovered':
      return new SubscriptionRecovered({ ...common, renewsAt: after.currentPeriodEnd.toISOString() });
    case 'subscription.canceled': {
      const endedAt = after.endedAt ?? after.currentPeriodEnd;
      return new SubscriptionCanceled({ ...common, endedAt: endedAt.toISOString(), reason: after.cancelReason });
    }
  }
}

const limitOf = (plans: readonly Plan[], code: string): number => plans.find((plan) => plan.code === code)?.conversationLimit ?? 0;

const nextOf = (record: SubscriptionRecord, plans: readonly Plan[]) => {
  const toTier = record.scheduledPlanCode ?? record.planCode;
  return {
    amount: record.amount,
    currency: record.currency,
    toTier,
    toPlanName: planNameOf(plans, toTier),
    toConversationLimit: limitOf(plans, toTier),
    toPrice: record.scheduledPrice ?? record.price,
    toInterval: record.scheduledInterval ?? record.interval,
    effectiveAt: (record.scheduledAt ?? record.currentPeriodEnd).toISOString(),
  };
};

const terms = (record: SubscriptionRecord, plans: readonly Plan[]) => ({
  amount: record.amount,
  currency: record.currency,
  conversationLimit: limitOf(plans, record.planCode),
  periodStart: record.currentPeriodStart.toISOString(),
  periodEnd: record.currentPeriodEnd.toISOString(),
});
