import { type AgentPage, type ConversationList, type Problem } from '@orbisvoice/shared-dto';
import { API_KEY_SCOPES, ROLE_PERMISSIONS } from '@orbisvoice/shared-dto/values';
import { newId } from '../../src/platform/database/ids.js';
import { type Caller, type TenantWorld, tenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestAnswer, type TestApp } from '../harness/app.js';
import { type Operation, operationsOf } from '../http/api-document.js';
import { sampleOf } from '../http/samples.js';
import { idsIn, neighbourIdFor, rowsOfTenant, tenantTables } from './neighbours.js';
import { pathOf, type Route, routesOf } from './route-list.js';

const CALLERS: readonly Caller[] = ['owner', 'admin', 'member', 'api_key'];
/** Ids both tenants share, because they are nobody's. */
const SHARED_TABLES = ['handled_events'];

/** An answer as far as it may tell anything: all of it but the trace. */
const told = ({ status, body }: TestAnswer<Problem>): unknown => ({ ...body, status, traceId: 'any' });

describe('two tenants', () => {
  let app: TestApp;
  let mine: TenantWorld;
  let theirs: TenantWorld;
  let routes: Route[];
  let operations: Operation[];

  beforeAll(async () => {
    app = await startTestApp();
    mine = await tenantWorld(app);
    theirs = await tenantWorld(app);
    routes = routesOf(app).filter(({ permission, path }) => permission && !path.startsWith('/api/admin'));
    operations = operationsOf((await app.request('GET', '/openapi.json')).body);
  }, 60_000);
  afterAll(() => app.close());

  const mayCall = (caller: Caller, route: Route): boolean =>
    (caller === 'api_key' ? API_KEY_SCOPES : ROLE_PERMISSIONS[caller]).some((permission) => permission === route.permission);
  const operationOf = (route: Route): Operation => {
    const found = operations.find(({ method, path }) => method === route.method && path === route.path);
    if (!found) throw new Error(`${route.method} ${route.path} is not in the document`);
    return found;
  };

  it('each have something of everything, so that there is something to leak', async () => {
    const empty: string[] = [];
    for (const table of await tenantTables(app.owner)) {
      if (SHARED_TABLES.includes(table) || table === 'stripe_events') continue;
      for (const { tenantId } of [mine, theirs]) {
        const { rowCount } = await app.owner.query(`select 1 from ${table} where tenant_id = $1 limit 1`, [tenantId]);
        if (!rowCount) empty.push(table);
      }
    }
    expect(empty).toEqual([]);
  });

  it.each(CALLERS)('cannot tell a neighbour’s id from one that does not exist, as %s', async (caller) => {
    const before = await rowsOfTenant(app.owner, theirs.tenantId);
    const wrong: string[] = [];
    for (const route of routes.filter(({ parameters }) => parameters.length > 0)) {
      const { body } = operationOf(route);
      const send = (id: string): Promise<TestAnswer<Problem>> =>
        app.request(route.method, pathOf(route, id), { token: mine.tokens[caller], ...(body && { body: sampleOf(body) }) });
      const [neighbour, unknown] = [await send(neighbourIdFor(route.path, theirs)), await send(newId())];
      const expected = mayCall(caller, route) ? 404 : 403;
      if (neighbour.status !== expected) wrong.push(`${route.method} ${route.path}: ${neighbour.status} instead of ${expected}`);
      expect(told(neighbour)).toEqual(told(unknown));
    }
    expect(wrong).toEqual([]);
    expect(await rowsOfTenant(app.owner, theirs.tenantId)).toEqual(before);
  });

  it('cannot name each other’s things in bodies and filters either', async () => {
    const ids = { agentId: theirs.agent.id, conversationId: theirs.conversation.id };
    const named: string[] = [];
    for (const route of routes) {
      const { body, query } = operationOf(route);
      for (const name of Object.keys(body?.properties ?? {}).filter((key) => key.endsWith('Id') && key in ids)) {
        named.push(`${route.method} ${route.path} ${name}`);
        const send = (id: string): Promise<TestAnswer<Problem>> =>
          app.request(route.method, pathOf(route, newId()), {
            token: mine.tokens.owner,
            body: { ...Object(sampleOf(body ?? {})), [name]: id },
          });
        const [neighbour, unknown] = [await send(String(Reflect.get(ids, name))), await send(newId())];
        expect(neighbour.status).toBe(404);
        expect(told(neighbour)).toEqual(told(unknown));
      }
      for (const name of query.map((parameter) => parameter.name).filter((key) => key in ids)) {
        named.push(`${route.method} ${route.path} ${name}`);
        const ask = (id: string): Promise<TestAnswer<Problem>> =>
          app.request(route.method, `${pathOf(route, newId())}?${name}=${id}`, { token: mine.tokens.owner });
        const answer = await ask(String(Reflect.get(ids, name)));
        // a list of nothing, or the same refusal as for what never was
        if (answer.status === 404) expect(told(answer)).toEqual(told(await ask(newId())));
        else expect(answer).toMatchObject({ status: 200, body: { items: [] } });
      }
    }
    expect(named).toEqual(expect.arrayContaining(['GET /api/conversations agentId', 'POST /api/conversations agentId']));
  });

  it.each(CALLERS)('see nothing of each other in any list or figure, as %s', async (caller) => {
    const shared = new Set(idsIn(await rowsOfTenant(app.owner, mine.tenantId)));
    const secrets = [
      ...idsIn(await rowsOfTenant(app.owner, theirs.tenantId)).filter((id) => !shared.has(id)),
      theirs.canary,
      theirs.owner.email,
    ];
    expect(secrets.length).toBeGreaterThan(20);
    for (const route of routes.filter(({ method, parameters }) => method === 'GET' && parameters.length === 0)) {
      if (!mayCall(caller, route)) continue;
      const answer = await app.request(route.method, pathOf(route, ''), { token: mine.tokens[caller] });
      expect([route.path, answer.status]).toEqual([route.path, 200]);
      const text = JSON.stringify(answer.body);
      expect([route.path, secrets.filter((secret) => text.includes(secret))]).toEqual([route.path, []]);
    }
  });

  it('would be caught: the same look at one’s own lists finds what it looks for', async () => {
    const found: string[] = [];
    for (const route of routes.filter(({ method, parameters }) => method === 'GET' && parameters.length === 0)) {
      const answer = await app.request(route.method, pathOf(route, ''), { token: theirs.tokens.owner });
      if (JSON.stringify(answer.body).includes(theirs.canary)) found.push(route.path);
    }
    expect(found).toEqual(
      expect.arrayContaining(['/api/agents', '/api/api-keys', '/api/auth/me', '/api/conversations', '/api/stats', '/api/team/invitations']),
    );
  });

  it('get nothing out of each other’s cursors, searches and idempotency keys', async () => {
    const search = await app.request<AgentPage>('GET', `/agents?search=${theirs.canary}`, { token: mine.tokens.owner });
    expect(search.body).toMatchObject({ items: [], total: 0 });

    const body = (world: TenantWorld, sessionId: string): unknown => ({ agentId: world.agent.id, sessionId });
    await app.request('POST', '/conversations', { token: theirs.tokens.owner, body: body(theirs, `second-${theirs.canary}`) });
    const first = await app.request<ConversationList>('GET', '/conversations?pageSize=1', { token: theirs.tokens.owner });
    expect(first.body.next).not.toBeNull();
    const borrowed = await app.request('GET', `/conversations?cursor=${first.body.next ?? ''}`, { token: mine.tokens.owner });
    expect(JSON.stringify(borrowed.body)).not.toContain(theirs.conversation.id);

    const headers = { 'idempotency-key': newId() };
    const theirAnswer = await app.request('POST', '/conversations', {
      token: theirs.tokens.owner,
      headers,
      body: body(theirs, headers['idempotency-key']),
    });
    const myAnswer = await app.request('POST', '/conversations', {
      token: mine.tokens.owner,
      headers,
      body: body(mine, headers['idempotency-key']),
    });
    expect([theirAnswer.status, myAnswer.status]).toEqual([201, 201]);
    expect(myAnswer.headers.get('idempotent-replayed')).toBeNull();
    expect(myAnswer.body).toMatchObject({ agentId: mine.agent.id });
  });

  it('lets staff see both, and says so only to staff', async () => {
    await app.owner.query('update users set is_admin = true where id = $1', [mine.owner.session.me.id]);
    const login = await app.request<{ accessToken: string }>('POST', '/auth/login', {
      body: { email: mine.owner.email, password: mine.owner.password },
      headers: { 'x-orbis-client': 'console' },
    });
    const staff = await app.request('GET', `/admin/tenants/${theirs.tenantId}`, { token: login.body.accessToken });
    expect(staff).toMatchObject({ status: 200, body: { id: theirs.tenantId } });
    // staff rights are about the console's routes: the portal's stay inside the own tenant
    const agent = await app.request('GET', `/agents/${theirs.agent.id}`, { token: login.body.accessToken });
    expect(agent.status).toBe(404);
  });
});
