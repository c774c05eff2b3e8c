import {
  AdjustmentPreview,
  AdjustmentResult,
  type AuditList,
  type ChangePreview,
  type SubscriptionAdjustment,
} from '@orbisvoice/shared-dto';
import type { EventName } from '@orbisvoice/shared-dto/values';
import { BillingSync } from '../../src/modules/billing/services/billing-sync.service.js';
import { newId } from '../../src/platform/database/ids.js';
import { type Refusal } from '../auth/people.js';
import { openBillingStage, type BillingStage } from '../billing/billing-harness.js';
import { PlanCustomer } from '../billing/plan-customer.js';
import { type TestAnswer, type TestOwner } from '../harness/app.js';
import { givenStaff, impersonate } from './staff.js';

const REASON = 'Agreed with their owner on the phone, ticket 4711.';
const DAY_MS = 86_400_000;

let stage: BillingStage;
let staff: TestOwner;

beforeAll(async () => {
  stage = await openBillingStage({ environment: { BILLING_TRIAL_DAYS: '14' } });
  staff = await givenStaff(stage.app);
}, 120_000);
afterAll(() => stage.close());

const preview = <T = Refusal>(tenantId: string, adjustment: unknown): Promise<TestAnswer<T>> =>
  stage.app.request<T>('POST', `/admin/tenants/${tenantId}/subscription/preview`, { token: staff.token, body: adjustment });
const patch = <T = Refusal>(tenantId: string, body: unknown, token = staff.token): Promise<TestAnswer<T>> =>
  stage.app.request<T>('PATCH', `/admin/tenants/${tenantId}/subscription`, { token, body });

async function previewed(tenantId: string, adjustment: SubscriptionAdjustment): Promise<AdjustmentPreview> {
  const { status, body } = await preview<AdjustmentPreview>(tenantId, adjustment);
  if (status !== 200) throw new Error(`the preview of ${adjustment.action} answered ${status}: ${JSON.stringify(body)}`);
  return AdjustmentPreview.parse(body);
}

