import { TestBed } from '@angular/core/testing';
import type { Subscription } from '@orbisvoice/shared-dto';
import { PLAN_CODES } from '@orbisvoice/shared-dto/values';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem, aSession } from '@orbisvoice/shared-ui/testing';
import { aPage, aSubscription, anInvoice, someTiers } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { By } from '@angular/platform-browser';
import { PlanCard } from '../ui/plan-card';
import { BillingStore } from '../billing.store';
import { isConfirmed } from '../checkout-wait';
import BillingPage from './billing.page';

describe('billing page', () => {
  describePageStates(BillingPage, 'billing/subscription');
  beforeEach(() => sessionStorage.clear());

  async function open(change: Partial<Subscription> = {}, role: 'owner' | 'admin' = 'owner', url = '/page') {
    const page = await PageHarness.open(BillingPage, { url, role });
    const subscription = aSubscription(change);
    await page.answer('GET', 'billing/subscription', subscription);
    await page.answer('GET', 'billing/tiers', someTiers(subscription.tier));
    await page.answer('GET', 'billing/invoices', aPage([anInvoice(), anInvoice({ status: 'open', number: 'OV-2' })]));
    await page.answer('GET', 'billing/usage/history', { items: [{ day: '2026-05-04', count: 3 }], timeZone: 'Europe/Berlin' });
    return page;
  }
  const storeOf = (page: PageHarness<BillingPage>): BillingStore =>
    page.fixture.debugElement.query(By.directive(PlanCard)).injector.get(BillingStore);

  it('shows plan, price, renewal, usage and invoices', async () => {
    const page = await open();
    expect(page.text).toContain('Starter · Active');
    expect(page.text).toContain('Renews on 1 Jun 2026 for $29.00');
    expect(page.text).toContain('New conversations stop at 1,100');
    expect(page.text).toContain('billing@example.com');
    expect(page.control('Pay invoice OV-2').getAttribute('href')).toBe('https://pay.example/1');
    expect(page.control('PDF of invoice OV-1').getAttribute('rel')).toContain('noopener');
  });

  const onFree = { tier: 'free', status: 'none', currentPeriodEnd: null } as const;

  it('has one call to action on the free plan: the next one up', async () => {
    const page = await open(onFree);
    const primary = Array.from(page.element.querySelectorAll('[data-variant="primary"]'), (button) => button.textContent?.trim());
    expect(primary).toEqual(['Upgrade to Starter']);
    expect(page.control('Upgrade to Enterprise')).toBeTruthy();
  });

  it('offers no button that a paid plan would refuse, and says how to change', async () => {
    const page = await open();
    expect(() => page.control(/Upgrade/)).toThrow();
    expect(page.text).toContain('cancel this one');
  });

  it('asks for the hosted page of the plan and remembers what to wait for', async () => {
    const page = await open(onFree);
    const url = storeOf(page).startCheckout('starter');
    const { request } = await page.answer('POST', 'billing/subscription', { url: 'https://pay.example/session' });
    expect(request.body).toEqual({ tier: 'starter' });
    expect(await url).toBe('https://pay.example/session');
    expect(sessionStorage.getItem('orbis.portal.checkout')).toBe('starter');
  });

  it('waits for the ledger after Checkout, not for the browser’s return', async () => {
    sessionStorage.setItem('orbis.portal.checkout', 'professional');
    const page = await PageHarness.open(BillingPage, { url: '/page?checkout=success' });
    expect(page.text).toContain('Confirming your payment');
    const [first, poll] = page.requests('GET', 'billing/subscription');
    first?.flush(aSubscription());
    poll?.flush(aSubscription());
    await page.settle();
    expect(page.text).toContain('Confirming your payment');
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    await page.answer('GET', 'billing/subscription', aSubscription({ tier: 'professional' }));
    await page.answer('GET', 'auth/me', aSession().me);
    expect(page.text).not.toContain('Confirming your payment');
    expect(TestBed.inject(ToastService).toasts()[0]?.text).toBe('Paid. You are on the Professional plan.');
    expect(sessionStorage.getItem('orbis.portal.checkout')).toBeNull();
  });

  it('says that nothing was charged when one comes back without paying', async () => {
    const page = await open({}, 'owner', '/page?checkout=canceled');
    expect(page.text).toContain('Nothing was charged.');
  });

  it('shows a failed payment with its deadline and the way to mend it', async () => {
    const page = await open({ status: 'past_due', graceEndsAt: '2026-05-20T10:00:00.000Z' });
    expect(page.find('ov-notice').textContent).toContain('stays until 20 May 2026');
    expect(page.control('Check payment details')).toBeTruthy();
  });

  it('cancels with a reason, and takes it back', async () => {
    const page = await open();
    await page.click('Cancel plan');
    expect(page.find('dialog').textContent).toContain('until 1 Jun 2026');
    await page.submit();
    expect(page.text).toContain('Please fill this in.');
    await page.type('reason', 'unused');
    await page.submit();
    const { request } = await page.answer('DELETE', 'billing/subscription', aSubscription({ cancelAtPeriodEnd: true }));
    expect(request.body).toEqual({ reason: 'unused' });
    expect(page.text).toContain('Starter ends on 1 Jun 2026');
    TestBed.inject(ToastService).toasts()[0]?.undo?.();
    await page.settle();
    await page.answer('POST', 'billing/subscription/resume', aSubscription());
    expect(page.text).not.toContain('ends on 1 Jun 2026');
  });

  it('explains a refusal of the provider and charges nothing', async () => {
    const page = await open(onFree);
    await page.click('Upgrade to Enterprise');
    await page.refuse('POST', 'billing/subscription', aProblem('stripe_unavailable', 503));
    expect(TestBed.inject(ToastService).toasts()[0]?.text).toContain('Nothing was charged');
  });

  it('lets others than owners look only', async () => {
    const page = await open({}, 'admin');
    expect(page.text).toContain('Only an owner');
    expect(() => page.control(/Upgrade/)).toThrow();
    expect(() => page.control('Cancel plan')).toThrow();
  });
});

describe('isConfirmed', () => {
  it.each(PLAN_CODES)('waits for %s to be the running plan', (tier) => {
    expect(isConfirmed(aSubscription({ tier }), tier)).toBe(true);
    expect(isConfirmed(aSubscription({ tier, status: 'incomplete' }), tier)).toBe(false);
    expect(isConfirmed(aSubscription({ tier: tier === 'free' ? 'starter' : 'free' }), tier)).toBe(false);
    expect(isConfirmed(aSubscription({ tier }), undefined)).toBe(tier !== 'free');
  });
});
