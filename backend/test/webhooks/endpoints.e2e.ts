import type { AuditList, IssuedWebhookEndpoint, Problem, WebhookEndpoint, WebhookEndpointPage } from '@orbisvoice/shared-dto';
import { WEBHOOK_ENDPOINTS_MAX, WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { join } from '../auth/people.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';

/** The settings of a production: nobody's endpoint leads inside. */
let app: TestApp;
let owner: TestOwner;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
}, 240_000);
afterAll(() => app.close());

const URL_OUTSIDE = 'https://hooks.example.com/orbis?key=of-mine';
const ask = <T>(method: string, path: string, body?: unknown, token = owner.token) =>
  app.request<T & Problem>(method, `/webhook-endpoints${path}`, { token, body });
const make = async (over: object = {}, token = owner.token) => {
  const answer = await ask<IssuedWebhookEndpoint>('POST', '', { url: URL_OUTSIDE, events: ['agent.created'], ...over }, token);
  expect(answer.status).toBe(201);
  return answer.body;
};

describe('an endpoint', () => {
  it('is made with a secret that is shown once and kept sealed; the log says where it leads, and no key', async () => {
    const made = await make({ description: 'Orders' });
    expect(made).toMatchObject({ url: URL_OUTSIDE, description: 'Orders', isEnabled: true, disabledReason: null, lastDelivery: null });
    expect(made.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const list = await ask<WebhookEndpointPage>('GET', '');
    expect(list.body.items.map(({ id }) => id)).toContain(made.id);
    expect(JSON.stringify(list.body)).not.toContain('whsec_');
    const { rows } = await app.owner.query<{ secret: string }>('select secret from webhook_endpoints where id = $1', [made.id]);
    expect(rows[0]?.secret).not.toContain(made.secret.slice('whsec_'.length));

    const path = `/${made.id}`;
    const rotated = await ask<IssuedWebhookEndpoint>('POST', `${path}/rotate-secret`);
    expect(rotated.body.secret).not.toBe(made.secret);
    const changed = await ask<WebhookEndpoint>('PATCH', path, { url: 'https://hooks.example.com/other', events: [...WEBHOOK_EVENTS] });
    expect(changed.body).toMatchObject({ url: 'https://hooks.example.com/other', events: [...WEBHOOK_EVENTS], description: 'Orders' });
    const off = await ask<WebhookEndpoint>('PATCH', path, { isEnabled: false });
    expect(off.body).toMatchObject({ isEnabled: false, disabledReason: 'by_hand' });
    await ask('PATCH', path, { isEnabled: false });
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('DELETE', path)).body.code).toBe('webhooks.endpoint_not_found');

    const audit = await app.request<AuditList>('GET', '/audit?targetType=webhook_endpoint', { token: owner.token });
    const entries = audit.body.items.filter(({ targetId }) => targetId === made.id);
    expect(entries.map(({ action }) => action)).toEqual([
      'webhook_endpoint.deleted',
      'webhook_endpoint.updated',
      'webhook_endpoint.updated',
      'webhook_endpoint.secret_rotated',
      'webhook_endpoint.created',
    ]);
    expect(JSON.stringify(entries)).toContain('https://hooks.example.com');
    expect(JSON.stringify(entries)).not.toMatch(/of-mine|whsec_|\/other/);
  });

  it.each([
    ['http://hooks.example.com/', 'url'],
    ['javascript:alert(1)', 'url'],
    ['https://user:word@hooks.example.com/', 'url'],
    ['https://127.0.0.1/', 'url'],
    ['https://2130706433/', 'url'],
    ['https://[::ffff:10.0.0.1]/', 'url'],
    ['https://169.254.169.254/latest', 'url'],
    ['https://localhost/', 'url'],
    ['https://db.internal/', 'url'],
    ['https://printer/', 'url'],
    [`https://hooks.example.com/${'x'.repeat(2_000)}`, 'url'],
    ['nowhere', 'url'],
  ])('does not lead to %s', async (url, field) => {
    const answer = await ask('POST', '', { url, events: ['agent.created'] });
    expect([answer.status, answer.body.code, answer.body.fields?.map(({ path }) => path)]).toEqual([400, 'request.invalid', [field]]);
  });

  it.each([
    [{ url: URL_OUTSIDE, events: [] }, 'events'],
    [{ url: URL_OUTSIDE, events: ['agent.created', 'agent.created'] }, 'events'],
    [{ url: URL_OUTSIDE, events: ['user.login_failed'] }, 'events.0'],
    [{ url: URL_OUTSIDE, events: ['agent.created'], description: 'x'.repeat(201) }, 'description'],
  ])('is refused for %j', async (body, field) => {
    const answer = await ask('POST', '', body);
    expect([answer.status, answer.body.fields?.[0]?.path]).toEqual([400, field]);
  });

  it(`is one of ${WEBHOOK_ENDPOINTS_MAX} at most, however fast one asks`, async () => {
    const other = await app.signUp();
    const answers = await Promise.all(
      Array.from({ length: WEBHOOK_ENDPOINTS_MAX + 3 }, () =>
        ask<{ code: string }>('POST', '', { url: URL_OUTSIDE, events: ['agent.created'] }, other.token),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(WEBHOOK_ENDPOINTS_MAX);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array.from({ length: 3 }, () => 'webhooks.endpoint_limit_reached'),
    );
  });

  it('is for owners and admins; a neighbour finds nothing', async () => {
    const { id } = await make();
    const member = await join(app, owner, 'member');
    expect((await ask('GET', '', undefined, member.token)).status).toBe(403);
    expect((await ask('POST', '', { url: URL_OUTSIDE, events: ['agent.created'] }, member.token)).status).toBe(403);
    const neighbour = await app.signUp();
    for (const [method, path, body] of [
      ['PATCH', `/${id}`, { isEnabled: false }],
      ['DELETE', `/${id}`, undefined],
      ['POST', `/${id}/rotate-secret`, undefined],
      ['POST', `/${id}/test`, { event: 'agent.created' }],
      ['GET', `/${id}/deliveries`, undefined],
      ['POST', `/${id}/replay-failed`, { since: new Date().toISOString() }],
    ] as const) {
      const answer = await ask(method, path, body, neighbour.token);
      expect([method, path, answer.status, answer.body.code]).toEqual([method, path, 404, 'webhooks.endpoint_not_found']);
    }
  });
});

