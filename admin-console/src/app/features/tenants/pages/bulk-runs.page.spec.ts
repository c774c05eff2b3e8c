import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aRun, RUN_ID } from '../../../testing/bulk-fixtures';
import { expectStale } from '../../../testing/stale';
import { BulkRunsPage } from './bulk-runs.page';

const PATH = 'admin/tenant-bulk';

describe('BulkRunsPage', () => {
  const open = () => PageHarness.open(BulkRunsPage, { path: 'tenants/bulk', url: '/tenants/bulk', me: { isAdmin: true } });
  const page = (items = [aRun()], next: string | null = null) => ({ items, next });
  const rows = (view: PageHarness<BulkRunsPage>) =>
    [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' ') ?? '');

  it('shows a skeleton, then each run with why, by whom and how far it is', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    const running = aRun({
      id: 'r2',
      action: 'undo',
      status: 'running',
      counts: { total: 1_200, pending: 200, done: 1_000, skipped: 0, failed: 0 },
    });
    await view.answer('GET', PATH, page([aRun(), running]));
    expect(rows(view)[0]).toMatch(/Suspension ?Unpaid since the spring\..*Done.*2 of 3 done.*Sam Staff.*4 Mar 2026/);
    expect(rows(view)[1]).toMatch(/Undo.*Running.*1,000 of 1,200 done/);
    expect(view.find('.ov-row-link').getAttribute('href')).toBe(`/tenants/bulk/${RUN_ID}`);
  });

  it('loads more with the cursor', async () => {
    const view = await open();
    await view.answer('GET', PATH, page([aRun()], 'c1'));
    await view.click('Load more');
    const more = await view.answer('GET', PATH, page([aRun({ id: 'r2' })]));
    expect(more.request.urlWithParams).toContain('cursor=c1');
    expect(rows(view)).toHaveLength(2);
  });

  it('tells empty, failed and refused apart, and keeps what it had', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.click('Try again');
    await view.answer('GET', PATH, page([]));
    expect(view.text).toContain('No run yet');
    await view.click('Refresh');
    await view.answer('GET', PATH, page());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'tbody tr');
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