/** Looks and takes it, as a page does. */
async function adjust(tenantId: string, adjustment: SubscriptionAdjustment): Promise<AdjustmentResult> {
  const { version, change } = await previewed(tenantId, adjustment);
  const answer = await patch(tenantId, { adjustment, reason: REASON, version, ...(change && { previewToken: change.token }) });
  if (answer.status !== 200) throw new Error(`${adjustment.action} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return AdjustmentResult.parse(answer.body);
}

async function paying(wanted: 'starter' | 'professional' = 'starter'): Promise<PlanCustomer> {
  const customer = await PlanCustomer.signUp(stage);
  await customer.buy(wanted);
  return customer;
}

/** One whose trial is over, so that money moves. */
async function charged(wanted: 'starter' | 'professional' = 'starter'): Promise<PlanCustomer> {
  const customer = await paying(wanted);
  const [subscription] = await customer.subscriptionsAtStripe();
  stage.stripe.renew(subscription?.id ?? '');
  await stage.stripe.settled();
  await stage.app.settle();
  return customer;
}

const audited = async (tenantId: string, action: EventName = 'admin.subscription_adjusted'): Promise<AuditList['items']> =>
  (
    await stage.app.request<AuditList>('GET', `/admin/audit?tenantId=${tenantId}&action=${action}`, {
      token: staff.token,
    })
  ).body.items;

describe('PATCH /admin/tenants/:id/subscription', () => {
  it('changes the plan now: what was previewed is what is charged, and both names stand in the log', async () => {
    const customer = await charged();
    const adjustment = { action: 'change_plan', tier: 'professional', interval: 'month', timing: 'now' } as const;
    const { before, after, change, version } = await previewed(customer.tenantId, adjustment);
    expect([before.tier, after.tier, change?.kind]).toEqual(['starter', 'professional', 'upgrade']);
    const answer = await patch(customer.tenantId, { adjustment, reason: REASON, version, previewToken: change?.token });
    expect(AdjustmentResult.parse(answer.body)).toMatchObject({ outcome: 'changed', subscription: { tier: 'professional' } });
    const invoice = (await customer.invoicesAtStripe()).at(-1);
    expect(invoice?.amount_paid).toBe(change?.amountDue);
    expect((await customer.subscription()).usage.limit).toBe(10_000);
    expect(await audited(customer.tenantId)).toMatchObject([
      {
        actorKind: 'staff',
        actorId: staff.session.me.id,
        changes: {
          adjustment: { after: 'change_plan to professional by the month, now' },
          plan: { before: 'starter', after: 'professional' },
          reason: { after: REASON },
        },
      },
    ]);
  });

  it('changes to a smaller plan now, with credit, or to a larger one at the end of the period, with nothing', async () => {
    const smaller = await charged('professional');
    const now = await previewed(smaller.tenantId, { action: 'change_plan', tier: 'starter', interval: 'month', timing: 'now' });
    expect(now.change).toMatchObject({ kind: 'upgrade', limits: { to: 1_000 } });
    expect(now.change?.total).toBeLessThan(0);
    const { subscription } = await adjust(smaller.tenantId, { action: 'change_plan', tier: 'starter', interval: 'month', timing: 'now' });
    expect(subscription).toMatchObject({ tier: 'starter', scheduledChange: null });

    const larger = await charged();
    const later = { action: 'change_plan', tier: 'professional', interval: 'month', timing: 'period_end' } as const;
    const scheduled = await previewed(larger.tenantId, later);
    expect(scheduled.after).toMatchObject({ tier: 'starter', scheduledTier: 'professional' });
    const result = await adjust(larger.tenantId, later);
    expect(result).toMatchObject({ outcome: 'scheduled', subscription: { tier: 'starter', scheduledChange: { tier: 'professional' } } });
    expect(await adjust(larger.tenantId, { action: 'resume' })).toMatchObject({ subscription: { scheduledChange: null } });
  });

  it('extends a trial, and the first charge with it', async () => {
    const customer = await paying();
    const { trialEndsAt } = await customer.subscription();
    const to = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 40 * DAY_MS).toISOString();
    const { before, after } = await previewed(customer.tenantId, { action: 'extend_trial', trialEndsAt: to });
    expect([before.trialEndsAt, after.trialEndsAt, after.nextCharge]).toEqual([trialEndsAt, to, { at: to, amount: 2_900 }]);
    expect(await adjust(customer.tenantId, { action: 'extend_trial', trialEndsAt: to })).toMatchObject({
      subscription: { status: 'trialing', trialEndsAt: to, currentPeriodEnd: to },
    });
    expect((await customer.subscriptionsAtStripe())[0]?.trial_end).toBe(Date.parse(to) / 1_000);
    const back = await preview<Refusal & { fields: { path: string }[] }>(customer.tenantId, {
      action: 'extend_trial',
      trialEndsAt: trialEndsAt,
    });
    expect([back.status, back.body.fields.map(({ path }) => path)]).toEqual([400, ['adjustment.trialEndsAt']]);
  });

  it('sets the end and takes it back', async () => {
    const customer = await charged();
    const { currentPeriodEnd } = await customer.subscription();
    const { after, effectiveAt } = await previewed(customer.tenantId, { action: 'cancel' });
    expect([after.endsAt, after.nextCharge, effectiveAt]).toEqual([currentPeriodEnd, null, currentPeriodEnd]);
    expect(await adjust(customer.tenantId, { action: 'cancel' })).toMatchObject({ subscription: { cancelAtPeriodEnd: true } });
    expect(await preview(customer.tenantId, { action: 'cancel' })).toMatchObject({
      status: 409,
      body: { code: 'billing.change_not_possible' },
    });
    expect(await adjust(customer.tenantId, { action: 'resume' })).toMatchObject({ subscription: { cancelAtPeriodEnd: false } });
  });

  it('charges nothing for some months, and again when that is ended', async () => {
    const customer = await charged();
    const { after } = await previewed(customer.tenantId, { action: 'comp', months: 3 });
    expect(after).toMatchObject({ isComplimentary: true, nextCharge: { amount: 0 } });
    expect(await adjust(customer.tenantId, { action: 'comp', months: 3 })).toMatchObject({
      subscription: { discount: { name: 'Complimentary', percentOff: 100 } },
    });
    const [{ id } = { id: '' }] = await customer.subscriptionsAtStripe();
    stage.stripe.renew(id);
    expect((await customer.invoicesAtStripe()).at(-1)).toMatchObject({ total: 0, status: 'paid' });
    await stage.stripe.settled();
    await stage.app.settle();
    expect(await adjust(customer.tenantId, { action: 'end_comp' })).toMatchObject({ subscription: { discount: null } });
    stage.stripe.renew(id);
    expect((await customer.invoicesAtStripe()).at(-1)).toMatchObject({ total: 2_900 });
    expect((await audited(customer.tenantId)).map(({ changes }) => changes['complimentary'])).toEqual([
      { before: true, after: false },
      { before: false, after: true },
    ]);
  });

  it('keeps who asked when it dies between Stripe and our copy; what Stripe made of it comes with its events', async () => {
    const customer = await charged();
    const { version } = await previewed(customer.tenantId, { action: 'cancel' });
    const crash = jest.spyOn(stage.app.get(BillingSync), 'sync').mockRejectedValueOnce(new Error('the process died here'));
    expect((await patch(customer.tenantId, { adjustment: { action: 'cancel' }, reason: REASON, version })).status).toBe(500);
    crash.mockRestore();
    expect((await customer.subscriptionsAtStripe())[0]?.cancel_at_period_end).toBe(true);
    expect(await audited(customer.tenantId)).toEqual([]);
    const requests = await audited(customer.tenantId, 'admin.subscription_change_requested');
    expect(requests).toMatchObject([
      { actorKind: 'staff', actorId: staff.session.me.id, changes: { adjustment: { after: 'cancel' }, reason: { after: REASON } } },
    ]);
    await stage.stripe.settled();
    await stage.app.settle();
    expect(await customer.subscription()).toMatchObject({ cancelAtPeriodEnd: true });
    const [scheduled] = await audited(customer.tenantId, 'subscription.cancel_scheduled');
    expect(scheduled).toMatchObject({ actorKind: 'system', targetId: requests[0]?.targetId });
    expect(scheduled?.seq).toBeGreaterThan(requests[0]?.seq ?? Infinity);
  });

  it('does nothing of an order while Stripe cannot be read, and the next one, or the same, need not wait', async () => {
    const customer = await charged();
    const { version } = await previewed(customer.tenantId, { action: 'cancel' });
    stage.stripe.fault({ path: '/v1/', method: 'GET', kind: 'error500', times: 20 });
    const refused = await patch(customer.tenantId, { adjustment: { action: 'cancel' }, reason: REASON, version });
    stage.stripe.clearFaults();
    expect(refused).toMatchObject({ status: 503, body: { code: 'stripe_unavailable' } });
    expect((await customer.subscriptionsAtStripe())[0]?.cancel_at_period_end).toBe(false);
    expect(await audited(customer.tenantId)).toEqual([]);
    expect(await adjust(customer.tenantId, { action: 'comp', months: 1 })).toMatchObject({
      subscription: { discount: { percentOff: 100 } },
    });
    expect(await adjust(customer.tenantId, { action: 'cancel' })).toMatchObject({ subscription: { cancelAtPeriodEnd: true } });
  });

  it('lets nothing else through while it is open whether Stripe did what it was told, until the same order finds out', async () => {
    const customer = await charged();
    const cancel = { adjustment: { action: 'cancel' }, reason: REASON } as const;
    const { version } = await previewed(customer.tenantId, cancel.adjustment);
    stage.stripe.fault({ path: '/v1/subscriptions/', method: 'POST', kind: 'error500', times: 10 });
    expect(await patch(customer.tenantId, { ...cancel, version })).toMatchObject({ status: 503, body: { code: 'stripe_unavailable' } });
    stage.stripe.clearFaults();
    const other = { adjustment: { action: 'comp', months: 1 }, reason: REASON, version };
    expect(await patch(customer.tenantId, other)).toMatchObject({ status: 409, body: { code: 'billing.change_pending' } });
    expect(await adjust(customer.tenantId, cancel.adjustment)).toMatchObject({ subscription: { cancelAtPeriodEnd: true } });
    expect(await adjust(customer.tenantId, { action: 'comp', months: 1 })).toMatchObject({
      subscription: { discount: { percentOff: 100 } },
    });
  });

  it('has both entries when all goes well, and neither when it was refused before', async () => {
    const customer = await charged();
    await adjust(customer.tenantId, { action: 'cancel' });
    expect(await patch(customer.tenantId, { adjustment: { action: 'cancel' }, reason: REASON, version: 'of another day' })).toMatchObject({
      status: 409,
    });
    const [requests, made] = [await audited(customer.tenantId, 'admin.subscription_change_requested'), await audited(customer.tenantId)];
    expect([requests.length, made.length]).toEqual([1, 1]);
    expect(requests[0]?.seq).toBeLessThan(made[0]?.seq ?? 0);
  });

  it('refuses what was looked at before somebody else changed it', async () => {
    const customer = await charged();
    const [one, two] = await Promise.all([
      previewed(customer.tenantId, { action: 'comp', months: null }),
      previewed(customer.tenantId, { action: 'cancel' }),
    ]);
    const orders = [
      patch(customer.tenantId, { adjustment: { action: 'comp', months: null }, reason: REASON, version: one.version }),
      patch(customer.tenantId, { adjustment: { action: 'cancel' }, reason: REASON, version: two.version }),
    ];
    const answers = await Promise.all(orders);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
    const late = await patch(customer.tenantId, { adjustment: { action: 'cancel' }, reason: REASON, version: two.version });
    expect([late.status, ['billing.preview_stale', 'billing.change_not_possible'].includes(late.body.code)]).toEqual([409, true]);
    expect(await audited(customer.tenantId)).toHaveLength(1);
  });

  it('carries the same order out once, however often it is sent at the same time', async () => {
    const customer = await charged();
    const { version } = await previewed(customer.tenantId, { action: 'comp', months: null });
    const order = { adjustment: { action: 'comp' as const, months: null }, reason: REASON, version };
    const answers = await Promise.all([1, 2, 3].map(() => patch(customer.tenantId, order)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await audited(customer.tenantId)).toHaveLength(1);
    expect(await audited(customer.tenantId, 'admin.subscription_change_requested')).toHaveLength(1);
  });

  it('refuses a plan change without its preview, with another one’s, or with one for another moment', async () => {
    const customer = await charged();
    const adjustment = { action: 'change_plan', tier: 'professional', interval: 'month', timing: 'now' } as const;
    const { version, change } = await previewed(customer.tenantId, adjustment);
    const order = { adjustment, reason: REASON, version };
    expect(await patch(customer.tenantId, order)).toMatchObject({ status: 409, body: { code: 'billing.preview_required' } });
    for (const [wanted, previewToken] of [
      [adjustment, 'made.up'],
      [{ ...adjustment, timing: 'period_end' }, change?.token],
      [{ ...adjustment, tier: 'enterprise' }, change?.token],
    ]) {
      const answer = await patch<Refusal & { details: { preview: ChangePreview } }>(customer.tenantId, {
        ...order,
        adjustment: wanted,
        previewToken,
      });
      expect([answer.status, answer.body.code]).toEqual([409, 'billing.preview_stale']);
      expect(answer.body.details.preview.token).not.toBe('');
    }
    expect((await customer.subscription()).tier).toBe('starter');
  });

  it.each([
    ['a short reason', { adjustment: { action: 'cancel' }, reason: 'because', version: 'x' }, 'reason'],
    ['no version', { adjustment: { action: 'cancel' }, reason: REASON }, 'version'],
    ['an unknown action', { adjustment: { action: 'give' }, reason: REASON, version: 'x' }, 'adjustment.action'],
    ['too many months', { adjustment: { action: 'comp', months: 25 }, reason: REASON, version: 'x' }, 'adjustment.months'],
    [
      'the free plan',
      { adjustment: { action: 'change_plan', tier: 'free', timing: 'now' }, reason: REASON, version: 'x' },
      'adjustment.tier',
    ],
    ['no moment', { adjustment: { action: 'change_plan', tier: 'starter' }, reason: REASON, version: 'x' }, 'adjustment.timing'],
  ])('refuses %s at its field', async (_, body, path) => {
    const { tenantId } = await stage.app.signUp();
    const answer = await patch<Refusal & { fields: { path: string }[] }>(tenantId, body);
    expect([answer.status, answer.body.fields.map((field) => field.path)]).toEqual([400, [path]]);
  });

  it('has nothing to adjust without a subscription, and is for staff as themselves alone', async () => {
    const { tenantId, token, session } = await stage.app.signUp();
    expect(await preview(tenantId, { action: 'cancel' })).toMatchObject({ status: 404, body: { code: 'billing.no_subscription' } });
    expect(await preview(newId(), { action: 'cancel' })).toMatchObject({ status: 404, body: { code: 'admin.tenant_not_found' } });
    const order = { adjustment: { action: 'cancel' }, reason: REASON, version: 'x' };
    expect(await patch(tenantId, order, token)).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    const acting = await impersonate(stage.app, staff, { tenantId, userId: session.me.id, mode: 'write' });
    expect((await patch(tenantId, order, acting.accessToken)).status).toBe(403);
  });
});
