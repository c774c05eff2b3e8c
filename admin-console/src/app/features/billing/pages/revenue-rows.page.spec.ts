import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aRevenueRow, aRevenueRowList } from '../../../testing/revenue-fixtures';
import { expectStale } from '../../../testing/stale';
import { RevenueRowsPage } from './revenue-rows.page';

const PATH = 'admin/analytics/revenue/rows';

describe('RevenueRowsPage', () => {
  const open = (search = '') =>
    PageHarness.open(RevenueRowsPage, { path: 'billing/revenue/:month', url: `/billing/revenue/2026-10${search}`, me: { isAdmin: true } });

  it('lists the tenants of a month with the way to their billing', async () => {
    const view = await open();
    await view.answer(
      'GET',
      PATH,
      aRevenueRowList([aRevenueRow(), aRevenueRow({ tenantId: '0195f3c0-0000-7000-8000-000000000101', kind: 'new' })]),
    );
    expect(view.text).toContain('Revenue of Oct 2026');
    const [row] = view.element.querySelectorAll('tbody tr');
    expect(row?.textContent?.replace(/\s+/g, ' ')).toMatch(/Northwind Dental.*Churn.*\$99\.00.*\$0\.00.*\$99\.00/);
    expect(view.control('Northwind Dental').getAttribute('href')).toBe('/tenants/0195f3c0-0000-7000-8000-000000000100/billing');
  });

  it('shows one kind, and says when nobody moved this way', async () => {
    const view = await open('?kind=expansion');
    const asked = await view.answer('GET', PATH, aRevenueRowList([]));
    expect(asked.request.urlWithParams).toContain('kind=expansion');
    expect(view.text).toContain('No such movement');
  });

  it('keeps the rows when they cannot be read again, says since when they are old, and tries again', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.has('oc-problem')).toBe(true);
    await view.click('Try again');
    await view.answer('GET', PATH, aRevenueRowList([aRevenueRow()], 'more'));
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'ov-table');
    expect(view.text).toContain('Northwind Dental');
    await view.click('Try again');
    await view.answer('GET', PATH, aRevenueRowList([aRevenueRow()]));
    expect(view.has('oc-stale')).toBe(false);
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });

  it('loads what follows', async () => {
    const view = await open();
    await view.answer('GET', PATH, aRevenueRowList([aRevenueRow()], 'more'));
    await view.click('Load more');
    await view.answer(
      'GET',
      PATH,
      aRevenueRowList([aRevenueRow({ tenantId: '0195f3c0-0000-7000-8000-000000000102', tenantName: 'Second Ltd' })]),
    );
    expect(view.text).toContain('Second Ltd');
  });
});
