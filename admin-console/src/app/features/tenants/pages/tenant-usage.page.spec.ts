import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenantDetail } from '../../../testing/fixtures';
import { aLimitAdjustment, aTenantLimits, aTenantUsage } from '../../../testing/limit-fixtures';
import { TenantUsagePage } from './tenant-usage.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const PATH = `admin/tenants/${ID}`;
const REASON = 'Launch campaign, agreed on the phone.';
const GRANTED = {
  limits: {
    effective: 10_500,
    plan: 10_000,
    override: null,
    grants: [{ quantity: 500, recurrence: 'each_period' as const, until: '2026-06-30T23:59:59.000Z' }],
  },
  adjustments: [aLimitAdjustment()],
};

describe('TenantUsagePage', () => {
  const open = async (limits = aTenantLimits(), usage = aTenantUsage()) => {
    const view = await PageHarness.open(TenantUsagePage, { path: 'tenants/:id/usage', url: `/tenants/${ID}/usage`, me: { isAdmin: true } });
    await view.answer('GET', PATH, aTenantDetail());
    await view.answer('GET', `${PATH}/usage`, usage);
    await view.answer('GET', `${PATH}/limits`, limits);
    return view;
  };

  it('adds the limit up: plan and grant, who gave it, until when and why', async () => {
    const view = await open(aTenantLimits(GRANTED));
    expect(view.find('h1').textContent).toBe('Northwind Dental');
    expect(view.find('.oc-limit-total').textContent).toContain('10,500 conversations a month');
    const [plan, grant] = [...view.find('oc-limit-parts tbody').querySelectorAll('tr')].map((row) => row.textContent ?? '');
    expect(plan).toMatch(/Professional plan.*10,000.*The plan changes/s);
    expect(grant).toMatch(/Granted each period.*\+ 500.*30 Jun 2026, 23:59:59 UTC.*Sam Staff.*Launch campaign/s);
    expect(view.find('oc-usage-periods').textContent).toMatch(/950 \/ 1,000/);
  });

  it('strikes the plan’s limit where staff set another one, and keeps what is over in the history', async () => {
    const set = aLimitAdjustment({ id: ID, kind: 'override', recurrence: null, quantity: 300, endsAt: null });
    const gone = aLimitAdjustment({
      state: 'withdrawn',
      withdrawn: { at: '2026-03-02T10:00:00.000Z', by: { id: ID, name: null }, reason: 'Not theirs.' },
    });
    const limits = { effective: 300, plan: 10_000, override: { limit: 300, until: null }, grants: [] };
    const view = await open(aTenantLimits({ limits, adjustments: [set, gone] }));
    expect(view.find('oc-limit-parts s').textContent).toContain('10,000');
    expect(view.find('oc-limit-history').textContent).toMatch(/In force.*Withdrawn.*Withdrawn by Somebody who left: Not theirs\./s);
  });

  it('says in words that nothing was changed and nothing counted', async () => {
    const quiet = aTenantUsage({ days: { items: [{ day: '2026-03-04', count: 0 }], timeZone: 'UTC' }, periods: [] });
    const view = await open(aTenantLimits(), quiet);
    for (const text of [
      'Nobody has changed the limit',
      'Nothing was counted in the last 30 days.',
      'No conversation has opened a usage period',
    ]) {
      expect(view.text).toContain(text);
    }
  });

  it('grants: says what the limit will be, quotes the revision, shows the answer', async () => {
    const view = await open();
    await view.click('Grant conversations');
    await view.type('quantity', '500');
    await view.type('reason', REASON);
    expect(view.find('ov-dialog').textContent).toContain('The limit goes from 10,000 to 10,500 conversations.');
    await view.submit();
    const { request } = await view.answer('PATCH', `${PATH}/limits`, aTenantLimits({ ...GRANTED, revision: 4 }));
    expect(request.body).toEqual({ action: 'grant_once', quantity: 500, endsAt: null, reason: REASON, revision: 3 });
    expect(view.find('.oc-limit-total').textContent).toContain('10,500');
  });

  it('sets a limit: warns when it is used up already, and refuses what is no number', async () => {
    const view = await open();
    await view.click('Set limit');
    await view.type('limit', 'many');
    await view.type('reason', REASON);
    await view.submit();
    expect(view.text).toContain('Enter a whole number from 1 to 10,000,000.');
    await view.type('limit', '8602');
    expect(view.text).toContain('8,602 are used or live already, so new conversations stop at once.');
    await view.type('endsAt', '2026-05-31');
    await view.submit();
    await view.refuse('PATCH', `${PATH}/limits`, aProblem('billing.limits_conflict', 409));
    expect(view.text).toContain('Somebody changed the limits of this workspace meanwhile.');
    await view.submit();
    expect(view.request('PATCH', `${PATH}/limits`).request.body).toEqual({
      action: 'set_override',
      limit: 8_602,
      endsAt: '2026-05-31T23:59:59.000Z',
      reason: REASON,
      revision: 3,
    });
  });

  it('withdraws with a reason', async () => {
    const view = await open(aTenantLimits(GRANTED));
    await view.click('Withdraw: Granted each period, + 500');
    await view.type('reason', 'Granted to the wrong workspace.');
    await view.submit();
    expect(view.request('PATCH', `${PATH}/limits`).request.body).toMatchObject({
      action: 'withdraw',
      adjustmentId: aLimitAdjustment().id,
      revision: 3,
    });
  });

  it('tells a refusal of one part from the other parts', async () => {
    const view = await PageHarness.open(TenantUsagePage, { path: 'tenants/:id/usage', url: `/tenants/${ID}/usage`, me: { isAdmin: true } });
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aTenantDetail());
    await view.answer('GET', `${PATH}/usage`, aTenantUsage());
    await view.refuse('GET', `${PATH}/limits`, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
    expect(view.find('oc-usage-periods').textContent).toContain('8,600');
  });
});
