import type Stripe from 'stripe';
import { toProfileSnapshot, toTaxIdRecord } from './profile.mapper.js';

const method = (id: string, last4 = '4242'): Stripe.PaymentMethod =>
  ({ id, card: { brand: 'visa', last4, exp_month: 12, exp_year: 2040 } }) as Stripe.PaymentMethod;
const customer = (changes: Partial<Stripe.Customer> = {}): Stripe.Customer =>
  ({
    id: 'cus_1',
    email: 'billing@shop.example',
    balance: 0,
    invoice_settings: { default_payment_method: method('pm_customer') },
    ...changes,
  }) as Stripe.Customer;

describe('toProfileSnapshot', () => {
  it('shows the card that is charged: the subscription’s own before the customer’s', () => {
    const subscription = { default_payment_method: method('pm_own', '0341') };
    const cardOf = (own: typeof subscription | null) =>
      toProfileSnapshot({ customer: customer(), subscription: own, taxIds: [] }).profile.card;
    expect(cardOf(subscription)).toEqual({ stripePaymentMethodId: 'pm_own', brand: 'visa', last4: '0341', expMonth: 12, expYear: 2040 });
    expect(cardOf(null)).toMatchObject({ stripePaymentMethodId: 'pm_customer' });
  });

  it('knows no card where there is none, and where it is no card', () => {
    const none = { invoice_settings: { default_payment_method: null } } as Partial<Stripe.Customer>;
    const debit = { invoice_settings: { default_payment_method: { id: 'pm_sepa', type: 'sepa_debit' } } } as Partial<Stripe.Customer>;
    for (const changes of [none, debit])
      expect(toProfileSnapshot({ customer: customer(changes), subscription: null, taxIds: [] }).profile.card).toBeNull();
  });

  it('turns Stripe’s negative balance into credit, and a debt into none', () => {
    const creditOf = (balance: number) =>
      toProfileSnapshot({ customer: customer({ balance }), subscription: null, taxIds: [] }).profile.credit;
    expect([creditOf(-700), creditOf(0), creditOf(300)]).toEqual([700, 0, 0]);
  });

  it('is empty for a customer that was deleted', () => {
    const deleted = { id: 'cus_1', object: 'customer', deleted: true } as const;
    expect(toProfileSnapshot({ customer: deleted, subscription: null, taxIds: [] })).toEqual({
      profile: { card: null, credit: 0 },
      email: null,
      taxIds: [],
    });
  });
});

describe('toTaxIdRecord', () => {
  const taxId = (verification: Stripe.TaxId['verification']): Stripe.TaxId =>
    ({ id: 'txi_1', type: 'eu_vat', value: 'DE123456789', country: 'DE', created: 1_767_000_000, verification }) as Stripe.TaxId;

  it.each([
    [taxId({ status: 'verified', verified_address: null, verified_name: null }), 'verified'],
    [taxId({ status: 'pending', verified_address: null, verified_name: null }), 'pending'],
    [taxId(null), 'unavailable'],
  ])('keeps what the authority said', (given, status) => expect(toTaxIdRecord(given)).toMatchObject({ stripeTaxId: 'txi_1', status }));
});
