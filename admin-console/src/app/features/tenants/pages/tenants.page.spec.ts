import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenant } from '../../../testing/fixtures';
import { TenantsPage } from './tenants.page';

const PATH = 'admin/tenants';
const page = (over: object = {}) => ({ items: [aTenant()], total: 1, page: 1, pageSize: 20, ...over });

describe('TenantsPage', () => {
  const open = (query = '') => PageHarness.open(TenantsPage, { path: 'tenants', url: `/tenants${query}`, me: { isAdmin: true } });
  const url = () => TestBed.inject(Router).url;

  it('asks for what the address says, and shows a skeleton meanwhile', async () => {
    const view = await open('?search=north&status=active&tier=gold&sort=-mrr&page=2');
    expect(view.has('ov-skeleton')).toBe(true);
    const { params } = view.request('GET', PATH).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      page: '2',
      pageSize: '20',
      sort: '-mrr',
      search: 'north',
      status: 'active',
    });
  });

  it('shows a tenant with money, use and state, leading to its page', async () => {
    const view = await open();
    await view.answer('GET', PATH, page());
    expect(view.find('.ov-row-link').getAttribute('href')).toMatch(/^\/tenants\/0195f3c0/);
    for (const text of ['1 tenant', 'maya@northwind.example', 'Active', 'Professional', '$99.00', '8,600 / 10,000', '1 Jun 2025']) {
      expect(view.text).toContain(text);
    }
    expect(view.find('oc-usage-meter').dataset['level']).toBe('near');
  });

  it('keeps filters and order in the address and goes back to the first page', async () => {
    const view = await open('?page=2');
    await view.answer('GET', PATH, page({ total: 21, page: 2 }));
    await view.type('ov-select:nth-of-type(1) select', 'suspended');
    expect(url()).toBe('/tenants?status=suspended');
    await view.answer('GET', PATH, page());
    await view.click('MRR');
    expect(url()).toBe('/tenants?status=suspended&sort=-mrr');
    await view.answer('GET', PATH, page());
    await view.click('Clear filters');
    expect(url()).toBe('/tenants');
  });

  it('turns the page', async () => {
    const view = await open();
    await view.answer('GET', PATH, page({ total: 41 }));
    await view.click('Next');
    expect(view.request('GET', PATH).request.params.get('page')).toBe('2');
  });

  it('tells an empty platform, no match and a page beyond the last apart', async () => {
    const none = { items: [], total: 0 };
    const empty = await open();
    await empty.answer('GET', PATH, page(none));
    expect(empty.text).toContain('No tenant yet');
    TestBed.resetTestingModule();
    const unmatched = await open('?search=zzz');
    await unmatched.answer('GET', PATH, page(none));
    expect(unmatched.text).toContain('No tenant matches');
    TestBed.resetTestingModule();
    const beyond = await open('?page=9');
    await beyond.answer('GET', PATH, page({ items: [], total: 41, page: 9 }));
    await beyond.click('Go to the first page');
    expect(url()).toBe('/tenants');
  });

  it('says what failed and tries again; a refusal is another matter', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
    expect(view.has('[role="alert"]')).toBe(false);
  });
});
