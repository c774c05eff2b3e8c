import { Title } from '@angular/platform-browser';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Clock } from '@orbisvoice/shared-ui/core';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { anInvoice, aTenantDetail } from '../../../testing/fixtures';
import {
  aDispute,
  aDunning,
  aMoment,
  aMovement,
  anAttempt,
  aRefund,
  aSubscription,
  aTenantBilling,
} from '../../../testing/tenant-billing-fixtures';
import { TenantBillingPage } from './tenant-billing.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const NAME = `admin/tenants/${ID}`;
const PATH = `${NAME}/billing`;

describe('TenantBillingPage', () => {
  const open = (query = '') =>
    PageHarness.open(TenantBillingPage, {
      path: 'tenants/:id/billing',
      url: `/tenants/${ID}/billing${query}`,
      me: { isAdmin: true },
      providers: [{ provide: Clock, useValue: { now: () => Date.parse('2026-03-04T12:00:00.000Z') } }],
    });
  const url = () => TestBed.inject(Router).url;
  const show = async (over: Parameters<typeof aTenantBilling>[0] = {}, query = '') => {
    const view = await open(query);
    await view.answer('GET', NAME, aTenantDetail());
    await view.answer('GET', PATH, aTenantBilling(over));
    return view;
  };
  const text = (view: PageHarness<TenantBillingPage>, selector: string) => view.find(selector).textContent?.replace(/\s+/g, ' ') ?? '';
  const moments = (view: PageHarness<TenantBillingPage>) =>
    [...view.element.querySelectorAll('.oc-moment')].map((row) => row.textContent?.replace(/\s+/g, ' ').trim());

  it('has tabs and a skeleton while it loads, then says whose billing it is', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    expect(view.control('Billing').getAttribute('aria-current')).toBe('page');
    expect(view.control('Overview').getAttribute('href')).toBe(`/tenants/${ID}`);
    expect(view.control('Overview').getAttribute('aria-current')).toBeNull();
    await view.answer('GET', PATH, aTenantBilling());
    await view.answer('GET', NAME, aTenantDetail());
    expect(view.find('h1').textContent).toBe('Northwind Dental');
    expect(TestBed.inject(Title).getTitle()).toBe('Northwind Dental · Billing · OrbisVoice');
  });

  it('shows plan, price, period, MRR and overage', async () => {
    const overage = {
      isAvailable: true,
      isEnabled: true,
      capAmount: 5_000,
      unitMicros: 15_000,
      quantity: 80,
      amount: 120,
      currency: 'usd',
    };
    const discount = { name: 'Launch', percentOff: 20, amountOff: null, endsAt: '2026-06-01T00:00:00.000Z' };
    const view = await show({ subscription: aSubscription({ overage, discount, trialEndsAt: '2026-03-10T00:00:00.000Z' }) });
    expect(text(view, 'oc-billing-subscription')).toMatch(
      /Professional.*Active.*\$99\.00, monthly.*\$99\.00.*15 Feb 2026 – 15 Mar 2026, 00:00:00 UTC.*Trial ends ?10 Mar 2026.*Launch, 20 % off, until 1 Jun 2026.*\$1\.20 of \$50\.00 at most, 80 conversations/,
    );
    expect(view.has('ov-notice')).toBe(false);
  });

  it('leads to the customer and the subscription at Stripe, and to the tenant’s events here', async () => {
    const view = await show();
    expect(view.control('Open at Stripe: cus_123 (opens a new tab)').getAttribute('href')).toMatch(/\/test\/customers\/cus_123$/);
    expect(view.control('Open at Stripe: sub_456 (opens a new tab)').getAttribute('href')).toMatch(/\/test\/subscriptions\/sub_456$/);
    expect(view.control('Events that came in from Stripe').getAttribute('href')).toBe(`/billing/events?tenantId=${ID}`);
    expect(text(view, 'oc-billing-customer')).toContain('Visa ending in 4242, expires 04/2034');
  });

  it('shows a payment that fails: attempts, what comes next and how long access lasts', async () => {
    const attempts = [anAttempt(), anAttempt({ attempt: 2, outcome: 'action_required', reason: null, nextAttemptAt: null })];
    const dunning = aDunning({ attempts, needsAction: true });
    const view = await show({ subscription: aSubscription({ status: 'past_due', dunning, graceEndsAt: dunning.graceEndsAt }) });
    expect(text(view, 'oc-billing-notices')).toContain('keeps its access until 15 Mar 2026, 09:00:00 UTC');
    expect(view.control('Open the payment page at Stripe (opens a new tab)').getAttribute('href')).toBe('https://invoice.stripe.com/i/2');
    expect(text(view, 'oc-billing-dunning')).toMatch(
      /has to confirm.*OV-0043.*\$99\.00.*1 Mar 2026, 09:00:00 UTC ?3 days ago.*6 Mar 2026, 09:00:00 UTC ?tomorrow.*15 Mar 2026/,
    );
    const [first, second] = [...view.element.querySelectorAll('oc-billing-dunning tbody tr')].map((row) => row.textContent);
    expect(first).toMatch(/1.*Payment failed.*insufficient_funds.*4 Mar 2026, 09:00:00 UTC/s);
    expect(second).toMatch(/2.*Bank asks for confirmation.*Not stated.*None/s);
  });

  it('says when nobody will try again', async () => {
    const dunning = aDunning({ nextAttemptAt: null, attempts: [] });
    const view = await show({ subscription: aSubscription({ status: 'unpaid', dunning }) });
    expect(text(view, 'oc-billing-dunning')).toMatch(/No further attempt is planned.*No attempt has been recorded yet/);
  });

  it('shows invoices with what is due, refunded and disputed', async () => {
    const invoices = [
      anInvoice({ status: 'open', amountRemaining: 9_900, paidAt: null }),
      anInvoice({ id: ID, isDisputed: true, amountRefunded: 1_500 }),
    ];
    const view = await show({ invoices });
    const [due, disputed] = [...view.element.querySelectorAll('oc-tenant-invoices tbody tr')].map((row) => row.textContent);
    expect(due).toMatch(/Open.*\$99\.00 due/s);
    expect(disputed).toMatch(/Paid.*Disputed.*\$15\.00 refunded/s);
  });

  it('shows disputes by deadline, the close one marked, and refunds', async () => {
    const disputes = [
      aDispute({ id: ID, status: 'won', closedAt: '2026-01-30T00:00:00.000Z', openedAt: '2026-01-01T00:00:00.000Z' }),
      aDispute(),
    ];
    const view = await show({ disputes, refunds: [aRefund({ reason: null })] });
    const [first, second] = [...view.element.querySelectorAll('oc-billing-disputes tbody tr')].map((row) => row.textContent);
    expect(first).toMatch(/needs response.*6 Mar 2026, 12:00:00 UTC.*in 2 days.*fraudulent.*26 Feb 2026.*Open.*\$99\.00/s);
    expect(second).toMatch(/Dispute won.*None asked for.*30 Jan 2026/s);
    expect(view.element.querySelectorAll('oc-billing-disputes [data-alarm]')).toHaveLength(1);
    expect(text(view, 'oc-billing-refunds')).toMatch(/Refunded.*Not stated.*\$15\.00/);
    expect(text(view, 'oc-billing-notices')).toContain('1 dispute needs a response.');
  });

  it('shows how the MRR came about, each movement leading to its event', async () => {
    const view = await show({
      movements: [aMovement({ kind: 'churn', amount: -9_900, mrrAfter: 0, planTo: null }), aMovement({ id: ID })],
    });
    const [churn, expansion] = [...view.element.querySelectorAll('oc-billing-movements tbody tr')].map((row) => row.textContent);
    expect(churn).toMatch(/Churn.*Starter → no plan.*-\$99\.00.*\$0\.00/s);
    expect(expansion).toMatch(/Expansion.*Starter → Professional.*\+\$70\.00.*\$99\.00/s);
    expect(view.control('evt_up').getAttribute('href')).toBe('/billing/events/evt_up');
  });

  it('tells the story newest first by day, with the ways to events and to Stripe', async () => {
    const timeline = [
      aMoment(),
      aMoment({ kind: 'invoice', title: 'paid', reference: 'in_1', amount: 9_900, currency: 'usd' }),
      aMoment({ at: '2026-03-03T23:59:59.000Z', kind: 'audit', title: 'subscription.resumed', reference: null, actor: 'Maya Lindqvist' }),
      aMoment({ at: '2026-03-03T08:00:00.000Z', kind: 'mrr', title: 'expansion', reference: 'evt_7', amount: 7_000, currency: 'usd' }),
    ];
    const view = await show({ timeline });
    expect([...view.element.querySelectorAll('.oc-day-group h3')].map((day) => day.textContent)).toEqual(['4 Mar 2026', '3 Mar 2026']);
    expect(moments(view)).toEqual([
      expect.stringMatching(/^10:00:02 ?Stripe event ?invoice\.paid ?evt_1/),
      expect.stringMatching(/^10:00:02 ?Invoice ?Invoice: Paid ?\$99\.00 ?in_1 ?Open at Stripe$/),
      expect.stringMatching(/^23:59:59 ?Action ?Resumed subscription ?by Maya Lindqvist$/),
      expect.stringMatching(/^08:00:00 ?MRR ?MRR: Expansion ?\+\$70\.00 ?evt_7/),
    ]);
    expect(view.control('invoice.paid').getAttribute('href')).toBe('/billing/events/evt_1');
    expect(view.control('Open at Stripe: in_1 (opens a new tab)').getAttribute('href')).toMatch(/\/test\/invoices\/in_1$/);
  });

  it('filters the timeline by kind, by the address, and leaves the rest of the page alone', async () => {
    const timeline = [aMoment(), aMoment({ kind: 'refund', title: 'succeeded', reference: null })];
    const view = await show({ timeline }, '?kind=refund');
    expect(moments(view)).toEqual([expect.stringContaining('Refunded')]);
    await view.click('Stripe event 1');
    expect(url()).toBe(`/tenants/${ID}/billing?kind=stripe_event`);
    expect(moments(view)).toEqual([expect.stringContaining('invoice.paid')]);
    await view.click('Dispute 0');
    expect(view.text).toContain('Nothing of this kind is among the latest entries.');
    await view.click('All 2');
    expect(url()).toBe(`/tenants/${ID}/billing`);
    expect(moments(view)).toHaveLength(2);
    view.verify();
  });

  it('takes a kind that does not exist for none', async () => {
    const view = await show({}, '?kind=nonsense');
    expect(moments(view)).toHaveLength(1);
    expect(view.find('oc-filter-tabs [aria-current]').textContent).toContain('All');
  });

  it('shows a long timeline piece by piece and says where the older entries are', async () => {
    const view = await show({ timeline: Array.from({ length: 200 }, (_, at) => aMoment({ reference: `evt_${at}` })) });
    expect(moments(view)).toHaveLength(50);
    await view.click('Load more');
    expect(moments(view)).toHaveLength(100);
    expect(view.text).toContain('The latest 200 entries are shown.');
    await view.click('Load more');
    await view.click('Load more');
    expect(moments(view)).toHaveLength(200);
    expect(document.activeElement?.closest('.oc-moment')?.textContent).toContain('evt_150');
    expect(view.control('audit log').getAttribute('href')).toBe(`/audit?tenantId=${ID}`);
  });

  it('says in words what a free tenant does not have', async () => {
    const overage = { isAvailable: false, isEnabled: false, capAmount: null, unitMicros: null, quantity: 0, amount: 0, currency: 'usd' };
    const free = aSubscription({
      tier: 'free',
      status: 'none',
      interval: null,
      price: 0,
      currentPeriodStart: null,
      currentPeriodEnd: null,
      card: null,
      overage,
    });
    const nothing = { invoices: [], movements: [], timeline: [], mrr: 0 };
    const view = await show({ ...nothing, subscription: free, stripeCustomerId: null, stripeSubscriptionId: null, dashboardUrl: null });
    for (const words of [
      'Nothing is charged',
      'No paid period',
      'Not part of the plan',
      'Not a customer at Stripe yet',
      'No invoice yet.',
      'Nothing was refunded.',
      'No payment was disputed.',
      'MRR has never moved',
      'Nothing has happened yet.',
    ]) {
      expect(view.text).toContain(words);
    }
    expect(view.has('oc-billing-dunning')).toBe(false);
    expect(view.has('oc-stripe-link')).toBe(false);
  });

  it('shows the billing also when the tenant’s name cannot be read', async () => {
    const view = await open();
    await view.refuse('GET', NAME, aProblem('service.internal', 500));
    await view.answer('GET', PATH, aTenantBilling());
    expect(view.find('h1').textContent).toBe('Tenant');
    expect(view.text).toContain('cus_123');
    expect(view.has('[role="alert"]')).toBe(false);
  });

  it('tells a failure, a failed refresh, a missing tenant and a refusal apart', async () => {
    const view = await open();
    const refuse = async (...problem: Parameters<typeof aProblem>) => {
      await view.refuse('GET', NAME, aProblem(...problem));
      await view.refuse('GET', PATH, aProblem(...problem));
    };
    await refuse('service.internal', 500);
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.click('Try again');
    await view.answer('GET', NAME, aTenantDetail());
    await view.answer('GET', PATH, aTenantBilling());
    await view.click('Refresh');
    await refuse('service.unavailable', 503);
    expect(text(view, 'oc-stale')).toMatch(/could not be refreshed.*was read at 4 Mar 2026, 12:00:00 UTC.*trace-1/);
    expect(view.text).toContain('cus_123');
    expect(view.find('h1').textContent).toBe('Northwind Dental');
    await view.click('Refresh');
    await refuse('admin.tenant_not_found', 404);
    expect(view.text).toContain('No such tenant');
    expect(view.text).not.toContain('cus_123');
    await view.click('Refresh');
    await refuse('access.forbidden', 403);
    expect(view.has('ov-denied')).toBe(true);
  });
});
