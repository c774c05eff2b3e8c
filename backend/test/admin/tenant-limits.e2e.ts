import {
  AdminAgentList,
  AdminTenantLimits,
  AdminTenantUsage,
  Subscription,
  type AuditList,
  type ChangeLimits,
} from '@orbisvoice/shared-dto';
import { ApplyLimits } from '../../src/modules/billing/jobs/apply-limits.job.js';
import { newId } from '../../src/platform/database/ids.js';
import { shiftTime, type Refusal } from '../auth/people.js';
import { Talker } from '../conversations/conversation-app.js';
import { emailRows } from '../email/mails.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { givenStaff, impersonate } from './staff.js';

const REASON = 'A launch campaign, agreed with their owner on the phone.';
const DAY_MS = 86_400_000;

let app: TestApp;
let staff: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  staff = await givenStaff(app);
}, 120_000);
afterAll(() => app.close());

type Wanted = ChangeLimits extends infer C ? (C extends ChangeLimits ? Omit<C, 'reason' | 'revision'> : never) : never;

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const read = async (tenantId: string): Promise<AdminTenantLimits> =>
  AdminTenantLimits.parse((await app.request('GET', `/admin/tenants/${tenantId}/limits`, { token: staff.token })).body);
const patch = <T = Refusal>(tenantId: string, body: unknown, token = staff.token): Promise<TestAnswer<T>> =>
  app.request<T>('PATCH', `/admin/tenants/${tenantId}/limits`, { token, body });

