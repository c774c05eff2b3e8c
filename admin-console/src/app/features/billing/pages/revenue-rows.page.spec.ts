import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aRevenueRow, aRevenueRowList } from '../../../testing/revenue-fixtures';
import { expectStale } from '../../../testing/stale';
import { RevenueRowsPage } from './revenue-rows.page';

const PATH = 'admin/analytics/revenue/rows';

describe('RevenueRowsPage', () => {
  const open = (search = 'of=movements&month=2026-10') =>
    PageHarness.open(RevenueRowsPage, { path: 'billing/revenue/rows', url: `/billing/revenue/rows?${search}`, me: { isAdmin: true } });

  it('lists the tenants of a month with the way to their billing', async () => {
    const view = await open();
    await view.answer('GET', PATH, aRevenueRowList([aRevenueRow(), aRevenueRow({ id: 'second', kind: 'new' })]));
    expect(view.text).toContain('Revenue of Oct 2026');
    const [row] = view.element.querySelectorAll('tbody tr');
    expect(row?.textContent?.replace(/\s+/g, ' ')).toMatch(/Oct 2026.*Northwind Dental.*Churn.*\$99\.00.*\$0\.00.*\$99\.00/);
    expect(view.control('Northwind Dental').getAttribute('href')).toBe('/tenants/0195f3c0-0000-7000-8000-000000000100/billing');
  });

  it('shows one kind, and says when nobody moved this way', async () => {
    const view = await open('of=movements&month=2026-10&kind=expansion');
    const asked = await view.answer('GET', PATH, aRevenueRowList([]));
    expect(asked.request.urlWithParams).toContain('kind=expansion');
    expect(view.text).toContain('None of this kind');
  });

  it.each([
    ['of=mrr', 'MRR now'],
    ['of=mrr&month=2026-10&plan=starter', 'MRR at the end of Oct 2026'],
    ['of=opening&month=2026-05&to=2026-10', 'Payers at the beginning of May 2026 to Oct 2026'],
    ['of=cohort&month=2026-05&to=2026-10', 'Cohort of May 2026'],
    ['of=nonsense&month=soon', 'Revenue'],
  ])('%s is called "%s"', async (search, title) => {
    const view = await open(search);
    await view.answer('GET', PATH, aRevenueRowList([]));
    expect(view.find('h1').textContent).toContain(title);
    expect(view.has('oc-filter-tabs')).toBe(title.startsWith('Revenue'));
  });

  it('shows money and months as the figure did, and saves what it shows', async () => {
    const view = await open('of=cash&month=2026-10&kind=paid&currency=eur&timeZone=Europe/Berlin&reportFrom=2026-05');
    const paid = aRevenueRow({ kind: 'paid', before: null, after: null, reference: 'INV-1' });
    const asked = await view.answer('GET', PATH, aRevenueRowList([paid]));
    expect(asked.request.urlWithParams).toContain('of=cash&month=2026-10&kind=paid&timeZone=Europe/Berlin&currency=eur');
    expect(view.find('tbody tr').textContent?.replace(/\s+/g, ' ')).toMatch(/Northwind Dental.*Paid.*€99\.00.*INV-1/);
    expect(view.text).toContain('Months of Europe/Berlin.');
    expect(view.control('All figures').getAttribute('href')).toBe('/billing/revenue?from=2026-05&timeZone=Europe%2FBerlin&currency=eur');
    await view.click('Export CSV');
    const saved = view.request('POST', `${PATH}/export`);
    expect(saved.request.body).toEqual({ of: 'cash', month: '2026-10', kind: 'paid', timeZone: 'Europe/Berlin', currency: 'eur' });
    saved.flush(new Blob([]), { status: 500, statusText: 'Internal' });
    await view.settle();
    expect(view.has('ov-notice')).toBe(true);
  });

  it('says what is wrong with the address, and offers nothing that is bound to fail', async () => {
    const view = await open('of=movements');
    const fields = [{ path: 'month', rule: 'required', message: 'is needed for this list' }];
    await view.refuse('GET', PATH, aProblem('request.invalid', 400, { fields }));
    expect(view.find('h1').textContent?.trim()).toBe('Revenue');
    expect(view.find('ov-notice').textContent).toContain('Month is needed for this list.');
    expect(view.has('oc-problem')).toBe(false);
    expect(view.control('Export CSV')).toHaveProperty('disabled', true);
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
    await view.answer('GET', PATH, aRevenueRowList([aRevenueRow({ id: 'second', tenantName: 'Second Ltd' })]));
    expect(view.text).toContain('Second Ltd');
  });
});
