import { Agent, AgentPage, EmbedCode, type Problem } from '@orbisvoice/shared-dto';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';

let app: TestApp;
let owner: TestOwner;
let neighbour: TestOwner;
const body = { name: 'Ava', systemPrompt: 'Answer politely.' };

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  neighbour = await app.signUp();
});
afterAll(() => app.close());

async function given(over: object = {}, by = owner): Promise<Agent> {
  const answer = await app.request<Agent>('POST', '/agents', { token: by.token, body: { ...body, ...over } });
  expect(answer.status).toBe(201);
  return Agent.parse(answer.body);
}

async function entries(tenantId: string, targetId: string): Promise<{ action: string; changes: Record<string, unknown> }[]> {
  const { rows } = await app.owner.query<{ action: string; changes: Record<string, unknown> }>(
    'select action, changes from audit_entries where tenant_id = $1 and target_id = $2 order by at, id',
    [tenantId, targetId],
  );
  return rows;
}

async function events(tenantId: string, agentId: string): Promise<string[]> {
  const { rows } = await app.owner.query<{ name: string }>(
    `select name from outbox_events where tenant_id = $1 and payload->>'agentId' = $2 order by created_at, id`,
    [tenantId, agentId],
  );
  return rows.map(({ name }) => name);
}

describe('POST /agents', () => {
  it('makes an agent with defaults and a public key of its own', async () => {
    const [first, second] = [await given(), await given()];
    expect(first).toMatchObject({ voiceId: 'aoede', isActive: true, conversationCount: 0, tools: [] });
    expect(first.publicKey).toMatch(/^pk_[\w-]{32}$/);
    expect(second.publicKey).not.toBe(first.publicKey);
    expect(await events(owner.tenantId, first.id)).toEqual(['agent.created']);
    const [entry] = await entries(owner.tenantId, first.id);
    expect(entry).toMatchObject({ action: 'agent.created', changes: { name: { before: null, after: 'Ava' } } });
  });

  it('names every bad field', async () => {
    const answer = await app.request<Problem>('POST', '/agents', {
      token: owner.token,
      body: { name: '', systemPrompt: 'x', voiceId: 'nobody', allowedOrigins: ['https://a.example/path'], extra: 1 },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('request.invalid');
    expect(answer.body.fields?.map(({ path }) => path).sort()).toEqual(['allowedOrigins.0', 'extra', 'name', 'voiceId']);
  });

  it('replays the answer to a repeated key, and makes one agent', async () => {
    const request = { token: owner.token, body: { ...body, name: 'Once' }, headers: { 'idempotency-key': 'agent-once' } };
    const [first, second] = [await app.request<Agent>('POST', '/agents', request), await app.request<Agent>('POST', '/agents', request)];
    expect(second.body).toEqual(first.body);
    const list = await app.request<AgentPage>('GET', '/agents?search=Once', { token: owner.token });
    expect(list.body.total).toBe(1);
  });

  it('refuses strangers', async () => {
    expect((await app.request('POST', '/agents', { body })).status).toBe(401);
  });
});

describe('GET /agents', () => {
  it('finds, filters, sorts and pages, and counts conversations of each', async () => {
    const tenant = await app.signUp();
    for (const name of ['Cleo', 'ava 100%', 'Bea']) await given({ name, isActive: name !== 'Bea' }, tenant);
    const get = async (query: string): Promise<AgentPage> => {
      const answer = await app.request('GET', `/agents${query}`, { token: tenant.token });
      expect(answer.status).toBe(200);
      return AgentPage.parse(answer.body);
    };
    const names = async (query: string): Promise<string[]> => (await get(query)).items.map(({ name }) => name);
    expect(await names('')).toEqual(['Bea', 'ava 100%', 'Cleo']);
    expect(await names('?isActive=false')).toEqual(['Bea']);
    expect(await names('?search=AVA')).toEqual(['ava 100%']);
    expect(await names('?search=0%25')).toEqual(['ava 100%']);
    expect(await names('?search=_')).toEqual([]);
    const second = await get('?sort=createdAt&pageSize=2&page=2');
    expect(second).toMatchObject({ total: 3, page: 2, pageSize: 2 });
    expect(second.items.map(({ name }) => name)).toEqual(['Bea']);
    expect(await get('?page=9')).toMatchObject({ items: [], total: 3 });
  });

  it.each(['?sort=systemPrompt', '?pageSize=101', '?page=0', '?isActive=maybe', '?unknown=1'])('refuses %s', async (query) => {
    expect((await app.request('GET', `/agents${query}`, { token: owner.token })).status).toBe(400);
  });
});

describe('PATCH /agents/:id', () => {
  it('changes what differs and tells before and after', async () => {
    const agent = await given({ tools: [{ name: 'book', description: 'Books a table' }] });
    const answer = await app.request<Agent>('PATCH', `/agents/${agent.id}`, {
      token: owner.token,
      body: { name: 'Eve', tools: [{ description: 'Books a table', name: 'book' }] },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.name).toBe('Eve');
    const [, entry] = await entries(owner.tenantId, agent.id);
    expect(entry).toEqual({ action: 'agent.updated', changes: { name: { before: 'Ava', after: 'Eve' } } });
    expect(await events(owner.tenantId, agent.id)).toEqual(['agent.created', 'agent.updated']);
  });

  it('leaves no trace when nothing differs', async () => {
    const agent = await given();
    await app.request('PATCH', `/agents/${agent.id}`, { token: owner.token, body: { name: 'Ava' } });
    expect(await events(owner.tenantId, agent.id)).toEqual(['agent.created']);
  });

  it('refuses an empty patch', async () => {
    const agent = await given();
    expect((await app.request('PATCH', `/agents/${agent.id}`, { token: owner.token, body: {} })).status).toBe(400);
  });

  it('loses no edit of two at once', async () => {
    const agent = await given();
    await Promise.all([
      app.request('PATCH', `/agents/${agent.id}`, { token: owner.token, body: { name: 'Both' } }),
      app.request('PATCH', `/agents/${agent.id}`, { token: owner.token, body: { greeting: 'Hello' } }),
    ]);
    const { body: after } = await app.request<Agent>('GET', `/agents/${agent.id}`, { token: owner.token });
    expect(after).toMatchObject({ name: 'Both', greeting: 'Hello' });
  });
});

describe('DELETE /agents/:id', () => {
  it('hides the agent and keeps its conversations readable', async () => {
    const agent = await given({ name: 'Leaving' });
    const start = { agentId: agent.id, sessionId: 'kept' };
    const { body: conversation } = await app.request<{ id: string }>('POST', '/conversations', { token: owner.token, body: start });
    expect((await app.request('DELETE', `/agents/${agent.id}`, { token: owner.token })).status).toBe(204);
    expect((await app.request('GET', `/agents/${agent.id}`, { token: owner.token })).status).toBe(404);
    expect((await app.request('DELETE', `/agents/${agent.id}`, { token: owner.token })).status).toBe(404);
    const kept = await app.request<{ agentName: string }>('GET', `/conversations/${conversation.id}`, { token: owner.token });
    expect(kept.body.agentName).toBe('Leaving');
    const refused = await app.request<Problem>('POST', '/conversations', { token: owner.token, body: { ...start, sessionId: 'late' } });
    expect(refused.body.code).toBe('agents.not_found');
    expect(await events(owner.tenantId, agent.id)).toContain('agent.deleted');
  });
});

describe('GET /agents/:id/embed', () => {
  it('gives the tag', async () => {
    const agent = await given();
    const { body: embed } = await app.request('GET', `/agents/${agent.id}/embed`, { token: owner.token });
    expect(EmbedCode.parse(embed).html).toContain(`data-agent="${agent.publicKey}"`);
  });
});

it.each([
  ['GET', ''],
  ['PATCH', ''],
  ['DELETE', ''],
  ['GET', '/embed'],
])('%s /agents/:id%s answers 404 to a neighbour', async (method, path) => {
  const agent = await given();
  const request = { token: neighbour.token, ...(method === 'PATCH' && { body: { name: 'Mine now' } }) };
  const answer = await app.request<Problem>(method, `/agents/${agent.id}${path}`, request);
  expect(answer.status).toBe(404);
  expect(answer.body.code).toBe('agents.not_found');
});
