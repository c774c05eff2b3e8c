import { Injectable } from '@nestjs/common';
import type { AuditAction } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, type AuditActor } from '../../audit/index.js';
import type { CardRecord } from '../domain/billing-profile.js';
import type { TaxIdRecord } from '../domain/tax-id-record.js';
import { PaymentMethodChanged } from '../events/payment-method-changed.event.js';

/** What of a customer is worth telling when it changes. */
export interface CustomerFacts {
  readonly card: CardRecord | null;
  readonly email: string;
  readonly taxIds: readonly Pick<TaxIdRecord, 'stripeTaxId' | 'type' | 'value'>[];
}

type Changes = Readonly<Record<string, { readonly before: string | null; readonly after: string | null }>>;
type Line = { readonly action: AuditAction; readonly changes: Changes };

/** Tells what changed of a customer, from two states of it, so that a repeated event tells nothing twice. In the open unit of work. */
@Injectable()
export class CustomerNews {
  constructor(
    private readonly events: EventPublisher,
    private readonly audit: AuditLog,
  ) {}

  async tell(
    { tenantId, actor }: { readonly tenantId: TenantId; readonly actor: AuditActor },
    before: CustomerFacts,
    after: CustomerFacts,
  ): Promise<void> {
    const lines = [...emailLines(before, after), ...taxIdLines(before, after), ...cardLines(before, after)];
    for (const line of lines) await this.audit.record(actor, { ...line, tenantId, targetType: 'tenant', targetId: tenantId });
    if (lines.some(({ action }) => action === PaymentMethodChanged.eventName)) {
      const { brand, last4 } = after.card ?? { brand: null, last4: null };
      await this.events.publish(tenantId, new PaymentMethodChanged({ brand, last4 }));
    }
  }
}

const emailLines = (before: CustomerFacts, after: CustomerFacts): Line[] =>
  before.email === after.email
    ? []
    : [{ action: 'billing.email_changed', changes: { billingEmail: { before: before.email, after: after.email } } }];

function taxIdLines(before: CustomerFacts, after: CustomerFacts): Line[] {
  const isIn = ({ taxIds }: CustomerFacts, id: string): boolean => taxIds.some(({ stripeTaxId }) => stripeTaxId === id);
  const words = ({ type, value }: Pick<TaxIdRecord, 'type' | 'value'>): string => `${type} ${value}`;
  const added = after.taxIds.filter(({ stripeTaxId }) => !isIn(before, stripeTaxId));
  const removed = before.taxIds.filter(({ stripeTaxId }) => !isIn(after, stripeTaxId));
  return [
    ...added.map((one): Line => ({ action: 'billing.tax_id_added', changes: { taxId: { before: null, after: words(one) } } })),
    ...removed.map((one): Line => ({ action: 'billing.tax_id_removed', changes: { taxId: { before: words(one), after: null } } })),
  ];
}

/** The first card came with the purchase, which has its own news. */
function cardLines({ card: before }: CustomerFacts, { card: after }: CustomerFacts): Line[] {
  if (before === null || before.stripePaymentMethodId === after?.stripePaymentMethodId) return [];
  const words = (card: CardRecord | null): string | null => card && `${card.brand} ${card.last4}`;
  return [{ action: 'payment_method.changed', changes: { card: { before: words(before), after: words(after) } } }];
}
