import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { ALERT_ID, anAlert } from '../../../testing/alert-fixtures';
import { expectStale } from '../../../testing/stale';
import { AlertsPage } from './alerts.page';

const PATH = 'admin/alerts';

describe('AlertsPage', () => {
  const open = (query = '') => PageHarness.open(AlertsPage, { path: 'alerts', url: `/alerts${query}`, me: { isAdmin: true } });
  const page = (items = [anAlert()], next: string | null = null) => ({ items, next });

  it('asks for what the address says, without what nobody offers', async () => {
    const view = await open('?status=open&severity=high&rule=failed_logins&tenantId=nobody');
    expect(view.has('ov-skeleton')).toBe(true);
    const { params } = view.request('GET', PATH).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      pageSize: '50',
      status: 'open',
      severity: 'high',
      rule: 'failed_logins',
    });
  });

  it('shows each alert with its severity and state in words, and leads to it', async () => {
    const view = await open();
    await view.answer(
      'GET',
      PATH,
      page([anAlert({ isMuted: true, openings: 2 }), anAlert({ id: 'a2', subjectName: null, status: 'resolved' })]),
    );
    const [first, second] = [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' '));
    expect(first).toMatch(/Maya Lindqvist.*Northwind Dental.*High.*Open.*Muted.*12 times.*opened twice/);
    expect(second).toMatch(/A person who is gone.*Resolved/);
    expect(view.find('.ov-row-link').getAttribute('href')).toBe(`/alerts/${ALERT_ID}`);
  });

  it('counts what is open by its tabs, and does without when that cannot be read', async () => {
    const view = await open();
    await view.answer('GET', PATH, page());
    await view.answer('GET', `${PATH}/summary`, { open: 4, acknowledged: 2, urgent: 1 });
    expect(view.find('oc-filter-tabs').textContent?.replace(/\s+/g, ' ')).toMatch(/Open 4.*Acknowledged 2/);
    await view.click('Refresh');
    await view.answer('GET', PATH, page());
    await view.refuse('GET', `${PATH}/summary`, aProblem('service.unavailable', 503));
    expect(view.find('oc-filter-tabs').textContent).not.toContain('4');
    expect(view.has('oc-alert-table')).toBe(true);
  });

  it('filters by the address, and clears', async () => {
    const view = await open();
    await view.answer('GET', PATH, page());
    await view.type('ov-select:nth-of-type(1) select', 'critical');
    expect(TestBed.inject(Router).url).toBe('/alerts?severity=critical');
    await view.answer('GET', PATH, page([]));
    expect(view.text).toContain('No alert matches these filters');
    await view.click('Clear filters');
    expect(TestBed.inject(Router).url).toBe('/alerts');
  });

  it('loads more with the cursor', async () => {
    const view = await open();
    await view.answer('GET', PATH, page([anAlert()], 'c1'));
    await view.click('Load more');
    const more = await view.answer('GET', PATH, page([anAlert({ id: 'a2' })]));
    expect(more.request.urlWithParams).toContain('cursor=c1');
    expect(view.element.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('tells empty, failed and refused apart, and keeps what it had', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.click('Try again');
    await view.answer('GET', PATH, page([]));
    expect(view.text).toContain('Nothing suspicious');
    await view.click('Refresh');
    await view.answer('GET', PATH, page());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-alert-table');
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
