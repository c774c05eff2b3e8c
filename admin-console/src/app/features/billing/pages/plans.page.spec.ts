import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aPlan, aPlanList } from '../../../testing/billing-fixtures';
import { PlansPage } from './plans.page';

const PATH = 'admin/plans';
const FREE = aPlan({
  code: 'free',
  name: 'Free',
  priceMonthly: 0,
  priceYearly: null,
  overageUnitMicros: null,
  conversationLimit: 100,
  mrr: 0,
  prices: [],
});

describe('PlansPage', () => {
  const open = () => PageHarness.open(PlansPage, { path: 'billing/plans', url: '/billing/plans', me: { isAdmin: true } });

  it('shows what is sold, who is on it and what Stripe has for it', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aPlanList({ items: [FREE, aPlan()] }));
    const [free, professional] = [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' '));
    expect(free).toMatch(/Free.*\$0\.00.*Not sold.*Not offered.*100.*Needs no price/);
    expect(professional).toMatch(/Professional.*\$99\.00.*\$990\.00.*\$0\.015 each.*10,000.*9.*\$891\.00.*In sync.*professional_monthly/);
    expect(view.control('9 tenants on Professional').getAttribute('href')).toBe('/tenants?tier=professional');
    expect(view.has('ov-notice')).toBe(false);
  });

  it('raises prices that differ or are missing, with the command that mends them', async () => {
    const view = await open();
    const [monthly, yearly] = aPlan().prices;
    if (!monthly || !yearly) throw new Error('no prices');
    const prices = [
      { ...monthly, amount: 8_900, isInSync: false },
      { ...yearly, stripePriceId: null, amount: null, isInSync: false },
    ];
    await view.answer('GET', PATH, aPlanList({ items: [aPlan({ prices })] }));
    expect(view.find('[role="alert"]').textContent).toMatch(/missing or differ.*npm run stripe:sync/s);
    expect(view.find('.oc-prices').textContent).toMatch(/Differs.*professional_monthly.*\$89\.00 there.*Missing.*professional_yearly/s);
    expect(view.control('Copy the command')).toBeTruthy();
  });

  it('does not call prices missing while Stripe cannot be reached', async () => {
    const view = await open();
    const prices = [{ lookupKey: 'professional_monthly', stripePriceId: null, amount: null, isInSync: false }];
    await view.answer('GET', PATH, aPlanList({ items: [aPlan({ prices })], isStripeReachable: false }));
    expect(view.find('ov-notice').textContent).toContain('Stripe cannot be reached');
    expect(view.find('.oc-prices').textContent).toContain('Not known');
    expect(view.has('[role="alert"]')).toBe(false);
  });

  it('tells empty, failed, a failed refresh and refused apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', PATH, aPlanList({ items: [] }));
    expect(view.text).toContain('No plan yet');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.has('oc-stale')).toBe(true);
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
