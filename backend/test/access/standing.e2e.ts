import type { Problem } from '@orbisvoice/shared-dto';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { newId } from '../../src/platform/database/ids.js';
import { TenantService, type Standing } from '../../src/modules/tenants/index.js';
import { tenantWorld, type TenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { pathOf, routesOf, type Route } from './route-list.js';

/** Changes that a suspended workspace may make: its people look after their accounts, pay, and take along what is theirs. */
const OPEN_CHANGES = /^\/api\/(auth|billing)\/(?!usage$)|^\/api\/email\/preferences$|^\/api\/exports(\/|$)/;
/** Reading that is part of managing people, who stay as they are. */
const CLOSED_READS: readonly string[] = ['GET /api/team/invitations', 'GET /api/report-schedules'];

const label = ({ method, path }: Route): string => `${method} ${path}`;

/** The rule, by which a new route is judged the day it is made. */
const isOpen = (route: Route): boolean => (route.method === 'GET' ? !CLOSED_READS.includes(label(route)) : OPEN_CHANGES.test(route.path));

describe('the standing of a workspace, over every route', () => {
  let app: TestApp;
  let world: TenantWorld;
  let routes: Route[];

  beforeAll(async () => {
    app = await startTestApp();
    world = await tenantWorld(app);
    routes = routesOf(app).filter(({ permission, access }) => permission !== null && !access.startsWith('admin.'));
  }, 60_000);
  afterAll(() => app.close());

  const stand = (standing: Standing): Promise<void> => app.get(TenantService).setStanding(tenantIdOf(world.tenantId), standing);
  const call = (route: Route, token: string) => app.request<Problem>(route.method, pathOf(route, newId()), { token });

  it.each(['owner', 'api_key'] as const)(
    'suspended, its %s reads and nothing runs',
    async (caller) => {
      await stand({ status: 'suspended', reason: 'calls nobody asked for' });
      const wrong: string[] = [];
      const seen = { open: 0, closed: 0 };
      for (const route of routes) {
        const { status, body } = await call(route, world.tokens[caller]);
        // what its scopes do not name is closed to a key in any case
        if (body.code === 'access.forbidden') continue;
        const isRefused = status === 403 && body.code === 'tenants.suspended';
        seen[isRefused ? 'closed' : 'open']++;
        if (isRefused === isOpen(route) || status === 401) wrong.push(`${label(route)} answered ${status} ${body.code}`);
      }
      expect(wrong).toEqual([]);
      expect(Math.min(seen.open, seen.closed)).toBeGreaterThan(3);
    },
    60_000,
  );

  it('banned, nobody of it gets in: people are told so, its keys are no keys', async () => {
    await stand({ status: 'banned', reason: 'calls nobody asked for' });
    for (const route of routes) {
      const [person, key] = [await call(route, world.tokens.owner), await call(route, world.tokens.api_key)];
      expect([label(route), person.status, person.body.code]).toEqual([label(route), 403, 'auth.account_banned']);
      expect([label(route), key.status, key.body.code]).toEqual([label(route), 401, 'access.unauthenticated']);
    }
  }, 60_000);
});
