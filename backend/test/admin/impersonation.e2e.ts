import { ImpersonatedSession, ImpersonationTicket, type Agent, type AuditList } from '@orbisvoice/shared-dto';
import jwt from 'jsonwebtoken';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { AuthKeys } from '../../src/modules/auth/services/auth-keys.js';
import { TenantService } from '../../src/modules/tenants/index.js';
import { newId } from '../../src/platform/database/ids.js';
import { join, outbox, shiftTime, type Refusal } from '../auth/people.js';
import { emailRows } from '../email/mails.js';
import { createAgent } from '../factories/entities.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { codeOf, givenStaff, impersonate } from './staff.js';

const REASON = 'They asked why the front desk is silent.';
const MINUTE = 60_000;

let app: TestApp;
let other: TestApp;
let staff: TestOwner;
let customer: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  other = await startTestApp();
}, 120_000);
beforeEach(async () => {
  staff = await givenStaff(app);
  customer = await app.signUp();
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const start = <T = Refusal>(body: object = {}, tenantId = customer.tenantId): Promise<TestAnswer<T>> =>
  app.request<T>('POST', `/admin/tenants/${tenantId}/impersonate`, {
    token: staff.token,
    body: { userId: customer.session.me.id, reason: REASON, ...body },
  });
const open = <T = Refusal>(code: string): Promise<TestAnswer<T>> => app.request<T>('POST', '/auth/impersonation', { body: { code } });
const as = (mode: 'read' | 'write'): Promise<ImpersonatedSession> =>
  impersonate(app, staff, { tenantId: customer.tenantId, userId: customer.session.me.id, mode });
const standing = (status: 'active' | 'suspended' | 'banned'): Promise<void> =>
  app.get(TenantService).setStanding(tenantIdOf(customer.tenantId), { status, reason: status === 'active' ? null : 'fraud' });
const statusOf = async (token: string, by = app): Promise<number> => (await by.request('GET', '/auth/me', { token })).status;
/** Another process hears of it by NOTIFY, in milliseconds; waiting longer than its cache lives would prove nothing. */
const soon = (what: string, token: string, status: number): Promise<boolean> =>
  eventually(`${what} in the other process`, async () => (await statusOf(token, other)) === status, 3_000);

describe('POST /admin/tenants/:id/impersonate', () => {
  it('hands out an address whose code opens, once, a token that names both people and lasts half an hour', async () => {
    const answer = await start<ImpersonationTicket>();
    expect(answer.status).toBe(201);
    const ticket = ImpersonationTicket.parse(answer.body);
    expect(ticket.url).toMatch(/\/impersonate#code=/);
    const opened = await open<ImpersonatedSession>(codeOf(ticket));
    const session = ImpersonatedSession.parse(opened.body);
    expect(opened.headers.getSetCookie()).toEqual([]);
    expect(session).toMatchObject({
      me: { id: customer.session.me.id, tenant: { id: customer.tenantId } },
      impersonation: { mode: 'read', staffName: staff.session.me.name, reason: REASON },
    });
    const claims = jwt.decode(session.accessToken);
    expect(claims).toMatchObject({ sub: customer.session.me.id, act: { sub: staff.session.me.id } });
    expect(Date.parse(session.expiresAt) - Date.now()).toBeLessThanOrEqual(30 * MINUTE);
    expect(await statusOf(session.accessToken)).toBe(200);
    expect((await open(codeOf(ticket))).body.code).toBe('auth.token_invalid');
  });

  it('offers read-only only what reads, and refuses to change', async () => {
    const { accessToken: token, me } = await as('read');
    expect(me.permissions.filter((permission) => !permission.endsWith('.read'))).toEqual([]);
    const body = { name: 'Bo', systemPrompt: 'Answer politely.' };
    expect((await app.request<Refusal>('POST', '/agents', { token, body })).body.code).toBe('access.impersonation_read_only');
  });

  it('writes both identities on every line', async () => {
    const agent = await createAgent(app, customer.token);
    const { accessToken: token } = await as('write');
    expect((await app.request<Agent>('PATCH', `/agents/${agent.id}`, { token, body: { name: 'Night desk' } })).status).toBe(200);
    const { rows } = await app.owner.query(
      `select action, actor_kind, actor_id, impersonator_id from audit_entries
       where tenant_id = $1 and action in ('agent.updated', 'admin.impersonation_started') order by at`,
      [customer.tenantId],
    );
    expect(rows).toEqual([
      { action: 'admin.impersonation_started', actor_kind: 'staff', actor_id: staff.session.me.id, impersonator_id: null },
      { action: 'agent.updated', actor_kind: 'user', actor_id: customer.session.me.id, impersonator_id: staff.session.me.id },
    ]);
    const audit = await app.request<AuditList>('GET', `/admin/audit?tenantId=${customer.tenantId}&action=admin.impersonation_started`, {
      token: staff.token,
    });
    expect(audit.body.items).toMatchObject([{ targetId: customer.session.me.id, changes: { reason: { before: null, after: REASON } } }]);
    const changed = await app.request<AuditList>('GET', '/audit?action=agent.updated', { token: customer.token });
    expect(changed.body.items).toMatchObject([{ actorId: customer.session.me.id, impersonatorId: staff.session.me.id }]);
  });

  it('tells every owner by mail who, why and until when', async () => {
    await as('read');
    await app.settle();
    const mails = (await emailRows(app, customer.tenantId)).filter(({ template }) => template === 'impersonation-notice');
    expect(mails).toMatchObject([
      { data: { staff: staff.session.me.name, person: customer.session.me.name, reason: REASON, mayChange: false } },
    ]);
    expect(JSON.stringify(await outbox(app, customer.tenantId, 'admin.impersonation_started'))).not.toContain('code');
  });

  it('is refused for colleagues, strangers, a banned tenant, without a reason, and to everybody but staff', async () => {
    const colleague = await givenStaff(app);
    expect((await start({ userId: colleague.session.me.id }, colleague.tenantId)).body.code).toBe('admin.user_protected');
    expect((await start({ userId: newId() })).body.code).toBe('admin.user_not_found');
    expect((await start({ userId: staff.session.me.id })).body.code).toBe('admin.user_not_found');
    expect((await start({}, newId())).body.code).toBe('admin.user_not_found');
    expect((await start({ reason: 'x' })).body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'reason' }] });
    const body = { userId: customer.session.me.id, reason: REASON };
    const path = `/admin/tenants/${customer.tenantId}/impersonate`;
    expect((await app.request<Refusal>('POST', path, { token: customer.token, body })).body.code).toBe('access.forbidden');
    await standing('banned');
    expect((await start()).body.code).toBe('auth.account_banned');
  });

  it('gives a code a minute', async () => {
    const { body } = await start<ImpersonationTicket>();
    const time = shiftTime(app, MINUTE + 1_000);
    expect((await open(codeOf(body))).body.code).toBe('auth.token_invalid');
    time.back();
    expect((await open('x'.repeat(43))).body.code).toBe('auth.token_invalid');
  });

  it('gives one of many who come with the same code at once a token', async () => {
    const code = codeOf((await start<ImpersonationTicket>()).body);
    const answers = await Promise.all(Array.from({ length: 6 }, () => open(code)));
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([
      200,
      ...Array.from({ length: 5 }, () => 'auth.token_invalid'),
    ]);
  });

  it('opens nothing once the staff user logged out, or the tenant was banned, before the code was used', async () => {
    const [first, second] = [await start<ImpersonationTicket>(), await start<ImpersonationTicket>()];
    await standing('banned');
    expect((await open(codeOf(first.body))).body.code).toBe('auth.account_banned');
    await standing('active');
    await app.request('POST', '/auth/logout', { headers: { cookie: staff.cookie } });
    expect((await open(codeOf(second.body))).body.code).toBe('auth.token_invalid');
  });
});

