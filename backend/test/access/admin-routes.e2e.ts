import type { Problem } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { givenStaff, impersonate } from '../admin/staff.js';
import { type TenantWorld, tenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { type Operation, operationsOf } from '../http/api-document.js';
import { sampleOf } from '../http/samples.js';
import { pathOf, type Route, routesOf } from './route-list.js';
import { pathOfThings, type StaffThings, staffThings } from './staff-things.js';

// every route of the console by each of them, on a busy machine
jest.setTimeout(60_000);

const OUTSIDERS = ['nobody', 'owner', 'admin', 'member', 'api_key', 'impersonating to look', 'impersonating to act'] as const;
type Outsider = (typeof OUTSIDERS)[number];

/** What no body of ours is: no JSON, no object, a field nobody knows. */
const WRONG_BODIES: readonly unknown[] = ['{"reason":', '"text"', [], { nobodyKnowsThis: true }];
/** Nothing at all, where something is asked for. */
const EMPTY_BODIES: readonly unknown[] = [undefined, {}];
/** Commands that are said by their address alone: there is nothing in them to get wrong. */
const WITHOUT_WORDS: readonly string[] = [
  'POST /api/admin/alert-settings/test',
  'POST /api/admin/audit/verify',
  'POST /api/admin/reconciliation',
];
/** Changes that are refused before anybody looks for the thing, because its name cannot be one, and why. */
const REFUSED_BEFORE_IT_IS_MISSED: Readonly<Record<string, string>> = {
  'PATCH /api/admin/alert-rules/:key': 'rules are a closed list',
  'POST /api/admin/email-templates/:name/send-test': 'templates are a closed list',
  'POST /api/admin/stripe-events/:id/replay': 'Stripe’s ids begin with evt_',
  'POST /api/admin/system/integrations/:name/probe': 'integrations are a closed list',
  'POST /api/admin/system/queues/:queue/discarded/:id/restore': 'queues are a closed list',
  'POST /api/admin/system/queues/:queue/jobs/:id/discard': 'queues are a closed list',
  'POST /api/admin/system/queues/:queue/jobs/:id/retry': 'queues are a closed list',
  'POST /api/admin/system/queues/:queue/jobs/bulk': 'queues are a closed list',
  'POST /api/admin/system/queues/:queue/pause': 'queues are a closed list',
  'POST /api/admin/system/queues/:queue/resume': 'queues are a closed list',
};
/** What a query needs by a rule that no JSON Schema tells. */
const NEEDED_QUERIES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'GET /api/admin/analytics/revenue/rows': { month: '2026-01' },
};
/** Written by the process about itself, whatever is asked of it. */
const OWN_NOTES = /^(integration_|system_|queue_minutes$|signals$)/;
/** When somebody was last there, which knocking at a closed door also says. */
const SEEN = "array['last_used_at', 'last_seen_at', 'last_active_at']";

const label = ({ method, path }: Route): string => `${method} ${path}`;

/** Every change that could be said wrongly, said wrongly. */
function wrongBodiesOf({ body }: Operation): readonly unknown[] {
  if (!body) return [];
  const asksForSomething = (body.required ?? []).length > 0 || body.oneOf !== undefined || body.anyOf !== undefined;
  return asksForSomething ? [...EMPTY_BODIES, ...WRONG_BODIES] : WRONG_BODIES;
}

