import { Injectable } from '@nestjs/common';
import { BillingSync, type SyncCause } from '../../services/billing-sync.service.js';
import { CustomerMirror } from '../../services/customer-mirror.service.js';
import { SubscriptionCard } from '../../services/subscription-card.service.js';
import type { StripeEventFamily, TenantStripeEvent } from '../stripe-event.family.js';
import { field } from '../stripe-values.js';

const UPDATED = 'customer.updated';
const DELETED = 'customer.deleted';

/** A customer, its cards or its tax numbers are not what they were. All of it is read from the customer, so that any order ends the same. */
@Injectable()
export class CustomerFamily implements StripeEventFamily {
  readonly types = [
    'customer.created',
    UPDATED,
    DELETED,
    'customer.tax_id.created',
    'customer.tax_id.updated',
    'customer.tax_id.deleted',
    'payment_method.attached',
    'payment_method.detached',
    'payment_method.updated',
    'payment_method.automatically_updated',
    'setup_intent.succeeded',
  ];

  constructor(
    private readonly mirror: CustomerMirror,
    private readonly cards: SubscriptionCard,
    private readonly billing: BillingSync,
  ) {}

  async apply(event: TenantStripeEvent, cause: SyncCause): Promise<string | null> {
    const { tenantId, type } = event;
    if (type === UPDATED && hasNewCard(event.payload) && !cause.isRehearsal) await this.cards.followCustomer(tenantId, event.id);
    if (type !== DELETED) return (await this.mirror.sync(tenantId, cause)) ? null : 'the tenant has no customer';
    // with its customer every subscription ended
    await this.billing.sync(tenantId, NOTHING_ELSE, { ...cause, beside: () => this.mirror.read(tenantId, cause.actor) });
    return null;
  }
}

const NOTHING_ELSE = { subscriptionId: null, invoiceId: null };

/** Whether another card became the default: somebody chose it, in Stripe's portal or in its dashboard. */
function hasNewCard(payload: unknown): boolean {
  const before = field(field(field(payload, 'data'), 'previous_attributes'), 'invoice_settings');
  return field(before, 'default_payment_method') !== undefined;
}
