import type { AdjustedSubscription, AdjustmentPreview } from '@orbisvoice/shared-dto';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenantDetail } from '../../../testing/fixtures';
import { aTenantBilling, aSubscription } from '../../../testing/tenant-billing-fixtures';
import { actionsFor } from '../adjust-choices';
import { TenantBillingPage } from '../pages/tenant-billing.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const PATH = `admin/tenants/${ID}`;
const REASON = 'Agreed with their owner on the phone.';

const BEFORE: AdjustedSubscription = {
  tier: 'professional',
  interval: 'month',
  status: 'active',
  currentPeriodEnd: '2026-03-15T00:00:00.000Z',
  trialEndsAt: null,
  endsAt: null,
  scheduledTier: null,
  isComplimentary: false,
  discount: null,
  nextCharge: { at: '2026-03-15T00:00:00.000Z', amount: 9_900 },
};
const aPreview = (after: Partial<AdjustedSubscription>, over: Partial<AdjustmentPreview> = {}): AdjustmentPreview => ({
  before: BEFORE,
  after: { ...BEFORE, ...after },
  currency: 'usd',
  effectiveAt: '2026-03-04T10:00:00.000Z',
  change: null,
  version: 'v1',
  ...over,
});

describe('AdjustDialog', () => {
  const open = async (over = {}) => {
    const view = await PageHarness.open(TenantBillingPage, {
      path: 'tenants/:id/billing',
      url: `/tenants/${ID}/billing`,
      me: { isAdmin: true },
    });
    await view.answer('GET', PATH, aTenantDetail());
    await view.answer('GET', `${PATH}/billing`, aTenantBilling({ subscription: aSubscription(over) }));
    return view;
  };

  it('offers what the subscription allows', () => {
    expect(actionsFor(aSubscription())).toEqual(['change_plan', 'cancel', 'comp']);
    expect(actionsFor(aSubscription({ status: 'trialing' }))).toEqual(['change_plan', 'extend_trial', 'cancel', 'comp']);
    expect(actionsFor(aSubscription({ cancelAtPeriodEnd: true }))).toEqual(['change_plan', 'resume', 'comp']);
    const discount = { name: 'Complimentary', percentOff: 100, amountOff: null, endsAt: null };
    expect(actionsFor(aSubscription({ status: 'past_due', discount }))).toEqual(['cancel', 'end_comp']);
    expect(actionsFor(aSubscription({ status: 'none' }))).toEqual([]);
  });

  it('shows before and after, asks why, and sends what was shown', async () => {
    const view = await open();
    await view.click('Adjust subscription');
    await view.type('action', 'comp');
    await view.submit();
    const after = { isComplimentary: true, discount: 'Complimentary', nextCharge: { at: '2026-03-15T00:00:00.000Z', amount: 0 } };
    const { request } = await view.answer('POST', `${PATH}/subscription/preview`, aPreview(after));
    expect(request.body).toEqual({ action: 'comp', months: 3 });
    expect(view.find('oc-adjust-summary').textContent).toMatch(/\$99\.00 on 15 Mar 2026.*\$0\.00 on 15 Mar 2026/s);
    await view.type('reason', REASON);
    await view.click('Charge nothing');
    expect(view.request('PATCH', `${PATH}/subscription`).request.body).toEqual({
      adjustment: { action: 'comp', months: 3 },
      reason: REASON,
      version: 'v1',
    });
  });

  it('takes what was shown away when another thing is chosen, and says when it is out of date', async () => {
    const view = await open();
    await view.click('Adjust subscription');
    await view.type('action', 'cancel');
    await view.submit();
    await view.answer('POST', `${PATH}/subscription/preview`, aPreview({ endsAt: BEFORE.currentPeriodEnd, nextCharge: null }));
    await view.type('reason', REASON);
    await view.click('Set the end');
    await view.refuse('PATCH', `${PATH}/subscription`, aProblem('billing.preview_stale', 409));
    expect(view.text).toContain('The subscription changed meanwhile, or the price did.');
    await view.type('action', 'comp');
    expect(view.has('oc-adjust-summary')).toBe(false);
  });

  it('is not offered where there is nothing to adjust', async () => {
    const view = await open({ status: 'none', tier: 'free' });
    expect(view.text).not.toContain('Adjust subscription');
  });
});
