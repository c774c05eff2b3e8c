import { Title } from '@angular/platform-browser';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { PageKeys } from './core/page-keys';
import { AREA_ROUTES, SHARED_ROUTES } from './areas';
import { TenantFrame } from './features/tenants/pages/tenant.frame';
import { anEvent, anEventList } from './testing/billing-fixtures';
import { aMail } from './testing/email-fixtures';
import { anEntry, aTenantDetail } from './testing/fixtures';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const TENANT = `admin/tenants/${ID}`;

describe('lists among the pages of one tenant', () => {
  const open = (list: string) =>
    PageHarness.open(TenantFrame, {
      path: 'elsewhere',
      url: `/tenants/${ID}/${list}`,
      routes: [...AREA_ROUTES.filter(({ path: area }) => area === 'tenants'), ...SHARED_ROUTES],
      me: { isAdmin: true },
    });
  const LISTS = [
    { path: 'emails', api: 'admin/emails', label: 'E-mails', heading: 'E-mails of this tenant', page: { items: [aMail()], next: null } },
    {
      path: 'stripe-events',
      api: 'admin/stripe-events',
      label: 'Events from Stripe',
      heading: 'Webhook events that came in from Stripe',
      page: anEventList([anEvent()]),
    },
    {
      path: 'audit',
      api: 'admin/audit',
      label: 'Audit',
      heading: 'Audit entries of this tenant',
      page: { items: [anEntry()], next: null },
    },
  ] as const;

  it.each(LISTS)('$label: the tenant’s head and tabs stay around what is only its own', async ({ path, api, label, heading, page }) => {
    const view = await open(path);
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', TENANT, aTenantDetail());
    expect(view.find('h1').textContent).toBe('Northwind Dental');
    expect(view.element.querySelectorAll('h1')).toHaveLength(1);
    expect(view.find('h2').textContent).toBe(heading);
    expect(view.find('oc-tenant-tabs [aria-current="page"]').textContent.trim()).toBe(label);
    expect(TestBed.inject(Title).getTitle()).toBe(`Northwind Dental · ${label} · OrbisVoice`);
    const asked = await view.answer('GET', api, page);
    expect(asked.request.params.get('tenantId')).toBe(ID);
    expect(view.has('ov-keyset-part :is(tbody tr, oc-audit-entry)')).toBe(true);
    expect(view.has('oc-tenant-picker')).toBe(false);
    expect(view.has('ov-keyset-part a[href^="/tenants/"]')).toBe(false);
    for (const pulse of ['oc-mail-pulse', 'oc-webhook-pulse']) expect(view.has(pulse)).toBe(false);
    await view.click('Refresh');
    for (const ofAll of ['admin/emails/summary', 'admin/reconciliation']) expect(view.requests('GET', ofAll)).toEqual([]);
    await view.refuse('GET', api, aProblem('service.unavailable', 503));
    expect(view.find('oc-stale').textContent).toContain('could not be refreshed');
  });

  it('filters stay in the address of the tenant, and the next tab begins without them', async () => {
    const view = await open('stripe-events');
    await view.answer('GET', TENANT, aTenantDetail());
    await view.answer('GET', 'admin/stripe-events', anEventList([anEvent()]));
    await view.click(/^Dead/);
    expect(TestBed.inject(Title).getTitle()).toBe('Northwind Dental · Events from Stripe · OrbisVoice');
    expect(TestBed.inject(Router).url).toBe(`/tenants/${ID}/stripe-events?status=dead`);
    const asked = await view.answer('GET', 'admin/stripe-events', anEventList([]));
    expect([asked.request.params.get('tenantId'), asked.request.params.get('status')]).toEqual([ID, 'dead']);
    await view.click('E-mails');
    expect(TestBed.inject(Router).url).toBe(`/tenants/${ID}/emails`);
    expect(view.find('h2').textContent).toBe('E-mails of this tenant');
  });

  it('says that nothing is there of this tenant, and counts nothing of others', async () => {
    const view = await open('stripe-events');
    await view.answer('GET', 'admin/stripe-events', anEventList([]));
    expect(view.text).toContain('No event about this tenant yet');
    expect(view.find('oc-status-tabs').textContent).not.toMatch(/\d|–/);
  });

  it('says that there is no such tenant instead of a list of nothing, and shows the next one’s', async () => {
    const view = await open('audit');
    await view.answer('GET', 'admin/audit', { items: [], next: null });
    await view.refuse('GET', TENANT, aProblem('admin.tenant_not_found', 404));
    expect(view.text).toContain('No such tenant');
    expect(view.text).not.toContain('Nothing recorded');
    expect(view.control('All tenants').getAttribute('href')).toBe('/tenants');
    const other = '0195f3c0-0000-7000-8000-000000000101';
    await TestBed.inject(Router).navigateByUrl(`/tenants/${other}/audit`);
    await view.settle();
    await view.answer('GET', `admin/tenants/${other}`, aTenantDetail());
    const asked = await view.answer('GET', 'admin/audit', { items: [anEntry()], next: null });
    expect(asked.request.params.get('tenantId')).toBe(other);
    expect(view.has('oc-audit-entry')).toBe(true);
    expect(view.has('ov-empty')).toBe(false);
  });

  it('looks for a person where there is no tenant to look for', async () => {
    const view = await open('audit');
    await view.answer('GET', 'admin/audit', { items: [anEntry()], next: null });
    TestBed.inject(PageKeys).current.search?.();
    expect(document.activeElement?.closest('oc-person-picker')).not.toBeNull();
  });

  it('shows the list also when the tenant cannot be read', async () => {
    const view = await open('audit');
    await view.refuse('GET', TENANT, aProblem('service.unavailable', 503));
    await view.answer('GET', 'admin/audit', { items: [anEntry()], next: null });
    expect(view.has('oc-audit-entry')).toBe(true);
  });
});
