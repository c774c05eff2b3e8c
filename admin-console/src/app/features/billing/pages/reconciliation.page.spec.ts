import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ConfirmService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aDiscrepancy, aReconciliation, aReport, aRun } from '../../../testing/billing-fixtures';
import { POLL_MS } from '../../../core/poll-while';
import { ReconciliationPage } from './reconciliation.page';

const PATH = 'admin/reconciliation';
const TENANT = '0195f3c0-0000-7000-8000-000000000100';
const RUNNING = aRun({ id: '0195f3c0-0000-7000-8000-000000000501', status: 'running', finishedAt: null, startedBy: 'Ada Lovelace' });

describe('ReconciliationPage', () => {
  const open = (query = '', pollMs = 0) =>
    PageHarness.open(ReconciliationPage, {
      path: 'billing/reconciliation',
      url: `/billing/reconciliation${query}`,
      me: { isAdmin: true },
      providers: [{ provide: POLL_MS, useValue: pollMs }],
    });
  const url = () => TestBed.inject(Router).url;
  const answerConfirm = async (view: PageHarness<ReconciliationPage>, isYes: boolean) => {
    TestBed.inject(ConfirmService).settle(isYes);
    await view.settle();
  };
  const running = () => aReconciliation({ items: [RUNNING, aRun()], total: 2, latest: aReport(RUNNING) });

  it('shows the latest report and the runs before it, each leading to its own page', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    const latest = aReport({ status: 'unresolved', discrepancies: 3, repaired: 2 });
    await view.answer('GET', PATH, aReconciliation({ latest, items: [latest, aRun({ status: 'failed' })], total: 2 }));
    expect(view.find('oc-run-report').textContent).toMatch(
      /Checked.*268.*41 customers, 17 subscriptions, 210 invoices.*Found.*3.*Repaired.*2.*Unresolved.*1.*1 min 5 s/s,
    );
    expect(view.find('oc-run-report').textContent).toMatch(/4 Mar 2026, 03:00:00 UTC.*by Nightly/s);
    expect(view.find('.ov-row-link').getAttribute('href')).toBe(`/billing/reconciliation/${latest.id}`);
    expect(view.find('oc-run-table').textContent).toMatch(/Unresolved.*Failed/s);
  });

  it('shows what differed with before and after, unresolved first, with the ways to tenant, events and Stripe', async () => {
    const view = await open();
    const items = [
      aDiscrepancy(),
      aDiscrepancy({
        id: TENANT,
        kind: 'missing',
        object: 'invoice',
        objectId: 'in_9',
        tenantId: null,
        tenantName: null,
        differences: [],
        isRepaired: false,
        note: 'The customer is not ours.',
        dashboardUrl: 'https://dashboard.stripe.com/test/invoices/in_9',
      }),
    ];
    await view.answer('GET', PATH, aReconciliation({ latest: aReport({ status: 'unresolved', discrepancies: 2, repaired: 1, items }) }));
    const [first, second] = [...view.element.querySelectorAll('oc-discrepancies li')].map((row) => row.textContent);
    expect(first).toMatch(/Unresolved.*Invoice.*in_9.*Missing here.*No tenant.*The customer is not ours\./s);
    expect(second).toMatch(/Repaired.*Subscription.*sub_456.*Different here.*Northwind Dental/s);
    expect(view.find('del').textContent).toBe('active');
    expect(view.find('ins').textContent).toBe('past_due');
    expect(view.control('Northwind Dental').getAttribute('href')).toBe(`/tenants/${TENANT}/billing`);
    expect(view.control('Stripe events about sub_456').getAttribute('href')).toBe('/billing/events?search=sub_456');
    expect(view.control('Open at Stripe: in_9 (opens a new tab)').getAttribute('href')).toMatch(/\/test\/invoices\/in_9$/);
  });

  it('draws a long list of differences piece by piece', async () => {
    const view = await open();
    const items = Array.from({ length: 120 }, (_, at) =>
      aDiscrepancy({ id: `0195f3c0-0000-7000-8000-${String(at).padStart(12, '0')}`, objectId: `sub_${at}` }),
    );
    await view.answer('GET', PATH, aReconciliation({ latest: aReport({ status: 'repaired', discrepancies: 120, repaired: 120, items }) }));
    const shown = () => view.element.querySelectorAll('oc-discrepancies .oc-results > li').length;
    expect(shown()).toBe(50);
    await view.click('Load more');
    view.control('Load more').focus();
    await view.click('Load more');
    expect(shown()).toBe(120);
    expect(view.has('ov-load-more button')).toBe(false);
    expect(document.activeElement?.textContent).toBe('120 shown · That is all of them');
  });

  it('starts a run only after a yes, and shows it at once', async () => {
    const view = await open('?page=2', 60_000);
    await view.answer('GET', PATH, aReconciliation({ page: 2, total: 25 }));
    await view.click('Reconcile now');
    expect(TestBed.inject(ConfirmService).current()?.question.consequences).toContain('What differs is overwritten with what Stripe says.');
    await answerConfirm(view, false);
    view.verify();
    await view.click('Reconcile now');
    await answerConfirm(view, true);
    expect(view.control('Reconcile now').getAttribute('aria-busy')).toBe('true');
    await view.answer('POST', PATH, RUNNING);
    expect(url()).toBe('/billing/reconciliation');
    for (const request of view.requests('GET', PATH)) if (!request.cancelled) request.flush(running());
    await view.settle();
    expect(view.find('oc-run-progress').textContent).toMatch(/Comparing with Stripe since .*210 invoices checked · 0 found · 0 repaired/s);
    expect(() => view.control('Reconcile now')).toThrow();
  });

  it('says that another run is under way instead of starting a second one', async () => {
    const view = await open('', 60_000);
    await view.answer('GET', PATH, aReconciliation());
    await view.click('Reconcile now');
    await answerConfirm(view, true);
    await view.refuse('POST', PATH, aProblem('billing.reconciliation_running', 409));
    await view.answer('GET', PATH, running());
    expect(view.find('ov-notice').dataset['tone']).toBe('info');
    expect(view.has('oc-run-progress')).toBe(true);
  });

  it('says why a run could not be started', async () => {
    const view = await open();
    await view.answer('GET', PATH, aReconciliation());
    await view.click('Reconcile now');
    await answerConfirm(view, true);
    await view.refuse('POST', PATH, aProblem('stripe_unavailable', 503));
    expect(view.find('[role="alert"]').textContent).toBeTruthy();
    await view.answer('GET', PATH, aReconciliation());
    expect(view.control('Reconcile now')).toBeTruthy();
  });

  it('looks again while a run is under way, through a failure, and stops when it has ended', async () => {
    const view = await open();
    await view.answer('GET', PATH, running());
    await view.answer('GET', PATH, aReconciliation({ items: [{ ...RUNNING, checked: { customers: 80, subscriptions: 1, invoices: 2 } }] }));
    expect(view.find('oc-run-progress').textContent).toContain('80 customers, 1 subscription, 2 invoices checked');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.find('oc-stale').textContent).toMatch(/could not be refreshed\..*was read at/s);
    expect(view.has('oc-run-progress')).toBe(true);
    await view.answer('GET', PATH, aReconciliation({ latest: aReport({ status: 'repaired', discrepancies: 1, repaired: 1 }) }));
    expect(view.has('oc-stale')).toBe(false);
    expect(view.has('oc-run-progress')).toBe(false);
    expect(view.find('p[role="status"].ov-visually-hidden').textContent).toBe('The comparison has ended: Repaired.');
    await view.settle();
    view.verify();
  });

  it('stops looking when the page is left', async () => {
    const view = await open();
    await view.answer('GET', PATH, running());
    view.requests('GET', PATH).forEach((request) => request.flush(running()));
    TestBed.tick();
    view.fixture.destroy();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(view.requests('GET', PATH).filter((request) => !request.cancelled)).toHaveLength(0);
  });

  it('keeps the page of the history in the address', async () => {
    const view = await open();
    await view.answer('GET', PATH, aReconciliation({ total: 45 }));
    await view.click('Next');
    expect(url()).toBe('/billing/reconciliation?page=2');
    const request = await view.answer('GET', PATH, aReconciliation({ items: [], page: 9, total: 45 }));
    expect(request.request.params.get('page')).toBe('2');
    expect(view.text).toContain('There are fewer runs than that.');
    await view.click('Go to the first page');
    expect(url()).toBe('/billing/reconciliation');
  });

  it('tells never run, failed and refused apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.click('Try again');
    await view.answer('GET', PATH, aReconciliation({ items: [], total: 0, latest: null }));
    expect(view.text).toContain('No comparison has run yet');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
    expect(view.has('oc-stale')).toBe(false);
  });
});
