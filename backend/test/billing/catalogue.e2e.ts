import { startStripeSandbox, type StripeSandbox } from '../../sandbox/stripe/server.js';
import { connect } from '../../sandbox/stripe/testing/harness.js';
import { BillingCatalogue } from '../../src/modules/billing/index.js';
import { startTestApp, type TestApp } from '../harness/app.js';

let stripe: StripeSandbox;
let app: TestApp;
let catalogue: BillingCatalogue;

beforeEach(async () => {
  stripe = await startStripeSandbox({ port: 0 });
  app = await startTestApp({ environment: { STRIPE_API_URL: stripe.url, BILLING_YEARLY: 'true', PUBLIC_URL: 'https://app.example' } });
  catalogue = app.get(BillingCatalogue);
});
afterEach(async () => {
  await app.close();
  await stripe.close();
});

const outcomes = async (mode?: 'write' | 'look'): Promise<string[]> => [
  ...new Set((await catalogue.sync(mode)).map(({ outcome }) => outcome)),
];
const written = (): number => Object.values(stripe.state.events).length;
const pricesOf = (key: string) => Object.values(stripe.state.prices).filter((price) => price.lookup_key === key);

describe('stripe:sync', () => {
  it('makes products, a meter and every price once; a second run changes nothing', async () => {
    expect(await outcomes()).toEqual(['created']);
    expect(Object.keys(stripe.state.products).sort()).toEqual(['orbisvoice_enterprise', 'orbisvoice_professional', 'orbisvoice_starter']);
    expect(Object.values(stripe.state.prices)).toHaveLength(12);
    expect(pricesOf('professional_yearly')).toMatchObject([
      { unit_amount: 99_000, recurring: { interval: 'year', usage_type: 'licensed' } },
    ]);
    const [meter] = Object.values(stripe.state.meters);
    expect(pricesOf('professional_overage_monthly')).toMatchObject([
      { product: 'orbisvoice_professional', recurring: { usage_type: 'metered', meter: meter?.id }, metadata: { kind: 'overage' } },
    ]);
    expect(pricesOf('professional_overage_monthly')[0]?.unit_amount_decimal?.toString()).toBe('1.5');
    const before = written();
    expect(await outcomes()).toEqual(['unchanged']);
    expect(written()).toBe(before);
  });

  it('says what it would do without doing it', async () => {
    expect(await outcomes('look')).toEqual(['created']);
    expect(written()).toBe(0);
    await catalogue.sync();
    expect(await outcomes('look')).toEqual(['unchanged']);
  });

  it('puts a new price under the key of one that differs, and mends a product', async () => {
    await catalogue.sync();
    const client = connect(stripe.port);
    await client.products.update('orbisvoice_starter', { name: 'Renamed by hand' });
    await client.prices.create({
      product: 'orbisvoice_starter',
      currency: 'usd',
      unit_amount: 1,
      recurring: { interval: 'month' },
      lookup_key: 'starter_monthly',
      transfer_lookup_key: true,
    });
    const changes = (await catalogue.sync()).filter(({ outcome }) => outcome !== 'unchanged');
    expect(changes).toEqual([
      expect.objectContaining({ kind: 'product', name: 'orbisvoice_starter', outcome: 'changed' }),
      {
        kind: 'price',
        name: 'starter_monthly',
        outcome: 'changed',
        from: '1 usd (minor units) a month',
        to: '2900 usd (minor units) a month',
      },
    ]);
    expect(pricesOf('starter_monthly')).toMatchObject([{ unit_amount: 2_900 }]);
    expect(await outcomes()).toEqual(['unchanged']);
  });

  it('writes nothing to an account whose endpoint sends another API version', async () => {
    const endpoint = await connect(stripe.port).webhookEndpoints.create({
      url: 'https://app.example/api/webhooks/stripe',
      enabled_events: ['*'],
    });
    const held = stripe.state.webhookEndpoints[endpoint.id];
    if (!held) throw new Error('no endpoint');
    Reflect.set(held, 'api_version', '2025-03-31.basil');
    const before = written();
    await expect(catalogue.sync()).rejects.toThrow('2025-03-31.basil');
    expect(written()).toBe(before);
  });
});
