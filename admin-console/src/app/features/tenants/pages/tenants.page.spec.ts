import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { TenantBulkPreview, TenantView } from '@orbisvoice/shared-dto';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aTenant } from '../../../testing/fixtures';
import { expectStale } from '../../../testing/stale';
import { TenantsPage } from './tenants.page';

const PATH = 'admin/tenants';
const VIEWS = 'admin/tenant-views';
const AT = '2026-03-04T10:00:00.000Z';
const page = (over: object = {}) => ({ items: [aTenant()], total: 1, next: null, asOf: AT, ...over });
const aView = (over: Partial<TenantView> = {}): TenantView => ({
  id: '0195f3c0-0000-7000-8000-000000000900',
  name: 'Late payers',
  isShared: false,
  isOwn: true,
  isDefault: false,
  ownerName: 'Sam Staff',
  settings: { filter: { state: 'past_due' }, sort: '-mrr', columns: ['name', 'mrr'] },
  updatedAt: AT,
  ...over,
});
const aPreview = (over: Partial<TenantBulkPreview> = {}): TenantBulkPreview => ({
  action: 'suspend',
  total: 1,
  willChange: 1,
  notPossible: 0,
  protected: 0,
  gone: 0,
  agents: 2,
  liveConversations: 1,
  mails: 1,
  set: 'the set',
  asOf: AT,
  ...over,
});

describe('TenantsPage', () => {
  const open = (query = '') => PageHarness.open(TenantsPage, { path: 'tenants', url: `/tenants${query}`, me: { isAdmin: true } });
  const url = () => TestBed.inject(Router).url;

  it('asks for what the address says, and shows a skeleton meanwhile', async () => {
    const view = await open('?search=north&state=trial&tier=gold&sort=-mrr');
    expect(view.has('ov-skeleton')).toBe(true);
    const { params } = view.request('GET', PATH).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      pageSize: '50',
      sort: '-mrr',
      search: 'north',
      state: 'trial',
    });
  });

  it('shows a tenant with money, use and state, leading to its page', async () => {
    const view = await open();
    await view.answer('GET', PATH, page());
    expect(view.find('.ov-row-link').getAttribute('href')).toMatch(/^\/tenants\/0195f3c0/);
    for (const text of [
      '1 tenant as of',
      'maya@northwind.example',
      'Active',
      'Professional',
      '$99.00',
      '8,600 / 10,000',
      '1 Jun 2025',
      '3 Mar 2026',
    ]) {
      expect(view.text).toContain(text);
    }
    expect(view.find('oc-usage-meter').dataset['level']).toBe('near');
  });

  it('keeps filters, order and columns in the address', async () => {
    const view = await open();
    await view.answer('GET', PATH, page());
    await view.type('oc-tenant-filters ov-select:nth-of-type(1) select', 'suspended');
    expect(url()).toBe('/tenants?state=suspended');
    await view.answer('GET', PATH, page());
    await view.click('MRR');
    expect(url()).toBe('/tenants?state=suspended&sort=-mrr');
    await view.answer('GET', PATH, page());
    await view.click('Clear filters');
    expect(url()).toBe('/tenants?sort=-mrr');
  });

  it('does not take conversations that were not counted for none', async () => {
    const view = await open('?sort=-conversationsWeek');
    await view.answer('GET', PATH, page({ items: [aTenant({ conversations: null }), aTenant({ id: 'second', conversations: 0 })] }));
    const figures = [...view.element.querySelectorAll('tbody tr')].map((row) => row.lastElementChild?.textContent?.trim());
    expect(figures).toEqual(['—', '0']);
  });

  it('shows the conversations it is sorted by, and only then', async () => {
    const view = await open('?sort=-conversationsWeek');
    await view.answer('GET', PATH, page({ items: [aTenant({ conversations: 1_204 })] }));
    expect(view.find('oc-tenant-table').textContent).toMatch(/Conversations, 7 UTC days.*1,204/s);
    await view.click(/^Conversations, 7 UTC days/);
    expect(url()).toBe('/tenants?sort=conversationsWeek');
    await view.answer('GET', PATH, page());
    await view.click('MRR');
    await view.answer('GET', PATH, page());
    expect(view.find('oc-tenant-table').textContent).not.toContain('Conversations');
  });

  it('opens with the view that was chosen, unless the address says something', async () => {
    const plain = await open();
    await plain.answer('GET', VIEWS, { items: [aView({ isDefault: true })] });
    expect(url()).toBe('/tenants?state=past_due&sort=-mrr&columns=name,mrr');
    TestBed.resetTestingModule();
    const wished = await open('?sort=name');
    await wished.answer('GET', VIEWS, { items: [aView({ isDefault: true })] });
    expect(url()).toBe('/tenants?sort=name');
  });

  it('shows what an action would do before it asks for a reason', async () => {
    const view = await open('?sort=name');
    await view.answer('GET', PATH, page());
    view.find('oc-bulk-bar input').click();
    await view.settle();
    await view.click('Suspend');
    await view.answer('POST', 'admin/tenant-bulk/preview', aPreview());
    for (const text of ['1 tenant will be suspended', '2 agents stop', '1 live conversations end', '1 owners are told'])
      expect(view.text).toContain(text);
    await view.type('reason', 'Unpaid since the spring.');
    await view.submit();
    const sent = view.request('POST', 'admin/tenant-bulk').request.body as object;
    expect(sent).toMatchObject({
      action: 'suspend',
      expectedTotal: 1,
      expectedSet: 'the set',
      selection: { ids: [aTenant().id] },
      reason: 'Unpaid since the spring.',
    });
  });

  it('takes all that match when there are more than are shown', async () => {
    const view = await open('?search=north');
    await view.answer('GET', PATH, page({ total: 1_234, next: 'more' }));
    view.find('oc-bulk-bar input').click();
    await view.settle();
    await view.click('Select all 1,234 that match');
    expect(view.text).toContain('All 1,234 that match are selected');
    expect(document.activeElement).toBe(view.find('oc-bulk-bar input'));
    await view.click('Reinstate');
    expect(view.request('POST', 'admin/tenant-bulk/preview').request.body).toEqual({
      action: 'reinstate',
      selection: { filter: { search: 'north' } },
    });
  });

  it('tells an empty platform and no match apart', async () => {
    const empty = await open();
    await empty.answer('GET', PATH, page({ items: [], total: 0 }));
    expect(empty.text).toContain('No tenant yet');
    TestBed.resetTestingModule();
    const unmatched = await open('?search=zzz');
    await unmatched.answer('GET', PATH, page({ items: [], total: 0 }));
    expect(unmatched.text).toContain('No tenant matches');
  });

  it('keeps the rows when they cannot be read again, says since when they are old, and does so for this list only', async () => {
    const view = await open('?sort=name');
    await view.answer('GET', PATH, page({ next: 'more' }));
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-tenant-table');
    expect(view.text).toContain('1 tenant as of');
    expect(view.text).not.toContain('Load more');
    await view.click('Try again');
    await view.answer('GET', PATH, page());
    expect(view.has('oc-stale')).toBe(false);
    await view.click('MRR');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.has('oc-tenant-table')).toBe(false);
    expect(view.has('oc-problem')).toBe(true);
  });

  it('says what failed and tries again; a refusal is another matter', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
