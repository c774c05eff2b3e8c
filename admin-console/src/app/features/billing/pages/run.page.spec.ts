import { Title } from '@angular/platform-browser';
import { TestBed } from '@angular/core/testing';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aDiscrepancy, aReport } from '../../../testing/billing-fixtures';
import { POLL_MS } from '../../../core/poll-while';
import { RunPage } from './run.page';

const ID = '0195f3c0-0000-7000-8000-000000000500';
const PATH = `admin/reconciliation/${ID}`;

describe('RunPage', () => {
  const open = () =>
    PageHarness.open(RunPage, {
      path: 'billing/reconciliation/:id',
      url: `/billing/reconciliation/${ID}`,
      me: { isAdmin: true },
      providers: [{ provide: POLL_MS, useValue: 0 }],
    });

  it('shows what was checked, found and repaired, and names the tab', async () => {
    const view = await open();
    expect(view.find('h1').textContent).toBe('Reconciliation run');
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aReport({ status: 'repaired', discrepancies: 1, repaired: 1, items: [aDiscrepancy()] }));
    expect(view.find('h1').textContent).toBe('Run of 4 Mar 2026, 03:00:00 UTC');
    expect(TestBed.inject(Title).getTitle()).toBe('Run of 4 Mar 2026, 03:00:00 UTC · Reconciliation · OrbisVoice');
    expect(view.find('ov-badge').textContent).toBe('Repaired');
    expect(view.find('.oc-diff').getAttribute('aria-label')).toBe('Subscription sub_456: ours before, Stripe’s after');
    view.verify();
  });

  it('says that everything agrees, and why a run did not finish', async () => {
    const view = await open();
    await view.answer('GET', PATH, aReport());
    expect(view.text).toContain('Everything that was checked agrees with Stripe.');
    await view.click('Refresh');
    await view.answer('GET', PATH, aReport({ status: 'failed', error: 'Stripe did not answer for 30 s' }));
    expect(view.find('[role="alert"]').textContent).toContain('It did not finish: Stripe did not answer for 30 s');
    expect(view.text).not.toContain('agrees with Stripe');
  });

  it('follows a run until it ends, and no further', async () => {
    const view = await open();
    await view.answer('GET', PATH, aReport({ status: 'running', finishedAt: null }));
    expect(view.text).toContain('What it finds is listed here when it ends.');
    expect(view.find('oc-run-report').textContent).toContain('Not yet');
    await view.answer('GET', PATH, aReport());
    expect(view.has('oc-run-progress')).toBe(false);
    await view.settle();
    view.verify();
  });

  it('tells a missing run, a failure, a failed refresh and a refusal apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', PATH, aReport());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('oc-stale').textContent).toContain('could not be refreshed');
    expect(view.text).toContain('41 customers');
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('billing.reconciliation_not_found', 404));
    expect(view.text).toContain('No such run');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
