import type Stripe from 'stripe';
import type { StripeSandbox } from './server.js';
import { customerWithCard, newestInvoice } from './testing/customer-with-card.js';
import { addPlan, openSandbox } from './testing/harness.js';

describe('tax and credit', () => {
  let sandbox: StripeSandbox;
  let stripe: Stripe;
  let price: Stripe.Price;
  let buyer: { customer: string; method: string };

  const eventTypes = (): string[] => Object.values(sandbox.state.events).map(({ type }) => type);
  const start = (): Promise<Stripe.Subscription> =>
    stripe.subscriptions.create({
      customer: buyer.customer,
      default_payment_method: buyer.method,
      items: [{ price: price.id }],
      automatic_tax: { enabled: true },
    });

  beforeEach(async () => {
    ({ sandbox, stripe } = await openSandbox());
    price = await addPlan(stripe, 'starter', 2900);
    buyer = await customerWithCard(stripe, price.id);
  });
  afterEach(() => sandbox.close());

  it.each([
    [{ country: 'DE' }, 551, 'standard_rated'],
    [{ country: 'GB' }, 580, 'standard_rated'],
    [{ country: 'US', state: 'TX' }, 239, 'standard_rated'],
    [{ country: 'US', state: 'CA' }, 0, 'not_collecting'],
    [{ country: 'JP' }, 0, 'not_collecting'],
  ])('is added by the address: %j', async (address, tax, reason) => {
    await stripe.customers.update(buyer.customer, { address });
    const subscription = await start();
    expect(await newestInvoice(stripe, subscription.id)).toMatchObject({
      subtotal: 2900,
      total_excluding_tax: 2900,
      total: 2900 + tax,
      amount_paid: 2900 + tax,
      automatic_tax: { enabled: true, status: 'complete' },
      total_taxes: [{ amount: tax, tax_behavior: 'exclusive', taxability_reason: reason }],
      lines: { data: [{ amount: 2900, taxes: [{ amount: tax }] }] },
    });
  });

  it('refuses a start without a place, and fails a renewal until there is one', async () => {
    await expect(start()).rejects.toMatchObject({ code: 'customer_tax_location_invalid', statusCode: 400 });
    await stripe.customers.update(buyer.customer, { address: { country: 'FR' } });
    const subscription = await start();
    await stripe.customers.update(buyer.customer, { address: '' });
    expect(sandbox.renew(subscription.id).status).toBe('active');
    const stuck = await newestInvoice(stripe, subscription.id);
    expect(stuck).toMatchObject({
      status: 'draft',
      number: null,
      automatic_tax: { status: 'requires_location_inputs' },
      last_finalization_error: { code: 'customer_tax_location_invalid' },
    });
    expect(eventTypes().at(-1)).toBe('invoice.finalization_failed');
    await expect(stripe.invoices.finalizeInvoice(stuck.id)).rejects.toMatchObject({ code: 'customer_tax_location_invalid' });
    await stripe.customers.update(buyer.customer, { address: { country: 'FR' } });
    expect(await stripe.invoices.finalizeInvoice(stuck.id)).toMatchObject({ status: 'paid', total: 3480, last_finalization_error: null });
  });

  it('is left to a business of another country, which proves it by its VAT id', async () => {
    await stripe.customers.update(buyer.customer, { address: { country: 'FR' } });
    const taxId = await stripe.customers.createTaxId(buyer.customer, { type: 'eu_vat', value: 'FR AB 123456789' });
    expect(taxId).toMatchObject({ country: 'FR', value: 'FRAB123456789', type: 'eu_vat' });
    expect(await stripe.customers.retrieveTaxId(buyer.customer, taxId.id)).toMatchObject({ verification: { status: 'verified' } });
    const subscription = await start();
    expect(await newestInvoice(stripe, subscription.id)).toMatchObject({
      total: 2900,
      total_taxes: [{ amount: 0, taxability_reason: 'reverse_charge' }],
      customer_tax_ids: [{ type: 'eu_vat', value: 'FRAB123456789' }],
    });
    expect((await stripe.customers.listTaxIds(buyer.customer)).data).toHaveLength(1);
    await stripe.customers.deleteTaxId(buyer.customer, taxId.id);
    expect((await stripe.customers.listTaxIds(buyer.customer)).data).toHaveLength(0);
    expect(eventTypes().filter((type) => type.startsWith('customer.tax_id'))).toEqual([
      'customer.tax_id.created',
      'customer.tax_id.updated',
      'customer.tax_id.deleted',
    ]);
  });

  it.each([
    ['eu_vat', 'DE12345678'],
    ['eu_vat', 'XX123456789'],
    ['gb_vat', 'GB12'],
    ['us_ein', '1-2345'],
  ] as const)('refuses an ill-formed %s', async (type, value) => {
    await expect(stripe.customers.createTaxId(buyer.customer, { type, value })).rejects.toMatchObject({ code: 'tax_id_invalid' });
  });

  it('uses credit up and writes down every move', async () => {
    await stripe.customers.createBalanceTransaction(buyer.customer, { amount: -4000, currency: 'usd', description: 'Goodwill' });
    const subscription = await stripe.subscriptions.create({
      customer: buyer.customer,
      default_payment_method: buyer.method,
      items: [{ price: price.id }],
    });
    expect(await newestInvoice(stripe, subscription.id)).toMatchObject({
      status: 'paid',
      total: 2900,
      amount_due: 0,
      starting_balance: -4000,
      ending_balance: -1100,
    });
    sandbox.renew(subscription.id);
    expect(await newestInvoice(stripe, subscription.id)).toMatchObject({ amount_due: 1800, amount_paid: 1800, ending_balance: 0 });
    const moves = await stripe.customers.listBalanceTransactions(buyer.customer);
    expect(moves.data.map(({ amount, ending_balance: rest, type }) => ({ amount, rest, type }))).toEqual([
      { amount: 1100, rest: 0, type: 'applied_to_invoice' },
      { amount: 2900, rest: -1100, type: 'applied_to_invoice' },
      { amount: -4000, rest: -4000, type: 'adjustment' },
    ]);
  });
});
