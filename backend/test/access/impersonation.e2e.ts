import type { Me, Problem } from '@orbisvoice/shared-dto';
import type { ErrorCode } from '@orbisvoice/shared-dto/values';
import { newId } from '../../src/platform/database/ids.js';
import { givenStaff, impersonate } from '../admin/staff.js';
import { tenantWorld, type TenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestAnswer, type TestApp } from '../harness/app.js';
import { pathOf, routesOf, type Route } from './route-list.js';

/** Money, keys and people: written out, so that the list of the platform does not get shorter unseen. */
const FORBIDDEN_PERMISSIONS: readonly string[] = [
  'billing.manage',
  'usage.write',
  'api_keys.manage',
  'team.manage',
  'conversations.delete',
  'exports.write',
  'reports.manage',
  'webhooks.manage',
];
/** Secrets, identities, a person's own choices, and personal data on their way out of the house, whatever permission such a route asks for. */
const FORBIDDEN_PATHS =
  /\/(password|mfa|totp|passkeys|sessions|exports|report-schedules|privacy|webhook-endpoints|webhook-deliveries)(\/|$)|^\/api\/email\/preferences$|^\/api\/auth\/.*email/;
const END = 'DELETE /api/auth/impersonation';

const label = ({ method, path }: Route): string => `${method} ${path}`;
/** A file of many people's data: reading it is taking it away. */
const isExport = ({ path }: Route): boolean => /\/(export|download)$/.test(path);
const isChange = ({ method }: Route): boolean => method !== 'GET';

/** The rule, by which a new route is judged the day it is made: what a person may do and staff who act as them may not. */
const isForbidden = (route: Route): boolean =>
  isExport(route) ||
  (isChange(route) &&
    label(route) !== END &&
    (route.method === 'DELETE' || FORBIDDEN_PERMISSIONS.includes(route.access) || FORBIDDEN_PATHS.test(route.path)));

describe('impersonation, over every route of a tenant', () => {
  let app: TestApp;
  let world: TenantWorld;
  let routes: Route[];
  let tokens: Record<'read' | 'write', string>;

  beforeAll(async () => {
    app = await startTestApp();
    world = await tenantWorld(app);
    const staff = await givenStaff(app);
    const whom = { tenantId: world.tenantId, userId: world.owner.session.me.id };
    tokens = {
      read: (await impersonate(app, staff, { ...whom, mode: 'read' })).accessToken,
      write: (await impersonate(app, staff, { ...whom, mode: 'write' })).accessToken,
    };
    // the console's routes: admin-routes.e2e.ts
    routes = routesOf(app).filter(({ permission, access }) => permission !== null && !access.startsWith('admin.'));
  }, 120_000);
  afterAll(() => app.close());

  const call = (route: Route, token: string): Promise<TestAnswer<Problem>> =>
    app.request<Problem>(route.method, pathOf(route, newId()), { token });
  const refusal = async (route: Route, token: string): Promise<ErrorCode | null> => {
    const { status, body } = await call(route, token);
    if (status === 401) throw new Error(`${label(route)} did not know the token`);
    return status === 403 ? body.code : null;
  };

  it('the owner, acted as, may change what is harmless and nothing of the deny-list', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((route) => label(route) !== END)) {
      const wanted = isForbidden(route) ? 'access.impersonation_forbidden' : null;
      const code = await refusal(route, tokens.write);
      if (code !== wanted) wrong.push(`${label(route)}: ${code ?? 'let through'}, should be ${wanted ?? 'let through'}`);
    }
    expect(wrong).toEqual([]);
    expect(routes.filter(isForbidden).length).toBeGreaterThan(15);
  }, 60_000);

  it('read-only, nothing but reading is open', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter((route) => label(route) !== END)) {
      const code = await refusal(route, tokens.read);
      const isRefused = code === 'access.impersonation_forbidden' || code === 'access.impersonation_read_only';
      if (isRefused !== (isChange(route) || isExport(route))) wrong.push(`${label(route)}: ${code ?? 'let through'}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('nothing is offered that is refused', async () => {
    const offered = async (token: string): Promise<readonly string[]> =>
      (await app.request<Me>('GET', '/auth/me', { token })).body.permissions;
    const [own, write, read] = [await offered(world.owner.token), await offered(tokens.write), await offered(tokens.read)];
    expect(write).toEqual(own.filter((permission) => !FORBIDDEN_PERMISSIONS.includes(permission)));
    expect(read).toEqual(own.filter((permission) => permission.endsWith('.read')));
    expect(own).toEqual(expect.arrayContaining([...FORBIDDEN_PERMISSIONS]));
  });

  it('what was tried changed nothing: the world still stands', async () => {
    expect((await app.request('GET', `/agents/${world.agent.id}`, { token: world.owner.token })).status).toBe(200);
    for (const path of [`/agents/${world.agent.id}`, `/conversations/${world.conversation.id}`, `/team/members/${world.memberId}`]) {
      const { status, body } = await app.request<Problem>('DELETE', path, { token: tokens.write });
      expect([path, status, body.code]).toEqual([path, 403, 'access.impersonation_forbidden']);
    }
  });
});
