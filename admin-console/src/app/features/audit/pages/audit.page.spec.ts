import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { AUDIT_TARGET_TYPES, TOLD_ONLY } from '@orbisvoice/shared-dto/values';
import { aProblem, catchDownloads, PageHarness } from '@orbisvoice/shared-ui/testing';
import { bothClocks } from '../../../core/dates';
import { anEntry, aTenant } from '../../../testing/fixtures';
import { expectStale } from '../../../testing/stale';
import { AuditPage } from './audit.page';

const PATH = 'admin/audit';
const TENANT = '0195f3c0-0000-7000-8000-000000000100';

describe('AuditPage', () => {
  const open = (query = '') => PageHarness.open(AuditPage, { path: 'audit', url: `/audit${query}`, me: { isAdmin: true } });
  const url = () => TestBed.inject(Router).url;

  it('asks for what the address says, days as a half-open span of instants', async () => {
    const view = await open(`?action=agent.updated&actorKind=user&tenantId=${TENANT}&from=2026-03-01&to=2026-03-31`);
    expect(view.has('ov-skeleton')).toBe(true);
    const { params } = view.request('GET', PATH).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      pageSize: '50',
      action: 'agent.updated',
      actorKind: 'user',
      tenantId: TENANT,
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
    });
    await view.answer('GET', `admin/tenants/${TENANT}`, aTenant());
    expect(view.find<HTMLInputElement>('[role="combobox"]').value).toBe('Northwind Dental');
  });

  it('opens an entry to what changed, who, from where, and its trace', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    expect(view.text).not.toContain('Front desk');
    await view.click('Changed an agent');
    expect(view.find('del').textContent).toBe('Reception');
    expect(view.find('ins').textContent).toBe('Front desk');
    for (const text of ['4 Mar 2026, 10:00:00 UTC', 'User · Maya Lindqvist', '203.0.113.7', '4bf92f3577b34da6a3ce929d0e0e4736']) {
      expect(view.text).toContain(text);
    }
    await view.click('Changed an agent');
    expect(view.has('ins')).toBe(false);
  });

  it('names both people where staff acted as somebody', async () => {
    const view = await open();
    const acted = { impersonatorId: '0195f3c0-0000-7000-8000-000000000009', impersonatorName: 'Jonas Weber' };
    await view.answer('GET', PATH, { items: [anEntry(acted)], next: null });
    expect(view.find('.oc-entry-name').textContent).toBe('Jonas Weber acting as Maya Lindqvist');
    await view.click('Changed an agent');
    expect(view.text).toContain(acted.impersonatorId);
  });

  it('says so when an entry changed nothing and has no address', async () => {
    const view = await open();
    await view.answer('GET', PATH, {
      items: [anEntry({ changes: {}, ip: null, traceId: null, actorName: null, actorKind: 'system' })],
      next: null,
    });
    await view.click('Changed an agent');
    expect(view.text).toContain('This entry records no changed fields.');
    expect(view.text).toContain('Not recorded');
  });

  it('has the exact time on hover', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    expect(view.find('time').title).toBe(bothClocks(anEntry().at));
  });

  it('loads more with the cursor, keeps the filters, and says when that was all', async () => {
    const view = await open('?actorKind=user');
    await view.answer('GET', PATH, { items: [anEntry()], next: 'c1' });
    await view.click('Load more');
    const more = view.request('GET', PATH);
    expect(more.request.urlWithParams).toContain('cursor=c1');
    expect(more.request.urlWithParams).toContain('actorKind=user');
    more.flush({ items: [anEntry({ id: TENANT, actorName: 'Tom Okafor' })], next: null });
    await view.settle();
    expect(view.element.querySelectorAll('oc-audit-entry')).toHaveLength(2);
    expect(view.text).toContain('2 shown · That is all of them');
  });

  it('keeps what is there when more cannot be loaded', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: 'c1' });
    await view.click('Load more');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.element.querySelectorAll('oc-audit-entry')).toHaveLength(1);
    expect(view.find('[role="alert"]').textContent).toContain('cannot be reached');
  });

  it('puts filters into the address and clears them', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    await view.type('input[type="date"]', '2026-03-01');
    expect(url()).toBe('/audit?from=2026-03-01');
    await view.answer('GET', PATH, { items: [], next: null });
    expect(view.text).toContain('No entry matches these filters');
    await view.click('Clear filters');
    expect(url()).toBe('/audit');
  });

  it('finds a tenant by name with the keyboard', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    const field = view.find<HTMLInputElement>('[role="combobox"]');
    field.value = 'north';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 250));
    await view.settle();
    await view.answer('GET', 'admin/tenants', { items: [aTenant()], total: 1, page: 1, pageSize: 8 });
    const press = async (key: string) => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await view.settle();
    };
    await press('ArrowDown');
    expect(view.find(`#${field.getAttribute('aria-activedescendant')}`).textContent).toContain('Northwind Dental');
    await press('Enter');
    expect(url()).toBe(`/audit?tenantId=${TENANT}`);
  });

  it('asks for a trace, a kind of target and hours of days', async () => {
    const view = await open('?traceId=0198c1a2&targetType=conversation&from=2026-03-01&fromTime=09:30&to=2026-03-01&toTime=17:00');
    const { params } = view.request('GET', PATH).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      pageSize: '50',
      traceId: '0198c1a2',
      targetType: 'conversation',
      from: '2026-03-01T09:30:00.000Z',
      to: '2026-03-01T17:00:00.000Z',
    });
  });

  it('keeps hours in the address, and says when they say nothing or the wrong way round', async () => {
    const view = await open('?to=2026-03-01&toTime=08:00');
    await view.answer('GET', PATH, { items: [], next: null });
    await view.type('input[type="time"]', '09:00');
    expect(url()).toBe('/audit?to=2026-03-01&toTime=08:00&fromTime=09:00');
    await view.answer('GET', PATH, { items: [], next: null });
    expect(view.text).toContain('A time counts only with its day');
    await view.type('input[type="date"]', '2026-03-01');
    await view.answer('GET', PATH, { items: [], next: null });
    expect(view.text).not.toContain('A time counts only with its day');
    expect(view.text).toContain('The span ends before it begins.');
  });

  it('finds the actor by name, and names who is chosen', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    const field = view.find<HTMLInputElement>('oc-person-picker [role="combobox"]');
    field.value = 'maya';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 250));
    await view.settle();
    const person = { id: TENANT, name: 'Maya Lindqvist', email: 'maya@northwind.example', tenantName: 'Northwind Dental' };
    const found = await view.answer('GET', 'admin/users', { items: [person], next: null });
    expect(found.request.params.get('search')).toBe('maya');
    expect(view.find('oc-person-picker [role="option"]').textContent).toMatch(/Maya Lindqvist\s*maya@northwind.example · Northwind Dental/);
    await view.click('Maya Lindqvistmaya@northwind.example · Northwind Dental');
    expect(url()).toBe(`/audit?actorId=${TENANT}`);
    await view.answer('GET', `admin/users/${TENANT}`, person);
    expect(field.value).toBe('Maya Lindqvist');
  });

  it('asks for no person where the actor is a key, and for one of any kind once one is picked', async () => {
    const view = await open(`?actorId=${TENANT}&actorKind=api_key`);
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    expect(view.requests('GET', `admin/users/${TENANT}`)).toEqual([]);
    const field = view.find<HTMLInputElement>('oc-person-picker [role="combobox"]');
    expect(field.value).toBe('');
    field.value = 'maya';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 250));
    await view.settle();
    const person = { id: TENANT, name: 'Maya Lindqvist', email: 'maya@northwind.example', tenantName: 'Northwind Dental' };
    await view.answer('GET', 'admin/users', { items: [person], next: null });
    await view.click('Maya Lindqvistmaya@northwind.example · Northwind Dental');
    expect(url()).toBe(`/audit?actorId=${TENANT}`);
  });

  it('offers only actions that are ever written', async () => {
    const view = await open();
    const offered = [...view.element.querySelectorAll('option')].map(({ value }) => value);
    expect(offered).toEqual(expect.arrayContaining(['tool.executed', 'admin.email_copy_read']));
    for (const told of TOLD_ONLY) expect(offered).not.toContain(told);
  });

  it('offers the kinds of targets that are ever written, and leaves out what is none', async () => {
    const view = await open('?targetType=spaceship');
    expect(view.request('GET', PATH).request.params.has('targetType')).toBe(false);
    const select = [...view.element.querySelectorAll('select')].find((one) => one.textContent?.includes('API key (api_key)'));
    expect([...(select?.options ?? [])].map(({ value }) => value)).toEqual(['', ...AUDIT_TARGET_TYPES]);
  });

  it('hides conversations on request, in the address, in the list and in the export, and says so', async () => {
    const saved = catchDownloads();
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    expect(view.control('Hide conversations').getAttribute('aria-checked')).toBe('false');
    expect(view.text).not.toContain('are hidden');
    await view.click('Hide conversations');
    expect(url()).toBe('/audit?without=conversations');
    const { request } = await view.answer('GET', PATH, { items: [anEntry()], next: null });
    expect(request.params.get('without')).toBe('conversations');
    expect(view.text).toContain('calls of their tools are hidden, here and in exports');
    await view.click('Export CSV');
    const sent = await view.answer('POST', `${PATH}/export`, new Blob(['']));
    expect(sent.request.body).toEqual({ without: 'conversations', format: 'csv' });
    expect(saved).toEqual(['orbisvoice-audit.csv']);
    await view.click('Show them');
    expect(url()).toBe('/audit');
    expect(view.request('GET', PATH).request.params.has('without')).toBe(false);
  });

  it('says when the span is the wrong way round', async () => {
    const view = await open('?from=2026-03-02&to=2026-03-01');
    await view.answer('GET', PATH, { items: [], next: null });
    expect(view.text).toContain('The first day is after the last one.');
  });

  it('keeps what is typed in the address, and says when that is no IP address', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    const typed = view.element.querySelectorAll<HTMLInputElement>('oc-filter-bar input[maxlength]');
    expect([...typed].map(({ maxLength }) => maxLength)).toEqual([36, 100, 200, 100, 45]);
    await view.type('input[maxlength="200"]', 'sub_1');
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    await view.type('input[maxlength="45"]', '203.0.113.999');
    expect(url()).toBe('/audit?targetId=sub_1&ip=203.0.113.999');
    expect(view.request('GET', PATH).request.params.has('ip')).toBe(false);
    expect(view.text).toContain('This is no IP address');
  });

  it('saves everything that the filters find, and says why it could not', async () => {
    const saved = catchDownloads();
    const view = await open('?actorKind=user');
    await view.answer('GET', PATH, { items: [anEntry()], next: 'c1' });
    await view.click('Export CSV');
    await view.refuse('POST', `${PATH}/export`, aProblem('request.rate_limited', 429));
    expect(view.find('[role="alert"]').textContent).toContain('Too many requests');
    await view.click('Export JSON lines');
    const sent = await view.answer('POST', `${PATH}/export`, new Blob(['{}']));
    expect(sent.request.body).toEqual({ actorKind: 'user', format: 'jsonl' });
    expect(saved).toEqual(['orbisvoice-audit.jsonl']);
    expect(view.has('[role="alert"]')).toBe(false);
  });

  it('keeps the entries when they cannot be read again, says since when they are old, and tries again', async () => {
    const view = await open();
    await view.answer('GET', PATH, { items: [anEntry()], next: 'c1' });
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-audit-entries');
    expect(view.text).not.toContain('Load more');
    await view.click('Try again');
    await view.answer('GET', PATH, { items: [anEntry()], next: null });
    expect(view.has('oc-stale')).toBe(false);
  });

  it('tells empty, failed and refused apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', PATH, { items: [], next: null });
    expect(view.text).toContain('Nothing has been recorded yet');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
