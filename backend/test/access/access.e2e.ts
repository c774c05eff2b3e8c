import { readFile, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { Controller, Get, Module } from '@nestjs/common';
import { type Problem } from '@orbisvoice/shared-dto';
import { API_KEY_SCOPES, type ErrorCode, ROLE_PERMISSIONS } from '@orbisvoice/shared-dto/values';
import { newId } from '../../src/platform/database/ids.js';
import { createApiKey } from '../factories/entities.js';
import { type Caller, type TenantWorld, tenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestAnswer, type TestApp } from '../harness/app.js';
import { bootable } from './boot.js';
import { liveRoutes, pathOf, type Route, routesOf } from './route-list.js';

const SNAPSHOT = joinPath(__dirname, 'route-permissions.txt');
/** Answers with files, not data: the documentation, the two applications, the scrape. They hold no tenant's rows. */
const PLUMBING = /^GET (\/admin|\*|\/admin\*|\/admin\/\*|\/api\/(metrics|openapi\.(json|yaml)|docs(\/.*)?))$/;

@Controller('nobody-said-who')
class UndeclaredController {
  @Get('may-call')
  open(): string {
    return 'the door is open';
  }
}

@Module({ controllers: [UndeclaredController] })
class UndeclaredModule {}

describe('access', () => {
  let app: TestApp;
  let world: TenantWorld;
  let routes: Route[];

  beforeAll(async () => {
    app = await startTestApp();
    world = await tenantWorld(app);
    routes = routesOf(app);
  }, 60_000);
  afterAll(() => app.close());

  const call = (route: Route, token?: string): Promise<TestAnswer<Problem>> =>
    app.request<Problem>(route.method, pathOf(route, newId()), { ...(token && { token }) });
  const label = ({ method, path }: Route): string => `${method} ${path}`;

  it('is the committed table: who may call what changes only in a reviewed line', async () => {
    const table = routes.map((route) => `${route.method.padEnd(6)} ${route.path} → ${route.access}\n`).join('');
    if (process.env['UPDATE_SNAPSHOTS']) await writeFile(SNAPSHOT, table);
    expect(table).toBe(await readFile(SNAPSHOT, 'utf8'));
  });

  it('is declared for every route the server has, and every declared route is served', () => {
    const live = liveRoutes(app).filter((route) => !PLUMBING.test(route));
    expect(live).toEqual(routes.map(label).sort());
  });

  it('answers 401 as a problem document to nobody, and to a token that is not one', async () => {
    for (const route of routes.filter(({ permission }) => permission)) {
      for (const token of [undefined, 'nonsense', `ov_live_${'x'.repeat(40)}`, 'eyJhbGciOiJub25lIn0.e30.']) {
        const answer = await call(route, token);
        expect([label(route), token, answer.status, answer.body.code]).toEqual([label(route), token, 401, 'access.unauthenticated']);
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    }
  }, 60_000);

  it.each<Caller>(['owner', 'admin', 'member', 'api_key'])('opens to %s exactly what the role or the scopes name', async (caller) => {
    const allowed: readonly string[] = caller === 'api_key' ? API_KEY_SCOPES : ROLE_PERMISSIONS[caller];
    const wrong: string[] = [];
    for (const route of routes.filter(({ permission, method }) => permission && !(caller !== 'member' && method === 'DELETE'))) {
      const { status, body } = await call(route, world.tokens[caller]);
      const isRefused = status === 403 && body.code === 'access.forbidden';
      if (isRefused === allowed.includes(route.access) || status === 401) wrong.push(`${label(route)} answered ${caller} ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('refuses an API key every route outside its one scope', async () => {
    for (const scope of API_KEY_SCOPES) {
      const { secret } = await createApiKey(app, world.owner.token, { scopes: [scope] });
      for (const route of routes.filter(({ permission }) => permission && permission !== scope)) {
        const { status, body } = await call(route, secret);
        expect([label(route), scope, status, body.code]).toEqual([label(route), scope, 403, 'access.forbidden' satisfies ErrorCode]);
      }
    }
  }, 60_000);

  it('follows a role the moment it changes', async () => {
    const path = `/team/members/${world.memberId}`;
    const mayInvite = async (): Promise<number> => (await app.request('GET', '/team/invitations', { token: world.tokens.member })).status;
    expect(await mayInvite()).toBe(403);
    await app.request('PATCH', path, { token: world.tokens.owner, body: { role: 'admin' } });
    expect(await mayInvite()).toBe(200);
    await app.request('PATCH', path, { token: world.tokens.owner, body: { role: 'member' } });
    expect(await mayInvite()).toBe(403);
  });

  it('is said by every route, or the API does not start', async () => {
    const { app: undeclared, start } = await bootable({ database: app.database, imports: [UndeclaredModule] });
    await expect(start()).rejects.toThrow(/routes without declared access:\s+GET \/api\/nobody-said-who\/may-call/);
    await undeclared.close();
  });

  it('is denied without a declaration even where the audit is gone', async () => {
    const boot = await bootable({ database: app.database, imports: [UndeclaredModule], withoutAudit: true });
    await boot.start();
    const answer = await boot.app.inject({
      method: 'GET',
      url: '/api/nobody-said-who/may-call',
      headers: { authorization: `Bearer ${world.tokens.owner}` },
    });
    expect([answer.statusCode, answer.json<Problem>().code]).toEqual([403, 'access.forbidden']);
    await boot.app.close();
  });
});