describe('the list of deliveries', () => {
  it('pages by cursor, narrows by status and event, and refuses cursors of other lists', async () => {
    const { id } = await make();
    const tests = ['agent.created', 'agent.deleted', 'agent.created', 'invoice.paid', 'agent.created'];
    for (const event of tests) await ask('POST', `/${id}/test`, { event });
    const events: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { body: { items: { event: string }[]; next: string | null } } = await ask(
        'GET',
        `/${id}/deliveries?pageSize=2${next && `&cursor=${next}`}`,
      );
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      events.push(...page.body.items.map(({ event }) => event));
      next = page.body.next;
    }
    expect(events).toEqual([...tests].reverse());
    const narrowed = await ask<{ items: unknown[] }>('GET', `/${id}/deliveries?event=agent.created&status=pending`);
    expect(narrowed.body.items).toHaveLength(3);
    const bad = await ask('GET', `/${id}/deliveries?cursor=nonsense`);
    expect([bad.status, bad.body.fields?.[0]?.path]).toEqual([400, 'cursor']);
    const forged = Buffer.from(JSON.stringify(['yesterday', 'x'])).toString('base64url');
    expect((await ask('GET', `/${id}/deliveries?cursor=${forged}`)).status).toBe(400);
    const unknown = await app.request<Problem>('GET', `/webhook-deliveries/${id}`, { token: owner.token });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'webhooks.delivery_not_found']);
  });
});
