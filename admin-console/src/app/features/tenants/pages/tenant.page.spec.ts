import { Title } from '@angular/platform-browser';
import { TestBed } from '@angular/core/testing';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aMember, anInvoice, aTenantDetail } from '../../../testing/fixtures';
import { expectStale } from '../../../testing/stale';
import { TenantPage } from './tenant.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const PATH = `admin/tenants/${ID}`;

describe('TenantPage', () => {
  const open = () =>
    PageHarness.open(TenantPage, {
      path: 'tenants/:id',
      url: `/tenants/${ID}`,
      me: { isAdmin: true },
    });

  it('has a heading and a skeleton while it loads', async () => {
    const view = await open();
    expect(view.find('h1').textContent).toBe('Tenant');
    expect(view.has('ov-skeleton')).toBe(true);
  });

  it('shows who it is, what it pays and what it uses, and names the tab', async () => {
    const view = await open();
    await view.answer('GET', PATH, aTenantDetail());
    expect(view.find('h1').textContent).toBe('Northwind Dental');
    expect(TestBed.inject(Title).getTitle()).toBe('Northwind Dental · Tenants · OrbisVoice');
    for (const text of [
      '$99.00',
      '15 Mar 2026, 00:00:00 UTC',
      'cus_123',
      'sub_456',
      '11,000',
      '9,001',
      'Europe/Stockholm',
      '86 % used',
      '2 live now',
    ]) {
      expect(view.text).toContain(text);
    }
    expect(view.control('Copy Stripe customer')).toBeTruthy();
  });

  it('shows invoices in their own currency, paid or not', async () => {
    const view = await open();
    const invoices = [
      anInvoice({ number: null, status: 'open', paidAt: null, pdfUrl: null }),
      anInvoice({ id: ID, total: 5_000, currency: 'jpy' }),
    ];
    await view.answer('GET', PATH, aTenantDetail({ invoices }));
    const [open1, paid] = [...view.find('oc-tenant-invoices tbody').querySelectorAll('tr')].map((row) => row.textContent ?? '');
    expect(open1).toMatch(/No number yet.*Open.*Not paid.*\$99\.00/s);
    expect(paid).toMatch(/OV-0042.*Paid.*15 Feb 2026 – 15 Mar 2026.*¥5,000/s);
  });

  it('shows members with what is not verified and who never came', async () => {
    const view = await open();
    await view.answer('GET', PATH, aTenantDetail({ members: [aMember({ emailVerifiedAt: null, lastSeenAt: null })] }));
    expect(view.find('oc-tenant-members').textContent).toMatch(/Maya Lindqvist.*Owner.*Not verified.*Never/s);
  });

  it('warns of a scheduled end and of a failed payment', async () => {
    const view = await open();
    await view.answer('GET', PATH, aTenantDetail({ cancelAtPeriodEnd: true, subscriptionStatus: 'past_due' }));
    expect(view.text).toContain('Ends on 15 Mar 2026: cancelled at period end');
    expect(view.text).toContain('The last payment failed.');
  });

  it('says in words what a new free tenant does not have', async () => {
    const view = await open();
    const nothing = { members: [], invoices: [], entries: [], stripeCustomerId: null, stripeSubscriptionId: null, currentPeriodEnd: null };
    await view.answer('GET', PATH, aTenantDetail({ ...nothing, subscriptionStatus: 'none', subscriptionTier: 'free' }));
    for (const text of ['No invoice yet.', 'Nobody belongs to this tenant.', 'Nothing recorded for this tenant.', 'No subscription']) {
      expect(view.text).toContain(text);
    }
  });

  it('leads to the tenant’s own audit entries', async () => {
    const view = await open();
    await view.answer('GET', PATH, aTenantDetail());
    expect(view.control('All entries of this tenant').getAttribute('href')).toBe(`/tenants/${ID}/audit`);
  });

  it('keeps the tenant when it cannot be read again, says since when it is old, and tries again', async () => {
    const view = await open();
    await view.answer('GET', PATH, aTenantDetail());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-tenant-plan');
    expect(view.find('h1').textContent).toBe('Northwind Dental');
    await view.click('Try again');
    await view.answer('GET', PATH, aTenantDetail());
    expect(view.has('oc-stale')).toBe(false);
  });

  it('tells a missing tenant, a refusal and a failure apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('admin.tenant_not_found', 404));
    expect(view.text).toContain('No such tenant');
    expect(view.has('[role="alert"]')).toBe(false);
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
