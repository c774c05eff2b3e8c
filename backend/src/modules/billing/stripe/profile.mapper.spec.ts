import type Stripe from 'stripe';
import { toProfileSnapshot, toTaxIdRecord } from './profile.mapper.js';

const customer = { balance: 0, email: 'billing@shop.example' };
const card = { id: 'pm_1', card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2040 } } as Stripe.PaymentMethod;
const debit = { id: 'pm_2', type: 'sepa_debit' } as Stripe.PaymentMethod;

describe('toProfileSnapshot', () => {
  it('shows of a card what may be shown', () => {
    expect(toProfileSnapshot({ customer, method: card, taxIds: [] })).toEqual({
      profile: { card: { stripePaymentMethodId: 'pm_1', brand: 'visa', last4: '4242', expMonth: 12, expYear: 2040 }, credit: 0 },
      email: 'billing@shop.example',
      taxIds: [],
    });
  });

  it.each([null, debit])('knows no card where there is none', (method) => {
    expect(toProfileSnapshot({ customer, method, taxIds: [] }).profile.card).toBeNull();
  });

  it.each([
    [-700, 700],
    [0, 0],
    [300, 0],
  ])('turns a balance of %i into a credit of %i', (balance, credit) => {
    expect(toProfileSnapshot({ customer: { ...customer, balance }, method: null, taxIds: [] }).profile.credit).toBe(credit);
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
