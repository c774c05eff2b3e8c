import {
  type AdminOverview,
  type AdminTenantDetail,
  type Agent,
  type AuditList,
  type Conversation,
  type HostedPage,
  type InvoicePage,
  type IssuedApiKey,
  type Problem,
  type Session,
  type Subscription,
} from '@orbisvoice/shared-dto';
import { type TestPlatform, startTestPlatform } from '../harness/platform.js';
import { eventually } from '../harness/wait.js';

const EMAIL = 'ada@journey.example';
const PASSWORD = 'a long sentence nobody guesses';
const MAIL_MS = 60_000;

/** The one journey that must always work (product.md §1), over HTTP, with real parts. */
describe('from sign-up to receipt', () => {
  let platform: TestPlatform;
  let token = '';
  let tenantId = '';
  let agent: Agent;
  let key = '';

  beforeAll(async () => {
    platform = await startTestPlatform();
  }, 60_000);

  afterAll(() => platform.close());

  async function call<T>(
    method: string,
    path: string,
    options: { body?: unknown; bearer?: string; headers?: Record<string, string> } = {},
  ) {
    const response = await fetch(`${platform.url}/api${path}`, {
      method,
      headers: {
        'x-orbis-client': 'portal',
        ...(options.bearer !== '' && { authorization: `Bearer ${options.bearer ?? token}` }),
        ...(options.body !== undefined && { 'content-type': 'application/json' }),
        ...options.headers,
      },
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : null) as T };
  }

  const mail = (template: string) =>
    platform.inbox.waitFor((message) => message.template === template && message.to.includes(EMAIL), MAIL_MS);

  async function converse(session: string): Promise<number> {
    const body = { agentId: agent.id, sessionId: session, channel: 'api', country: 'US', device: 'mobile' };
    const started = await call<Conversation>('POST', '/conversations', { body, bearer: key, headers: { 'idempotency-key': session } });
    if (started.status !== 201) return started.status;
    const turns = { turns: [{ speaker: 'visitor', text: 'Are you open on Saturday?' }] };
    const turned = await call('POST', `/conversations/${started.body.id}/turns`, { body: turns, bearer: key });
    expect(turned.status).toBe(201);
    const ended = await call('POST', `/conversations/${started.body.id}/end`, { body: { outcome: 'success' }, bearer: key });
    expect(ended.status).toBe(200);
    return started.status;
  }

  async function converseMany(from: number, to: number): Promise<void> {
    for (let first = from; first <= to; first += 10) {
      const batch = Array.from({ length: Math.min(10, to - first + 1) }, (_, index) => converse(`session-${first + index}`));
      expect(new Set(await Promise.all(batch))).toEqual(new Set([201]));
    }
  }

  it('signs up, follows the link of the mail and is welcomed', async () => {
    const body = { email: EMAIL, password: PASSWORD, name: 'Ada Lovelace', company: 'Journey Ltd' };
    expect((await call('POST', '/auth/signup', { body, bearer: '' })).status).toBe(202);
    const verification = await mail('verify-email');
    const link = /https?:\/\/\S+\/verify-email\?token=([\w-]+)/.exec(verification.text);
    const session = await call<Session>('POST', '/auth/verify-email', { body: { token: link?.[1] }, bearer: '' });
    expect(session.status).toBe(200);
    token = session.body.accessToken;
    tenantId = session.body.me.tenant.id;
    expect((await mail('welcome')).subject).toContain('Ada');
  });

  it('creates an agent and gets its embed code by mail', async () => {
    const body = { name: 'Front desk', systemPrompt: 'You answer the phone of a bakery.' };
    const created = await call<Agent>('POST', '/agents', { body });
    expect(created.status).toBe(201);
    agent = created.body;
    expect((await mail('agent-created')).text).toContain(agent.publicKey);
  });

  it('counts conversations sent with an API key and warns at 80 and 100 percent', async () => {
    const scopes = ['conversations.write', 'conversations.read'];
    const issued = await call<IssuedApiKey>('POST', '/api-keys', { body: { name: 'Integration', scopes } });
    expect(issued.status).toBe(201);
    key = issued.body.secret;
    await converseMany(1, 80);
    expect((await mail('conversation-limit')).subject).toContain('80');
    await converseMany(81, 100);
    await platform.inbox.waitFor((message) => message.template === 'conversation-limit' && message.subject.includes('100'), MAIL_MS);
    const { body } = await call<Subscription>('GET', '/billing/subscription');
    expect(body.usage).toMatchObject({ used: 100, reserved: 0, limit: 100, percent: 100 });
  }, 90_000);

  it('refuses the next conversation with the limit, the count and the reset date', async () => {
    const body = { agentId: agent.id, sessionId: 'one-too-many' };
    const refused = await call<Problem>('POST', '/conversations', { body, bearer: key, headers: { 'idempotency-key': 'one-too-many' } });
    expect(refused.status).toBe(402);
    expect(refused.body).toMatchObject({ code: 'usage_limit_reached', params: { limit: 100, used: 100 } });
    expect(Date.parse(String(refused.body.params?.['resetsAt']))).toBeGreaterThan(Date.parse(agent.createdAt));
  });

  it('pays on the hosted page and gets the plan, the limit, the invoice and the receipt', async () => {
    const checkout = await call<HostedPage>('POST', '/billing/subscription', { body: { tier: 'starter' } });
    expect(checkout.status).toBe(200);
    const card = { email: EMAIL, number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123', name: 'Ada Lovelace' };
    const paid = await fetch(checkout.body.url, { method: 'POST', body: new URLSearchParams(card), redirect: 'manual' });
    expect(paid.status).toBe(303);
    expect(paid.headers.get('location')).toContain('/billing?checkout=success');
    const subscription = await eventually('the plan change', async () => {
      const { body } = await call<Subscription>('GET', '/billing/subscription');
      return body.tier === 'starter' && body;
    });
    expect(subscription).toMatchObject({ status: 'active', priceMonthly: 2900, usage: { limit: 1000, ceiling: 1100 } });
    const invoice = await eventually('the paid invoice', async () => {
      const { body } = await call<InvoicePage>('GET', '/billing/invoices');
      return body.items.find((one) => one.status === 'paid');
    });
    expect(invoice).toMatchObject({ total: 2900, currency: 'usd', tier: 'starter' });
    const receipt = await mail('invoice-paid');
    expect(receipt.text).toContain('29.00');
    expect(receipt.text).toContain(invoice.number ?? 'a number');
    await mail('subscription-confirmed');
    expect(await converse('after-the-upgrade')).toBe(201);
  }, 60_000);

  it('shows staff the tenant, its MRR and its conversations, and the audit says who did what', async () => {
    await platform.owner.query('update users set is_admin = true where email = $1', [EMAIL]);
    const login = await call<Session>('POST', '/auth/login', {
      body: { email: EMAIL, password: PASSWORD },
      bearer: '',
      headers: { 'x-orbis-client': 'console' },
    });
    expect(login.body.me.isAdmin).toBe(true);
    const bearer = login.body.accessToken;
    const overview = await call<AdminOverview>('GET', '/admin/overview', { bearer });
    expect(overview.body).toMatchObject({ tenants: { total: 1, paying: 1 }, mrr: { current: 2900 }, conversations: { total: 101 } });
    const month = overview.body.mrrByMonth.at(-1);
    expect(month).toMatchObject({ mrr: 2900, new: 2900, expansion: 0, contraction: 0, churn: 0, reactivation: 0 });
    const tenant = await call<AdminTenantDetail>('GET', `/admin/tenants/${tenantId}`, { bearer });
    expect(tenant.body).toMatchObject({ subscriptionTier: 'starter', mrr: 2900, usageLimit: 1000 });
    for (const action of [
      'user.signed_up',
      'user.email_verified',
      'agent.created',
      'api_key.created',
      'conversation.started',
      'conversation.ended',
      'usage.threshold_reached',
      'subscription.created',
      'invoice.paid',
    ]) {
      const { body } = await call<AuditList>('GET', `/admin/audit?tenantId=${tenantId}&action=${action}&pageSize=1`, { bearer });
      expect(body.items).toMatchObject([{ action, tenantId }]);
    }
  });

  it('sent every mail exactly once', async () => {
    const seen = platform.inbox.messages().map((message) => `${message.template} ${message.subject}`);
    expect(seen.length).toBe(new Set(seen).size);
    const { rows } = await platform.owner.query<{ status: string }>('select distinct status from email_messages');
    expect(rows).toEqual([{ status: 'sent' }]);
  });
});
