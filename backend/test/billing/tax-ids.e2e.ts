import type { TaxId, TaxIdList } from '@orbisvoice/shared-dto';
import { auditActions, join } from '../auth/people.js';
import { newId } from '../../src/platform/database/ids.js';
import type { TestAnswer } from '../harness/app.js';
import { openBillingStage, stripeClient, type BillingStage } from './billing-harness.js';
import { PlanCustomer } from './plan-customer.js';

let stage: BillingStage;

beforeAll(async () => {
  stage = await openBillingStage();
});
afterEach(() => stage.stripe.clearFaults());
afterAll(() => stage.close());

const GERMAN = { type: 'eu_vat', value: 'DE123456789' };

class Taxpayer extends PlanCustomer {
  add = (body: object): Promise<TestAnswer<TaxId>> => this.ask('POST', '', body);
  drop = (id: string): Promise<TestAnswer<unknown>> => this.ask('DELETE', `/${id}`);
  list = async (): Promise<TaxId[]> => (await this.ask<TaxIdList>('GET', '')).body.items;
  atStripe = async (): Promise<string[]> => {
    const customerId = await this.customerId();
    return Object.values(stage.stripe.state.taxIds).flatMap((one) => (one.customer === customerId ? [one.value] : []));
  };
  private ask = <T>(method: string, path: string, body?: object): Promise<TestAnswer<T>> =>
    stage.app.request<T>(method, `/billing/tax-ids${path}`, { token: this.owner.token, ...(body && { body }) });
}

const givenTaxpayer = async (): Promise<Taxpayer> => new Taxpayer(stage, await stage.app.signUp());

describe('POST /billing/tax-ids', () => {
  it('adds a number at Stripe, shows what the authority said, and says who did it', async () => {
    const payer = await givenTaxpayer();
    const { status, body } = await payer.add({ type: 'eu_vat', value: ' DE 123 456 789 ' });
    expect(status).toBe(201);
    expect(body).toEqual({ id: body.id, type: 'eu_vat', value: 'DE123456789', country: 'DE', status: 'verified' });
    expect(await payer.list()).toEqual([body]);
    expect((await payer.subscription()).taxIds).toEqual([body]);
    expect(await payer.atStripe()).toEqual(['DE123456789']);
    expect((await auditActions(stage.app, payer.tenantId)).filter((action) => action.startsWith('billing.tax'))).toEqual([
      'billing.tax_id_added',
    ]);
  });

  it('refuses what is no number at its field, and what is no kind of number', async () => {
    const payer = await givenTaxpayer();
    expect(await payer.add({ type: 'eu_vat', value: 'DE12' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', fields: [{ path: 'value', rule: 'tax_id', message: 'is not a valid number of this kind' }] },
    });
    expect(await payer.add({ type: 'mars_vat', value: 'DE123456789' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    // and takes the corrected one
    expect((await payer.add(GERMAN)).status).toBe(201);
    expect(await payer.atStripe()).toEqual(['DE123456789']);
  });

  it('adds one number of ten clicks, and the same again is the same', async () => {
    const payer = await givenTaxpayer();
    const clicks = await Promise.all(Array.from({ length: 10 }, () => payer.add(GERMAN)));
    expect(new Set(clicks.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect(await payer.add({ type: 'eu_vat', value: 'de-123.456.789' })).toMatchObject({ status: 201, body: { id: clicks[0]?.body.id } });
    expect(await payer.atStripe()).toHaveLength(1);
  });

  it('keeps at most five', async () => {
    const payer = await givenTaxpayer();
    for (const digit of [1, 2, 3, 4, 5]) expect((await payer.add({ type: 'eu_vat', value: `DE12345678${digit}` })).status).toBe(201);
    expect(await payer.add({ type: 'eu_vat', value: 'DE123456786' })).toMatchObject({
      status: 409,
      body: { code: 'billing.tax_id_limit_reached', params: { limit: 5 } },
    });
    expect(await payer.atStripe()).toHaveLength(5);
  });

  it('adds no second one after an answer was lost', async () => {
    const payer = await givenTaxpayer();
    await payer.add({ type: 'us_ein', value: '12-3456789' });
    stage.stripe.fault({ path: /\/tax_ids$/, method: 'POST', kind: 'answer_lost', times: 100 });
    expect(await payer.add(GERMAN)).toMatchObject({ status: 503, body: { code: 'stripe_unavailable' } });
    stage.stripe.clearFaults();
    expect((await payer.add(GERMAN)).status).toBe(201);
    expect(await payer.atStripe()).toEqual(['12-3456789', 'DE123456789']);
  });

  it('is for those who manage billing', async () => {
    const payer = await givenTaxpayer();
    const member = await join(stage.app, payer.owner, 'member');
    expect(await stage.app.request('POST', '/billing/tax-ids', { token: member.token, body: GERMAN })).toMatchObject({ status: 403 });
    expect(await stage.app.request('POST', '/billing/tax-ids', { body: GERMAN })).toMatchObject({ status: 401 });
  });
});

describe('DELETE /billing/tax-ids/:id', () => {
  it('removes a number here and at Stripe; it can be added again, as often as one likes', async () => {
    const payer = await givenTaxpayer();
    for (let round = 0; round < 3; round++) {
      const { body } = await payer.add(GERMAN);
      expect((await payer.drop(body.id)).status).toBe(204);
      expect(await payer.list()).toEqual([]);
      expect(await payer.atStripe()).toEqual([]);
      expect(await payer.drop(body.id)).toMatchObject({ status: 404, body: { code: 'billing.tax_id_not_found' } });
    }
    const actions = (await auditActions(stage.app, payer.tenantId)).filter((action) => action.startsWith('billing.tax'));
    expect(actions).toEqual(Array.from({ length: 3 }, () => ['billing.tax_id_added', 'billing.tax_id_removed']).flat());
  });

  it('knows no number of another tenant', async () => {
    const [payer, neighbour] = [await givenTaxpayer(), await givenTaxpayer()];
    const { body } = await neighbour.add(GERMAN);
    expect(await payer.drop(body.id)).toMatchObject({ status: 404, body: { code: 'billing.tax_id_not_found' } });
    expect(await payer.drop(newId())).toMatchObject({ status: 404 });
    expect(await neighbour.atStripe()).toHaveLength(1);
  });

  it('takes one that is gone at Stripe away', async () => {
    const payer = await givenTaxpayer();
    const { body } = await payer.add(GERMAN);
    const customerId = await payer.customerId();
    const [held] = Object.values(stage.stripe.state.taxIds).filter((one) => one.customer === customerId);
    await stripeClient(stage).customers.deleteTaxId(customerId, held?.id ?? '');
    expect((await payer.drop(body.id)).status).toBe(204);
    expect(await payer.list()).toEqual([]);
  });
});

describe('a number that is added or judged at Stripe', () => {
  it('arrives with its events, and is told once', async () => {
    const payer = await givenTaxpayer();
    await payer.preview('starter');
    const client = stripeClient(stage);
    await client.customers.createTaxId(await payer.customerId(), { type: 'eu_vat', value: 'DE999999111' });
    await stage.stripe.settled();
    await stage.app.settle();
    expect(await payer.list()).toMatchObject([{ value: 'DE999999111', status: 'unverified' }]);
    const { rows } = await stage.app.owner.query<{ actor_kind: string; actor_name: string }>(
      `select actor_kind, actor_name from audit_entries where tenant_id = $1 and action = 'billing.tax_id_added'`,
      [payer.tenantId],
    );
    expect(rows).toEqual([{ actor_kind: 'system', actor_name: 'Stripe' }]);
  });
});