describe('an impersonation ends', () => {
  it('by its button, read-only too, in every process, and says so', async () => {
    const { accessToken: token } = await as('read');
    expect(await statusOf(token, other)).toBe(200);
    expect((await app.request('DELETE', '/auth/impersonation', { token })).status).toBe(204);
    expect(await statusOf(token)).toBe(401);
    await soon('the end', token, 401);
    const { rows } = await app.owner.query(
      `select actor_id, impersonator_id from audit_entries where tenant_id = $1 and action = 'admin.impersonation_ended'`,
      [customer.tenantId],
    );
    expect(rows).toEqual([{ actor_id: customer.session.me.id, impersonator_id: staff.session.me.id }]);
  });

  it('by time', async () => {
    const { accessToken: token } = await as('read');
    const before = shiftTime(app, 29 * MINUTE);
    expect(await statusOf(token)).toBe(200);
    before.back();
    const after = shiftTime(app, 30 * MINUTE + 1_000);
    expect(await statusOf(token)).toBe(401);
    after.back();
  });

  it('when the staff user logs out', async () => {
    const { accessToken: token } = await as('read');
    expect(await statusOf(token, other)).toBe(200);
    await app.request('POST', '/auth/logout', { headers: { cookie: staff.cookie } });
    expect(await statusOf(token)).toBe(401);
    await soon('the end', token, 401);
  });

  it('while its tenant is banned, in every process; of a suspended one it reads', async () => {
    const agent = await createAgent(app, customer.token);
    const { accessToken: token } = await as('write');
    expect(await statusOf(token, other)).toBe(200);
    await standing('suspended');
    const change = () => app.request<Refusal>('PATCH', `/agents/${agent.id}`, { token, body: { name: 'Night desk' } });
    expect([await statusOf(token), (await change()).body.code]).toEqual([200, 'tenants.suspended']);
    await standing('banned');
    expect(await statusOf(token)).toBe(403);
    await soon('the ban', token, 403);
  });

  it('when the staff user is staff no more, or the person became a colleague', async () => {
    const { accessToken: token } = await as('read');
    await app.owner.query('update users set is_admin = false where id = $1', [staff.session.me.id]);
    expect(await statusOf(token)).toBe(401);
    await app.owner.query('update users set is_admin = true where id = any($1)', [[staff.session.me.id, customer.session.me.id]]);
    expect(await statusOf(token)).toBe(401);
  });

  it('is nothing a person of their own can end, and no cookie renews it', async () => {
    expect((await app.request<Refusal>('DELETE', '/auth/impersonation', { token: customer.token })).body.code).toBe('request.not_found');
    const { accessToken: token } = await as('read');
    expect((await app.request<Refusal>('POST', '/auth/refresh', { token })).body.code).toBe('auth.refresh_invalid');
    const member = await join(app, customer, 'member');
    const seen = await impersonate(app, staff, { tenantId: customer.tenantId, userId: member.id, mode: 'write' });
    expect((await app.request<Refusal>('GET', '/api-keys', { token: seen.accessToken })).body.code).toBe('access.forbidden');
  });
});

describe('the token', () => {
  it('proves nothing by itself: another subject, another actor or a session’s id in it open nothing', async () => {
    const { accessToken } = await as('read');
    const { sub, tid, sid, act } = jwt.decode(accessToken) as Record<string, unknown>;
    const secret = app.get(AuthKeys).accessToken;
    const forge = (over: object): string =>
      jwt.sign({ typ: 'access', sub, tid, sid, act, ...over }, secret, {
        algorithm: 'HS256',
        issuer: 'orbisvoice',
        audience: 'orbisvoice-api',
        expiresIn: 60,
      });
    expect(await statusOf(forge({}))).toBe(200);
    for (const over of [{ sub: newId() }, { tid: staff.tenantId }, { act: { sub: newId() } }, { act: undefined }, { sid: newId() }]) {
      expect([over, await statusOf(forge(over))]).toEqual([over, 401]);
    }
  });
});
