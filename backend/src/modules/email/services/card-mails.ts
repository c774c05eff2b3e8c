import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { PaymentMethodChanged } from '../../billing/events/payment-method-changed.event.js';
import { PaymentMethodExpiring } from '../../billing/events/payment-method-expiring.event.js';
import { cardMonthText, cardText } from '../domain/billing-words.js';
import { BillingContact } from './billing-contact.js';
import { EmailOutbox } from './email-outbox.js';

/** Mails about the card that pays. */
@Injectable()
export class CardMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly contacts: BillingContact,
  ) {}

  @OnEvent(PaymentMethodExpiring, { handler: 'email.card_expiring' })
  async expiring(event: ReceivedEvent<PaymentMethodExpiring>): Promise<void> {
    const { brand, last4, expMonth, expYear, noticeDays } = event.payload;
    const { to, workspace, pages } = await this.contacts.of(event);
    const data = {
      company: workspace.company,
      card: cardText(brand, last4),
      last4,
      expires: cardMonthText(expYear, expMonth, workspace),
      daysLeft: `${noticeDays} days`,
      billingUrl: pages.details,
    };
    const dedupeKey = `${brand}/${last4}/${expYear}-${expMonth}/${noticeDays}`;
    await this.outbox.order(event, 'email.card_expiring', [{ template: 'card-expiring', to, dedupeKey, data }]);
  }

  @OnEvent(PaymentMethodChanged, { handler: 'email.payment_method_changed' })
  async changed(event: ReceivedEvent<PaymentMethodChanged>): Promise<void> {
    const { brand, last4 } = event.payload;
    const { to, workspace, pages, when } = await this.contacts.of(event);
    const card = brand !== null && last4 !== null ? cardText(brand, last4) : null;
    const data = { company: workspace.company, at: when(event.at), card, billingUrl: pages.details };
    await this.outbox.order(event, 'email.payment_method_changed', [{ template: 'payment-method-changed', to, dedupeKey: event.id, data }]);
  }
}
