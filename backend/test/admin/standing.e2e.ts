import { StandingPreview, TenantStanding, type AuditList, type Me } from '@orbisvoice/shared-dto';
import type { ExportStatus } from '@orbisvoice/shared-dto/values';
import { newId } from '../../src/platform/database/ids.js';
import { outbox, type Refusal } from '../auth/people.js';
import { Talker } from '../conversations/conversation-app.js';
import { emailRows } from '../email/mails.js';
import { exported, fileOf } from '../exports/export-world.js';
import { createApiKey } from '../factories/entities.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { schedule } from '../reports/report-world.js';
import { givenStaff } from './staff.js';

const REASON = 'Calls that nobody asked for, reported twice.';

let app: TestApp;
let other: TestApp;
let staff: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  // another process of the same platform: what is decided here holds there at once
  other = await startTestApp();
  staff = await givenStaff(app);
}, 120_000);
afterAll(async () => {
  await other.close();
  await app.close();
});

const act = <T = Refusal>(tenantId: string, action: string, body: unknown = { reason: REASON }): Promise<TestAnswer<T>> =>
  app.request<T>('POST', `/admin/tenants/${tenantId}/${action}`, { token: staff.token, body });
const preview = async (tenantId: string, action: string): Promise<StandingPreview> => {
  const answer = await app.request(`GET`, `/admin/tenants/${tenantId}/suspension-preview?action=${action}`, { token: staff.token });
  return StandingPreview.parse(answer.body);
};
const codeOf = async (of: Promise<TestAnswer<Refusal>>): Promise<[number, string | undefined]> => {
  const { status, body } = await of;
  return [status, body.code];
};
/** Another process hears of a change by NOTIFY, in milliseconds; waiting longer than its cache lives would prove nothing. */
const soon = <T>(read: () => Promise<T>, wanted: T): Promise<boolean> =>
  eventually(`${String(wanted)} in the other process`, async () => (await read()) === wanted, 3_000);

/** Exports of which nothing is there but their states. */
const insertExports = (tenantId: string, states: readonly ExportStatus[]) =>
  app.owner.query(
    `insert into exports (id, tenant_id, dataset, format, filters, status, file_name, storage_key, run_id, heartbeat_at, created_at, queued_at)
     select gen_random_uuid(), $1::uuid, 'conversations', 'csv', '{}', state, 'file.csv', case state when 'completed' then $1::text end,
       case state when 'running' then gen_random_uuid() end, now(), now(), now() from unnest($2::text[]) state`,
    [tenantId, states],
  );

