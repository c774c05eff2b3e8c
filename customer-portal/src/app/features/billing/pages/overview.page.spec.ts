import { TestBed } from '@angular/core/testing';
import type { Subscription } from '@orbisvoice/shared-dto';
import type { Role } from '@orbisvoice/shared-dto/values';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem, aSession } from '@orbisvoice/shared-ui/testing';
import {
  aDunning,
  aFreeSubscription,
  aPage,
  aSubscription,
  aUsage,
  anAttempt,
  anInvoice,
  anOverage,
  someTiers,
} from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { BillingActions } from '../billing-actions';
import { BillingStore } from '../billing.store';
import { PaymentWaitStore } from '../payment-wait.store';
import OverviewPage from './overview.page';

const providers = [BillingStore, PaymentWaitStore, BillingActions];
const toast = () => TestBed.inject(ToastService).toasts().at(-1);

describe('billing overview', () => {
  describePageStates(OverviewPage, 'billing/subscription', { providers });
  beforeEach(() => sessionStorage.clear());

  async function open(subscription: Subscription, options: { role?: Role; url?: string } = {}) {
    const page = await PageHarness.open(OverviewPage, { url: options.url ?? '/page', role: options.role ?? 'owner', providers });
    await page.answer('GET', 'billing/subscription', subscription);
    await page.answer('GET', 'billing/tiers', someTiers(subscription.tier));
    await page.answer('GET', 'billing/invoices', aPage([anInvoice()]));
    return page;
  }

  it('shows plan, price, renewal, use, where it stops, and the latest invoices', async () => {
    const page = await open(aSubscription());
    expect(page.find('ov-current-plan').textContent).toMatch(/Starter[\s\S]*\$29\.00[\s\S]*per month, before tax/);
    expect(page.text).toContain('1 Jun 2026 for $29.00');
    expect(page.text).toContain('Visa •••• 4242');
    expect(page.text).toContain('1,100 conversations, grace included');
    expect(page.text).toContain('One session with at least one visitor turn');
    expect(page.find('ov-latest-invoices').textContent).toContain('OV-1');
  });

  it('has one call to action on the free plan, and compares month and year', async () => {
    const page = await open(aFreeSubscription());
    const primary = Array.from(page.element.querySelectorAll('[data-variant="primary"]'), (button) => button.textContent?.trim());
    expect(primary).toEqual(['Upgrade to Starter']);
    expect(page.text).toContain('save up to 16 %');
    page.find<HTMLInputElement>('input[value="year"]').click();
    await page.settle();
    expect(page.find('.plans').textContent).toMatch(/\$290[\s\S]*per year[\s\S]*\$24\.17 a month · saves \$58 a year/);
  });

  it('offers the other interval of the plan in force, larger and smaller plans, and the way out', async () => {
    const page = await open(aSubscription({ tier: 'professional' }), { url: '/page?interval=year' });
    for (const name of ['Switch to yearly', 'Upgrade to Enterprise', 'Downgrade to Starter']) expect(page.control(name)).toBeTruthy();
    await page.click('Cancel plan');
    expect(page.find('dialog').textContent).toContain('Cancel Professional?');
  });

  it('opens the change that the address names, and asks what it costs', async () => {
    const page = await open(aSubscription(), { url: '/page?change=professional&interval=year' });
    expect(page.request('POST', 'billing/subscription/preview').request.body).toEqual({ tier: 'professional', interval: 'year' });
  });

  it.each([
    ['80 %', { used: 812, percent: 81 }, {}, '81 % of this period’s conversations are used'],
    ['grace', { used: 1_000, percent: 100 }, {}, 'New conversations go on until 1,100'],
    ['the end', { used: 1_100, percent: 110 }, {}, 'answer no new conversations until 1 Jun 2026'],
    [
      'overage',
      { used: 1_200, ceiling: 1_500, percent: 120 },
      { isEnabled: true, capAmount: 2_000 },
      'Each further conversation costs $0.04; they stop at 1,500',
    ],
  ])('warns of use: %s', async (_name, usage, overage, text) => {
    const page = await open(aSubscription({ usage: aUsage(usage), overage: anOverage(overage) }));
    expect(page.find('ov-subscription-notices').textContent).toContain(text);
  });

  it('shows a failing payment with every attempt, the next one, and both ways to mend it', async () => {
    const dunning = aDunning({
      graceEndsAt: '2999-05-15T00:00:00.000Z',
      attempts: [anAttempt(), anAttempt({ attempt: 2, reason: 'expired_card' })],
    });
    const page = await open(aSubscription({ status: 'past_due', dunning }));
    const notice = page.find('ov-dunning-notice');
    expect(notice.textContent).toContain('Your payment of $29.00 failed');
    expect(notice.textContent).toMatch(/not enough money on the account[\s\S]*the card has expired[\s\S]*Next attempt: 4 May 2026/);
    expect(page.control('Pay now').getAttribute('href')).toBe('https://pay.example/2');
    await page.click('Update card');
    const { request } = page.request('POST', 'billing/portal');
    expect(request.body).toEqual({ flow: 'payment_method' });
  });

  it('names the pending upgrade, its link and its end, and offers no other change meanwhile', async () => {
    const page = await open(
      aSubscription({
        pendingChange: {
          tier: 'professional',
          interval: 'month',
          expiresAt: '2026-05-17T10:00:00.000Z',
          amountDue: 4_300,
          payUrl: 'https://pay.example/p',
        },
      }),
    );
    expect(page.text).toContain('Professional (monthly) waits for your payment of $43.00');
    expect(page.text).toContain('expires on 17 May 2026');
    expect(page.control('Pay now').getAttribute('rel')).toContain('noopener');
    expect(() => page.control(/^Upgrade/)).toThrow();
    expect(page.text).toContain('Awaiting payment');
  });

  it('takes a scheduled change back', async () => {
    const page = await open(
      aSubscription({
        tier: 'professional',
        scheduledChange: { tier: 'starter', interval: 'month', price: 2_900, effectiveAt: '2026-06-01T00:00:00.000Z' },
      }),
    );
    expect(page.text).toContain('Your plan changes to Starter (monthly) on 1 Jun 2026');
    expect(() => page.control('Downgrade to Starter')).toThrow();
    await page.click('Keep my present plan');
    await page.answer('POST', 'billing/subscription/resume', aSubscription({ tier: 'professional' }));
    expect(page.text).not.toContain('Your plan changes');
    expect(toast()?.text).toBe('Your present plan stays.');
  });

  it('cancels with a reason, says first what follows, and takes it back', async () => {
    const page = await open(aSubscription());
    await page.click('Cancel plan');
    expect(page.find('dialog').textContent).toMatch(
      /until 1 Jun 2026[\s\S]*100 conversations a month instead of 1,000[\s\S]*You have used 412/,
    );
    await page.submit();
    expect(page.text).toContain('Please fill this in.');
    await page.type('reason', 'unused');
    await page.submit();
    const { request } = await page.answer('DELETE', 'billing/subscription', aSubscription({ cancelAtPeriodEnd: true }));
    expect(request.body).toEqual({ reason: 'unused' });
    expect(page.text).toContain('Starter ends on 1 Jun 2026');
    expect(page.has('ov-cancel-dialog')).toBe(false);
    toast()?.undo?.();
    await page.settle();
    await page.answer('POST', 'billing/subscription/resume', aSubscription());
    expect(page.text).not.toContain('ends on 1 Jun 2026');
  });

  it('keeps the cancellation form open with the reason when it is refused', async () => {
    const page = await open(aSubscription(), { url: '/page?cancel=1' });
    await page.type('reason', 'other');
    await page.submit();
    await page.refuse('DELETE', 'billing/subscription', aProblem('stripe_unavailable', 503));
    expect(page.find('ov-cancel-dialog').textContent).toContain('Nothing was charged');
  });

  it('waits for the ledger after Checkout, not for the browser’s return', async () => {
    sessionStorage.setItem('orbis.portal.checkout', 'professional month');
    const page = await PageHarness.open(OverviewPage, { url: '/page?checkout=success', providers });
    expect(page.text).toContain('Confirming your payment');
    for (const request of page.requests('GET', 'billing/subscription')) request.flush(aSubscription());
    await page.settle();
    expect(page.text).toContain('Confirming your payment');
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    await page.answer('GET', 'billing/subscription', aSubscription({ tier: 'professional' }));
    await page.answer('GET', 'auth/me', aSession().me);
    expect(page.text).not.toContain('Confirming your payment');
    expect(toast()?.text).toBe('Paid. You are on the Professional plan.');
    expect(sessionStorage.getItem('orbis.portal.checkout')).toBeNull();
  });

  it('says that nothing was charged when one comes back without paying', async () => {
    const page = await open(aFreeSubscription(), { url: '/page?checkout=canceled' });
    expect(page.text).toContain('Nothing was charged.');
  });

  it('lets others than owners look only, whatever the address says', async () => {
    const page = await open(aSubscription(), { role: 'member', url: '/page?change=professional&cancel=1' });
    expect(page.has('dialog')).toBe(false);
    expect(() => page.control(/Upgrade|Cancel|Downgrade/)).toThrow();
    expect(page.requests('POST', 'billing/subscription/preview')).toEqual([]);
  });
});