/** Looks and changes, as a page does. */
async function change(tenantId: string, wanted: Wanted, reason = REASON): Promise<AdminTenantLimits> {
  const { revision } = await read(tenantId);
  const answer = await patch(tenantId, { ...wanted, reason, revision });
  if (answer.status !== 200) throw new Error(`${wanted.action} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return AdminTenantLimits.parse(answer.body);
}

const audited = async (tenantId: string, action: string): Promise<AuditList['items']> =>
  (await app.request<AuditList>('GET', `/admin/audit?tenantId=${tenantId}&action=${action}`, { token: staff.token })).body.items;

describe('PATCH /admin/tenants/:id/limits', () => {
  it('sets another limit, which holds for the next conversation, and says who did it and why', async () => {
    const { tenantId } = await app.signUp();
    expect(await read(tenantId)).toMatchObject({
      revision: 0,
      tier: 'free',
      limits: { effective: 100, plan: 100, override: null },
      adjustments: [],
    });
    const endsAt = inDays(40);
    const after = await change(tenantId, { action: 'set_override', limit: 250, endsAt });
    expect(after).toMatchObject({
      revision: 1,
      limits: { effective: 250, plan: 100, override: { limit: 250, until: endsAt }, grants: [] },
      usage: { limit: 250, ceiling: 250 },
      adjustments: [
        { kind: 'override', quantity: 250, endsAt, state: 'in_force', reason: REASON, setBy: { id: staff.session.me.id }, withdrawn: null },
      ],
    });
    expect(after.adjustments[0]?.setBy.name).toBe(staff.session.me.name);
    const [entry] = await audited(tenantId, 'admin.limit_override_set');
    expect(entry).toMatchObject({
      actorKind: 'staff',
      actorId: staff.session.me.id,
      changes: {
        'monthly limit': { before: 100, after: 250 },
        override: { before: null, after: 250 },
        until: { before: null, after: endsAt },
        reason: { before: null, after: REASON },
      },
    });
  });

  it('replaces an override by the next one and keeps the first in the history', async () => {
    const { tenantId } = await app.signUp();
    await change(tenantId, { action: 'set_override', limit: 250, endsAt: null });
    const after = await change(tenantId, { action: 'set_override', limit: 60, endsAt: null }, 'The campaign is over, back to less.');
    expect(after.limits).toMatchObject({ effective: 60, override: { limit: 60, until: null } });
    expect(after.adjustments).toMatchObject([
      { quantity: 60, state: 'in_force' },
      { quantity: 250, state: 'withdrawn', withdrawn: { by: { id: staff.session.me.id }, reason: 'The campaign is over, back to less.' } },
    ]);
  });

  it('grants once until the period ends, and in each period until a date; withdraws', async () => {
    const { tenantId, token } = await app.signUp();
    const once = await change(tenantId, { action: 'grant_once', quantity: 500, endsAt: null });
    expect(once.limits).toMatchObject({ effective: 600, grants: [{ quantity: 500, recurrence: 'once', until: once.usage.resetsAt }] });
    const endsAt = inDays(90);
    const both = await change(tenantId, { action: 'grant_each_period', quantity: 30, endsAt });
    expect(both.limits.grants).toEqual([
      { quantity: 500, recurrence: 'once', until: once.usage.resetsAt },
      { quantity: 30, recurrence: 'each_period', until: endsAt },
    ]);
    // the tenant sees how its limit is made, and nobody's name
    const { body } = await app.request('GET', '/billing/subscription', { token });
    expect(Subscription.parse(body)).toMatchObject({ usage: { limit: 630 }, limits: both.limits });
    expect(JSON.stringify(body)).not.toContain(staff.session.me.id);
    expect(JSON.stringify(body)).not.toContain(REASON);

    const [first] = both.adjustments.filter(({ recurrence }) => recurrence === 'once');
    const after = await change(tenantId, { action: 'withdraw', adjustmentId: first?.id ?? '' }, 'Granted to the wrong workspace.');
    expect(after).toMatchObject({ revision: 3, limits: { effective: 130 }, usage: { limit: 130 } });
    expect(await audited(tenantId, 'admin.limit_withdrawn')).toMatchObject([
      { changes: { 'monthly limit': { before: 630, after: 130 }, granted: { before: 500, after: null } } },
    ]);
    const again = patch(tenantId, { action: 'withdraw', adjustmentId: first?.id, reason: REASON, revision: 3 });
    expect(await again).toMatchObject({ status: 409, body: { code: 'billing.limit_adjustment_over' } });
  });

  it('lets one of two colleagues through, and none who looked before', async () => {
    const { tenantId } = await app.signUp();
    const body = { action: 'grant_once', quantity: 5, endsAt: null, reason: REASON, revision: 0 };
    const answers = await Promise.all([patch(tenantId, body), patch(tenantId, body), patch(tenantId, body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await patch(tenantId, body)).toMatchObject({ status: 409, body: { code: 'billing.limits_conflict' } });
    expect((await read(tenantId)).limits.effective).toBe(105);
    expect(await audited(tenantId, 'admin.limit_granted')).toHaveLength(1);
  });

  it('judges an end by the clock that lets it come, which is the database’s', async () => {
    const { tenantId } = await app.signUp();
    const endsAt = new Date(Date.now() - 5_000).toISOString();
    const late = shiftTime(app, -30_000);
    const answer = await patch(tenantId, { action: 'set_override', limit: 5, endsAt, reason: REASON, revision: 0 });
    late.back();
    expect(answer.body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'endsAt' }] });
    expect(await read(tenantId)).toMatchObject({ revision: 0, adjustments: [] });
  });

  it.each([
    ['no reason', { action: 'grant_once', quantity: 5, endsAt: null, reason: undefined }, 'reason'],
    ['a short reason', { action: 'grant_once', quantity: 5, endsAt: null, reason: 'because' }, 'reason'],
    ['nothing granted', { action: 'grant_once', quantity: 0, endsAt: null }, 'quantity'],
    ['half a conversation', { action: 'set_override', limit: 1.5, endsAt: null }, 'limit'],
    ['far too many', { action: 'set_override', limit: 10_000_001, endsAt: null }, 'limit'],
    ['an end in the past', { action: 'set_override', limit: 5, endsAt: '2020-01-01T00:00:00.000Z' }, 'endsAt'],
    ['an end that is no instant', { action: 'set_override', limit: 5, endsAt: 'tomorrow' }, 'endsAt'],
    ['a one-off grant behind its period', { action: 'grant_once', quantity: 5, endsAt: '2100-01-01T00:00:00.000Z' }, 'endsAt'],
    ['a recurring grant for ever', { action: 'grant_each_period', quantity: 5, endsAt: null }, 'endsAt'],
    ['no revision', { action: 'set_override', limit: 5, endsAt: null, revision: undefined }, 'revision'],
    ['what is no id', { action: 'withdraw', adjustmentId: 'x' }, 'adjustmentId'],
    ['an unknown action', { action: 'double' }, 'action'],
  ])('refuses %s at its field', async (_, body, path) => {
    const { tenantId } = await app.signUp();
    const answer = await patch<Refusal & { fields?: { path: string }[] }>(tenantId, { reason: REASON, revision: 0, ...body });
    expect([answer.status, answer.body.code, answer.body.fields?.map((field) => field.path)]).toEqual([400, 'request.invalid', [path]]);
    expect((await read(tenantId)).revision).toBe(0);
  });

  it('knows neither another tenant’s grant nor a tenant that is none', async () => {
    const [{ tenantId }, neighbour] = [await app.signUp(), await app.signUp()];
    const { adjustments } = await change(neighbour.tenantId, { action: 'grant_once', quantity: 5, endsAt: null });
    const body = { action: 'withdraw', adjustmentId: adjustments[0]?.id, reason: REASON, revision: 0 };
    expect(await patch(tenantId, body)).toMatchObject({ status: 404, body: { code: 'billing.limit_adjustment_not_found' } });
    expect(await patch(newId(), body)).toMatchObject({ status: 404, body: { code: 'admin.tenant_not_found' } });
    expect((await read(neighbour.tenantId)).limits.effective).toBe(105);
    expect((await read(tenantId)).revision).toBe(0);
  });

  it('is for staff as themselves alone', async () => {
    const { tenantId, token, session } = await app.signUp();
    const body = { action: 'grant_once', quantity: 5, endsAt: null, reason: REASON, revision: 0 };
    expect(await patch(tenantId, body, token)).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    const acting = await impersonate(app, staff, { tenantId, userId: session.me.id, mode: 'write' });
    expect((await patch(tenantId, body, acting.accessToken)).status).toBe(403);
    expect((await read(tenantId)).revision).toBe(0);
  });
});

describe('a limit that ends by itself', () => {
  it('is over at its second, and the job tells the owner what follows', async () => {
    const talker = await Talker.of(app);
    const { tenantId } = talker.owner;
    await change(tenantId, { action: 'set_override', limit: 1, endsAt: null });
    await change(tenantId, { action: 'grant_once', quantity: 4, endsAt: null });
    await talker.start();
    const ended = `update limit_adjustments set starts_at = now() - interval '1 hour', ends_at = now() where tenant_id = $1 and kind = 'grant'`;
    await app.owner.query(ended, [tenantId]);
    await app.owner.query('update usage_periods set limits_until = now(), used = 1, reserved = 0 where tenant_id = $1', [tenantId]);
    expect(await read(tenantId)).toMatchObject({ limits: { effective: 1, grants: [] }, usage: { limit: 1, ceiling: 1 } });
    await app.get(ApplyLimits).run();
    await app.settle();
    const mails = (await emailRows(app, tenantId)).filter(({ template }) => template === 'conversation-limit');
    expect(mails.map(({ data }) => data['limit'])).toContain('1');
    expect(await audited(tenantId, 'admin.limit_withdrawn')).toEqual([]);
    expect((await read(tenantId)).adjustments.map(({ state }) => state)).toEqual(['in_force', 'over']);
  });
});

describe('GET /admin/tenants/:id/agents and /usage', () => {
  it('show which agent talked last, and days and periods with the limits they had', async () => {
    const talker = await Talker.of(app);
    const { tenantId } = talker.owner;
    await talker.start();
    const agents = await app.request('GET', `/admin/tenants/${tenantId}/agents`, { token: staff.token });
    const list = AdminAgentList.parse(agents.body);
    expect(list).toMatchObject({ total: 1, items: [{ id: talker.agentId, name: 'Ava', isActive: true, conversations30Days: 0 }] });
    expect(list.items[0]?.lastConversationAt).not.toBeNull();
    await change(tenantId, { action: 'set_override', limit: 77, endsAt: null });
    const usage = AdminTenantUsage.parse((await app.request('GET', `/admin/tenants/${tenantId}/usage`, { token: staff.token })).body);
    expect(usage).toMatchObject({ current: { limit: 77, reserved: 1 }, periods: [{ limit: 77, ceiling: 77, used: 0 }] });
    expect(usage.days.items).toHaveLength(30);
  });

  it('know no tenant that is none', async () => {
    for (const part of ['agents', 'usage', 'limits']) {
      const answer = await app.request<Refusal>('GET', `/admin/tenants/${newId()}/${part}`, { token: staff.token });
      expect([part, answer.status, answer.body.code]).toEqual([part, 404, 'admin.tenant_not_found']);
    }
  });
});
