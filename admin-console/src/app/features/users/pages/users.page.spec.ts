import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aUser, USER_ID } from '../../../testing/user-fixtures';
import { UsersPage } from './users.page';

const PATH = 'admin/users';

describe('UsersPage', () => {
  const open = (query = '') => PageHarness.open(UsersPage, { path: 'users', url: `/users${query}`, me: { isAdmin: true } });
  const page = (items = [aUser()], next: string | null = null) => ({ items, next });
  const params = (view: PageHarness<UsersPage>) => {
    const { request } = view.request('GET', PATH);
    return Object.fromEntries(request.params.keys().map((key) => [key, request.params.get(key)]));
  };

  it('asks for what the address says', async () => {
    const view = await open('?search=maya&role=owner&staff=no&verified=yes&locked=yes&seen=week&sort=name');
    expect(view.has('ov-skeleton')).toBe(true);
    const wanted = { role: 'owner', staff: 'no', verified: 'yes', locked: 'yes', seen: 'week', sort: 'name' };
    expect(params(view)).toEqual({ pageSize: '50', search: 'maya', ...wanted });
  });

  it('shows each person with what stands out in words, and the ways to them and their tenant', async () => {
    const view = await open();
    const odd = aUser({
      isAdmin: true,
      tenantStatus: 'suspended',
      emailVerifiedAt: null,
      lockedUntil: '2026-03-04T10:01:00.000Z',
      lastSeenAt: null,
    });
    await view.answer('GET', PATH, page([odd]));
    const row = view.find('tbody tr').textContent?.replace(/\s+/g, ' ') ?? '';
    for (const text of ['Maya Lindqvist', 'maya@northwind.example', 'Owner', 'Staff', 'Suspended', 'Not verified', 'Braked', 'Never']) {
      expect(row).toContain(text);
    }
    expect(view.control(/^Maya Lindqvist/).getAttribute('href')).toBe(`/users/${USER_ID}`);
    expect(view.control('Northwind Dental').getAttribute('href')).toBe(`/tenants/${odd.tenantId}`);
  });

  it('sorts and filters by the address, and loads more with the cursor', async () => {
    const view = await open();
    await view.answer('GET', PATH, page([aUser()], 'c1'));
    await view.click(/^Name/);
    expect(TestBed.inject(Router).url).toBe('/users?sort=name');
    await view.answer('GET', PATH, page([aUser()], 'c1'));
    await view.click('Load more');
    await view.answer('GET', PATH, page([aUser({ id: 'u2' })]));
    expect(view.element.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('tells empty, filtered to nothing, failed and refused apart, and keeps what it had', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', PATH, page([]));
    expect(view.text).toContain('Nobody has signed up yet');
    await view.click('Refresh');
    await view.answer('GET', PATH, page());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.text).toContain('This could not be refreshed');
    expect(view.text).toContain('Maya Lindqvist');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });

  it('says when filters leave nobody, and clears them', async () => {
    const view = await open('?role=member');
    await view.answer('GET', PATH, page([]));
    expect(view.text).toContain('Nobody matches these filters');
    await view.click('Clear filters');
    expect(TestBed.inject(Router).url).toBe('/users');
  });
});