describe('POST /admin/tenants/:id/suspend', () => {
  it('previews what stops and who is told, and changes nothing by looking', async () => {
    const talker = await Talker.of(app);
    await talker.start();
    await createApiKey(app, talker.owner.token);
    await schedule(app, talker.owner);
    await insertExports(talker.owner.tenantId, ['queued', 'running', 'completed', 'canceled']);
    expect(await preview(talker.owner.tenantId, 'suspend')).toMatchObject({
      status: 'active',
      isPossible: true,
      isProtected: false,
      agents: { total: 1, names: ['Ava'] },
      liveConversations: 1,
      sessions: 1,
      apiKeys: 1,
      reportSchedules: 1,
      unfinishedExports: 2,
      subscription: { tier: 'free', endsAtPeriodEnd: false },
      mails: [{ template: 'account-suspended', to: talker.owner.email }],
    });
    expect((await preview(talker.owner.tenantId, 'reinstate')).isPossible).toBe(false);
    expect((await app.request<Me>('GET', '/auth/me', { token: talker.owner.token })).body.tenant.suspension).toBeNull();
  });

  it('lets its people log in, read and pay, and stops everything else in every process', async () => {
    const talker = await Talker.of(app);
    const { owner, agentId } = talker;
    const { id } = await talker.start();
    const { secret } = await createApiKey(app, owner.token);
    const startElsewhere = async (): Promise<string | undefined> => {
      const body = { agentId, sessionId: newId() };
      return (await other.request<Refusal>('POST', '/conversations', { token: secret, body })).body.code;
    };
    expect(await startElsewhere()).toBeUndefined();
    const file = await exported(app, owner.token, { dataset: 'conversations', format: 'csv' });

    const answer = await act<TenantStanding>(owner.tenantId, 'suspend');
    expect(answer.status).toBe(200);
    expect(TenantStanding.parse(answer.body)).toMatchObject({ status: 'suspended', statusReason: REASON });
    await soon(startElsewhere, 'tenants.suspended');

    const stopped: [string, string, unknown][] = [
      ['POST', '/conversations', { agentId, sessionId: newId() }],
      ['POST', `/conversations/${id}/tool-executions`, { name: 'opening_hours', status: 'succeeded', durationMs: 1 }],
      ['POST', '/agents', { name: 'Bo', systemPrompt: 'Answer politely.' }],
      ['PATCH', `/agents/${agentId}`, { name: 'Bo' }],
      ['POST', '/api-keys', { name: 'Second', scopes: ['agents.read'] }],
      ['POST', '/team/invitations', { email: 'new@test.example', role: 'member' }],
    ];
    for (const [method, path, body] of stopped) {
      expect([path, ...(await codeOf(app.request<Refusal>(method, path, { token: owner.token, body })))]).toEqual([
        path,
        403,
        'tenants.suspended',
      ]);
    }
    for (const path of ['/auth/me', '/agents', '/conversations', '/stats', '/billing/invoices', '/team/members', '/auth/sessions']) {
      expect([path, (await app.request('GET', path, { token: owner.token })).status]).toEqual([path, 200]);
    }
    expect((await app.request('GET', '/conversations', { token: secret })).status).toBe(200);
    expect(await fileOf(app, owner.token, file.id)).toContain('session-1');
    // paying is open
    const billing = { token: owner.token, body: { email: 'pay@test.example' } };
    expect((await app.request('PUT', '/billing/email', billing)).status).toBe(200);
    const login = await app.request('POST', '/auth/login', { body: { email: owner.email, password: owner.password } });
    expect(login).toMatchObject({ status: 200, body: { me: { tenant: { suspension: { reason: REASON } } } } });
  });

  it('ends what is live, tells the owner once and writes who, why, before and after', async () => {
    const talker = await Talker.of(app);
    const { id } = await talker.start();
    const { tenantId } = talker.owner;
    await act(tenantId, 'suspend');
    await app.settle();
    expect((await talker.get(`/conversations/${id}`)).body).toMatchObject({ status: 'abandoned', endReason: 'workspace_suspended' });
    expect(await talker.places()).toEqual([0, 0]);
    const mails = (await emailRows(app, tenantId)).filter(({ template }) => template === 'account-suspended');
    expect(mails).toMatchObject([{ data: { reason: REASON, isBanned: false, isReinstated: false } }]);
    expect(await outbox(app, tenantId, 'tenant.suspended')).toEqual([
      { statusBefore: 'active', reason: REASON, staffId: staff.session.me.id },
    ]);
    const audit = await app.request<AuditList>('GET', `/admin/audit?tenantId=${tenantId}&action=tenant.suspended`, { token: staff.token });
    expect(audit.body.items).toMatchObject([
      {
        actorKind: 'staff',
        actorId: staff.session.me.id,
        targetId: tenantId,
        changes: { status: { before: 'active', after: 'suspended' }, reason: { before: null, after: REASON } },
      },
    ]);
  });

  it('wants a reason, an existing tenant, one that is not suspended and none of staff', async () => {
    const { tenantId } = await app.signUp();
    expect((await act(tenantId, 'suspend', {})).body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'reason' }] });
    expect((await act(tenantId, 'suspend', { reason: 'short' })).body.code).toBe('request.invalid');
    expect(await codeOf(act(newId(), 'suspend'))).toEqual([404, 'admin.tenant_not_found']);
    expect(await codeOf(act(staff.tenantId, 'suspend'))).toEqual([409, 'admin.tenant_protected']);
    expect(await codeOf(act(tenantId, 'reinstate'))).toEqual([409, 'admin.standing_conflict']);
    const both = await Promise.all([act(tenantId, 'suspend'), act(tenantId, 'suspend')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is for staff alone', async () => {
    const { tenantId, token } = await app.signUp();
    for (const action of ['suspend', 'ban', 'reinstate']) {
      const answer = app.request<Refusal>('POST', `/admin/tenants/${tenantId}/${action}`, { token, body: { reason: REASON } });
      expect(await codeOf(answer)).toEqual([403, 'access.forbidden']);
    }
  });
});

describe('POST /admin/tenants/:id/ban', () => {
  it('ends every session and key in every process; reinstating opens the door and the keys again', async () => {
    const { owner, agentId } = await Talker.of(app);
    const { secret } = await createApiKey(app, owner.token);
    const meElsewhere = async (): Promise<number> => (await other.request('GET', '/auth/me', { token: owner.token })).status;
    const keyElsewhere = async (): Promise<number> => (await other.request('GET', '/conversations', { token: secret })).status;
    expect([await meElsewhere(), await keyElsewhere()]).toEqual([200, 200]);
    expect((await act(owner.tenantId, 'ban')).status).toBe(200);
    await soon(meElsewhere, 401);
    await soon(keyElsewhere, 401);
    const login = () => app.request<Refusal>('POST', '/auth/login', { body: { email: owner.email, password: owner.password } });
    expect(await codeOf(login())).toEqual([403, 'auth.account_banned']);
    const refresh = app.request<Refusal>('POST', '/auth/refresh', { headers: { cookie: owner.cookie } });
    expect((await refresh).status).toBe(401);

    expect(await act(owner.tenantId, 'reinstate')).toMatchObject({
      status: 200,
      body: { status: 'active', statusReason: null, statusSince: null },
    });
    await soon(keyElsewhere, 200);
    expect(await meElsewhere()).toBe(401);
    expect((await login()).status).toBe(200);
    const started = await app.request('POST', '/conversations', { token: secret, body: { agentId, sessionId: newId() } });
    expect(started.status).toBe(201);
    await app.settle();
    const mails = (await emailRows(app, owner.tenantId)).filter(({ template }) => template === 'account-suspended');
    expect(mails.map(({ data }) => [data['isBanned'], data['isReinstated']])).toEqual([
      [true, false],
      [false, true],
    ]);
  });
});
