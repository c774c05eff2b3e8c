import { Injectable } from '@nestjs/common';
import Stripe from 'stripe';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { isLive } from '../domain/subscription-record.js';
import type { TaxIdRecord } from '../domain/tax-id-record.js';
import { NOBODY, toProfileSnapshot, toTaxIdRecord, type ProfileSnapshot } from './profile.mapper.js';
import { idOf } from './stripe-values.js';
import { isMissing } from './stripe-missing.js';
import { StripeClient } from './stripe.client.js';

/** More than a customer can have. */
const A_PAGE = 100;
/** What Stripe says of a number that is not one. */
const NOT_A_TAX_ID = ['tax_id_invalid', 'customer_tax_id_invalid'];

/** Whose cards they are, and the subscription that may have one of its own. */
export interface Payer {
  readonly customerId: string;
  readonly subscriptionId: string | null;
}

type NewTaxId = { readonly type: Stripe.CustomerCreateTaxIdParams['type']; readonly value: string };

/** A customer's cards, credit, address for invoices and tax numbers. */
@Injectable()
export class StripeProfileGateway {
  constructor(private readonly client: StripeClient) {}

  async read({ customerId, subscriptionId }: Payer): Promise<ProfileSnapshot> {
    const [customer, subscription] = await Promise.all([
      this.client.call((stripe) => stripe.customers.retrieve(customerId)),
      subscriptionId === null ? null : this.client.call((stripe) => stripe.subscriptions.retrieve(subscriptionId)),
    ]);
    if (customer.deleted) return NOBODY;
    // the subscription's own card is charged before the customer's
    const own = subscription && isLive(subscription) ? subscription.default_payment_method : null;
    const cardId = idOf(own) ?? idOf(customer.invoice_settings.default_payment_method);
    const [method, taxIds] = await Promise.all([
      cardId === null ? null : this.client.call((stripe) => stripe.paymentMethods.retrieve(cardId)),
      this.taxIds(customerId),
    ]);
    return toProfileSnapshot({ customer, method, taxIds });
  }

  /** @throws DomainError `request.invalid` at `value` for a number that is none */
  async addTaxId(customerId: string, taxId: NewTaxId, idempotencyKey: string): Promise<TaxIdRecord> {
    try {
      return toTaxIdRecord(await this.client.call((stripe) => stripe.customers.createTaxId(customerId, taxId, { idempotencyKey })));
    } catch (error) {
      if (error instanceof Stripe.errors.StripeInvalidRequestError && NOT_A_TAX_ID.includes(error.code ?? ''))
        throw invalidField('value', 'tax_id', 'is not a valid number of this kind');
      throw error;
    }
  }

  /** A number that is gone already is gone. */
  async removeTaxId(customerId: string, taxIdId: string, idempotencyKey: string): Promise<void> {
    try {
      await this.client.call((stripe) => stripe.customers.deleteTaxId(customerId, taxIdId, {}, { idempotencyKey }));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  /** Ids of the cards in question: the customer's, and the subscription's own, which is charged before it. */
  async cards({
    customerId,
    subscriptionId,
  }: {
    customerId: string;
    subscriptionId: string;
  }): Promise<{ customers: string | null; own: string | null }> {
    const [customer, subscription] = await Promise.all([
      this.client.call((stripe) => stripe.customers.retrieve(customerId)),
      this.client.call((stripe) => stripe.subscriptions.retrieve(subscriptionId)),
    ]);
    const customers = customer.deleted ? null : idOf(customer.invoice_settings.default_payment_method);
    return { customers, own: idOf(subscription.default_payment_method) };
  }

  async changeSubscriptionCard(subscriptionId: string, cardId: string, idempotencyKey: string): Promise<void> {
    await this.client.call((stripe) => stripe.subscriptions.update(subscriptionId, { default_payment_method: cardId }, { idempotencyKey }));
  }

  private async taxIds(customerId: string): Promise<Stripe.TaxId[]> {
    return (await this.client.call((stripe) => stripe.customers.listTaxIds(customerId, { limit: A_PAGE }))).data;
  }
}