/** A fingerprint of every table, in which any change of any row would show. */
async function everything(app: TestApp): Promise<Record<string, string>> {
  const { rows: tables } = await app.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !OWN_NOTES.test(table.name))) {
    const { rows } = await app.owner.query<{ print: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(row, '' order by row)), '') as print
       from (select (to_jsonb(t) - ${SEEN})::text as row from ${name} t) t`,
    );
    prints[name] = rows[0]?.print ?? '';
  }
  return prints;
}

/** Every route of the console × everybody who may knock. */
describe('routes of staff', () => {
  let app: TestApp;
  let routes: Route[];
  let operations: Operation[];
  let staff: TestOwner;
  let things: StaffThings;
  let tokens: Readonly<Record<Outsider, string | undefined>>;

  beforeAll(async () => {
    // a database of its own: what must not change is everything
    app = await startTestApp({ database: await freshDatabase() });
    const customer = await tenantWorld(app);
    const house = await tenantWorld(app);
    await app.owner.query('update users set is_admin = true where id = $1', [house.owner.session.me.id]);
    staff = { ...house.owner, token: (await signedIn(house)).accessToken };
    things = await staffThings(app.owner, { customer, staff: house });
    const acting = async (mode: 'read' | 'write'): Promise<string> => {
      const whom = { tenantId: customer.tenantId, userId: customer.owner.session.me.id };
      return (await impersonate(app, await givenStaff(app), { ...whom, mode })).accessToken;
    };
    tokens = {
      nobody: undefined,
      ...customer.tokens,
      'impersonating to look': await acting('read'),
      'impersonating to act': await acting('write'),
    };
    routes = routesOf(app).filter(({ path }) => path.startsWith('/api/admin'));
    operations = operationsOf((await app.request('GET', '/openapi.json')).body);
    await app.settle();
  }, 120_000);
  afterAll(() => app.close());

  async function signedIn({ owner: { email, password } }: TenantWorld): Promise<{ accessToken: string }> {
    const body = { email, password };
    return (await app.request<{ accessToken: string }>('POST', '/auth/login', { body, headers: { 'x-orbis-client': 'console' } })).body;
  }
  const operationOf = (route: Route): Operation => {
    const found = operations.find(({ method, path }) => method === route.method && path === route.path);
    if (!found) throw new Error(`${label(route)} is not in the document`);
    return found;
  };
  const queryOf = (route: Route): string => {
    const query = new URLSearchParams(NEEDED_QUERIES[label(route)]);
    for (const { name, schema } of operationOf(route).query.filter((parameter) => parameter.required))
      query.set(name, String(sampleOf(schema)));
    return query.size > 0 ? `?${query.toString()}` : '';
  };
  const bodyOf = (route: Route): { body?: unknown } => {
    const { body } = operationOf(route);
    return body ? { body: sampleOf(body) } : {};
  };
  const isChange = ({ method }: Route): boolean => method !== 'GET';
  const changes = (): Route[] => routes.filter(isChange);
  const byStaff = (route: Route, path: string, body: { body?: unknown } = {}): Promise<TestAnswer<Problem>> =>
    app.request<Problem>(route.method, path, { token: staff.token, ...body });

  it('ask for a right of staff, every one', () => {
    expect(routes.length).toBeGreaterThan(90);
    expect(routes.filter(({ access }) => !/^admin\./.test(access)).map(label)).toEqual([]);
  });

  it.each(OUTSIDERS)('are closed to %s, who names real things in right words, and nothing changes', async (outsider) => {
    const token = tokens[outsider];
    const before = await everything(app);
    const wrong: string[] = [];
    for (const route of routes) {
      const path = `${pathOfThings(route, things)}${queryOf(route)}`;
      const { status, body } = await app.request<Problem>(route.method, path, { ...(token && { token }), ...bodyOf(route) });
      const refusal = outsider === 'nobody' ? '401 access.unauthenticated' : '403 access.forbidden';
      if (`${status} ${body.code}` !== refusal) wrong.push(`${label(route)}: ${status} ${body.code}`);
    }
    expect(wrong).toEqual([]);
    expect(await everything(app)).toEqual(before);
  });

  it('answer staff: what is there is shown', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((one) => !isChange(one))) {
      const { status, body } = await byStaff(route, `${pathOfThings(route, things)}${queryOf(route)}`);
      const isShown = status === 200 || (route.path.includes('/jobs/:id') && status === 404);
      if (!isShown) wrong.push(`${label(route)}: ${status} ${body.code}`);
    }
    expect(wrong).toEqual([]);
  });

  it('refuse staff what makes no sense, and change nothing', async () => {
    const before = await everything(app);
    const wrong: string[] = [];
    for (const route of changes()) {
      for (const body of wrongBodiesOf(operationOf(route))) {
        const answer = await byStaff(route, pathOfThings(route, things), { body });
        const isRefused = answer.status === 400 && answer.body.code !== undefined;
        if (!isRefused) wrong.push(`${label(route)} ${JSON.stringify(body)}: ${answer.status} ${answer.body.code}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await everything(app)).toEqual(before);
  });

  it('answer staff who name what is not there, and do what staff say by an address alone', async () => {
    const wrong: string[] = [];
    const wordless: string[] = [];
    for (const route of routes) {
      const { status, body } = await byStaff(route, `${pathOf(route, newId())}${queryOf(route)}`, bodyOf(route));
      if (status === 401 || status >= 500 || body.code === 'access.forbidden') wrong.push(`${label(route)}: ${status} ${body.code}`);
      const isOfNothing = isChange(route) && route.parameters.length > 0;
      const isAnswered = status === 404 || status === 409 || (status === 400 && label(route) in REFUSED_BEFORE_IT_IS_MISSED);
      if (isOfNothing && !isAnswered) wrong.push(`${label(route)} did something: ${status} ${body.code}`);
      if (isChange(route) && !isOfNothing && !operationOf(route).body) wordless.push(label(route));
    }
    expect(wrong).toEqual([]);
    expect(wordless).toEqual(WITHOUT_WORDS);
  });
});
