import type { Subscription, TierList, UsageHistory, UsageResults } from '@orbisvoice/shared-dto';
import { AuditReader } from '../../src/modules/audit/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';

let app: TestApp;
let owner: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
});
afterAll(() => app.close());

const record = (body: unknown, token = owner.token) => app.request<UsageResults>('POST', '/billing/usage', { token, body });

async function apiKey(scopes: string[]): Promise<string> {
  const made = await app.request<{ secret: string }>('POST', '/api-keys', { token: owner.token, body: { name: 'suite', scopes } });
  return made.body.secret;
}

describe('POST /billing/usage', () => {
  it('counts one event once: the same key and body answer the same, another body is a conflict', async () => {
    const first = await record({ key: 'order-1' });
    expect(first).toMatchObject({ status: 200, body: { items: [{ key: 'order-1', status: 'created' }] } });
    const again = await record({ key: 'order-1' });
    expect(again.body.items).toEqual([{ key: 'order-1', status: 'duplicate', used: first.body.items[0]?.used }]);
    expect(await record({ key: 'order-1', quantity: 2 })).toMatchObject({ status: 409, body: { code: 'idempotency.key_reused' } });
  });

  it('answers a batch item by item', async () => {
    const { status, body } = await record([
      { key: 'b1' },
      { key: 'b1' },
      { key: 'b1', quantity: 3 },
      { key: 'b2', quantity: 2 },
      { key: 'b3', quantity: 999 },
    ]);
    expect(status).toBe(200);
    expect(body.items.map((item) => item.status)).toEqual(['created', 'duplicate', 'conflict', 'created', 'refused']);
    expect(body.usage.used).toBe(body.items[3]?.used);
  });

  it('refuses a single event beyond the limit with the count and when it resets', async () => {
    const other = await app.signUp();
    await record([{ key: 'bulk', quantity: 100 }], other.token);
    const refused = await record({ key: 'one more' }, other.token);
    expect(refused).toMatchObject({ status: 402, body: { code: 'usage_limit_reached', params: { limit: 100, used: 100 } } });
    const summary = await app.request<Subscription>('GET', '/billing/subscription', { token: other.token });
    expect(refused.body).toMatchObject({ params: { resetsAt: summary.body.usage.resetsAt } });
  });

  it.each<object>([{}, { key: '' }, { key: 'k', quantity: 0 }, { key: 'k\0' }, { key: 'k'.repeat(256) }])('refuses %j', async (body) => {
    expect(await record(body)).toMatchObject({ status: 400, body: { code: 'request.invalid', fields: expect.any(Array) } });
  });

  it('refuses more than a thousand at once, and takes a thousand', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => ({ key: `m${index}` }));
    expect((await record(many)).status).toBe(400);
    const taken = await record(many.slice(1));
    expect(taken.body.items).toHaveLength(1_000);
    expect(taken.body.usage).toMatchObject({ used: 100, limit: 100, percent: 100 });
  });

  it('needs a token, and the scope', async () => {
    expect((await app.request('POST', '/billing/usage', { body: { key: 'x' } })).status).toBe(401);
    expect((await record({ key: 'x' }, await apiKey(['agents.read']))).status).toBe(403);
    expect((await record({ key: 'order-1' }, await apiKey(['usage.write']))).body.items[0]?.status).toBe('duplicate');
  });
});

describe('GET /billing/usage/history', () => {
  it('has thirty days without gaps, ending today, that add up to the count', async () => {
    const { body } = await app.request<UsageHistory>('GET', '/billing/usage/history', { token: owner.token });
    expect(body.items).toHaveLength(30);
    const days = body.items.map((item) => Date.parse(item.day));
    expect(days.slice(1).every((day, index) => day - (days[index] ?? 0) === 86_400_000)).toBe(true);
    expect(body.items.reduce((sum, item) => sum + item.count, 0)).toBe(100);
    expect(body.items.at(-1)?.count).toBe(100);
  });
});

describe('a tenant on the free plan', () => {
  it('sees the price list and its own plan', async () => {
    const tiers = await app.request<TierList>('GET', '/billing/tiers', { token: owner.token });
    expect(tiers.body.items.map(({ code, priceMonthly, isCurrent }) => [code, priceMonthly, isCurrent])).toEqual([
      ['free', 0, true],
      ['starter', 2_900, false],
      ['professional', 9_900, false],
      ['enterprise', 49_900, false],
    ]);
    const subscription = await app.request('GET', '/billing/subscription', { token: owner.token });
    expect(subscription).toMatchObject({ status: 200, body: { tier: 'free', status: 'none', priceMonthly: 0, currentPeriodEnd: null } });
    const invoices = await app.request('GET', '/billing/invoices', { token: owner.token });
    expect(invoices).toMatchObject({ status: 200, body: { items: [], total: 0, page: 1 } });
  });

  it('has nothing to cancel, to resume or to manage', async () => {
    const call = (method: string, path: string, body?: unknown) => app.request(method, path, { token: owner.token, body });
    expect(await call('DELETE', '/billing/subscription', { reason: 'other' })).toMatchObject({
      status: 404,
      body: { code: 'billing.no_subscription' },
    });
    expect(await call('POST', '/billing/subscription/resume')).toMatchObject({ status: 404, body: { code: 'billing.no_subscription' } });
    expect(await call('POST', '/billing/portal')).toMatchObject({ status: 409, body: { code: 'billing.no_customer' } });
    expect(await call('POST', '/billing/subscription', { tier: 'free' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('is told when Stripe cannot be reached', async () => {
    const answer = await app.request('POST', '/billing/subscription', { token: owner.token, body: { tier: 'starter' } });
    expect(answer).toMatchObject({ status: 503, body: { code: 'stripe_unavailable' } });
    expect(answer.headers.get('retry-after')).toBeTruthy();
  });

  it('changes where invoices go', async () => {
    const body = { email: 'Accounts@Metered.Example' };
    const answer = await app.request<Subscription>('PUT', '/billing/email', { token: owner.token, body });
    expect(answer).toMatchObject({ status: 200, body: { billingEmail: 'accounts@metered.example' } });
    const { items } = await app.get(AuditReader).ofTenant(tenantIdOf(owner.tenantId), { pageSize: 5, action: 'billing.email_changed' });
    expect(items).toMatchObject([{ changes: { billingEmail: { after: 'accounts@metered.example' } } }]);
  });
});
