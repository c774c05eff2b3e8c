import type { Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { Clock } from '@orbisvoice/shared-ui/core';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { POLL_MS } from '../../../core/poll-while';
import { aTenantDetail } from '../../../testing/fixtures';
import { aDelivery, aDeliveryList, anEndpoint } from '../../../testing/webhook-fixtures';
import { TenantWebhooksPage } from './tenant-webhooks.page';

const ID = '0195f3c0-0000-7000-8000-000000000100';
const PATH = `admin/tenants/${ID}`;
const ENDPOINTS = `${PATH}/webhook-endpoints`;
const DELIVERIES = `${PATH}/webhook-deliveries`;
const NOW = { now: () => Date.parse('2026-03-04T10:05:00.000Z') };

describe('TenantWebhooksPage', () => {
  const open = async (query = '', ...providers: Provider[]) => {
    const view = await PageHarness.open(TenantWebhooksPage, {
      path: 'tenants/:id/webhooks',
      url: `/tenants/${ID}/webhooks${query}`,
      me: { isAdmin: true },
      providers: [{ provide: Clock, useValue: NOW }, ...providers],
    });
    await view.answer('GET', PATH, aTenantDetail());
    return view;
  };
  const rows = (view: PageHarness<TenantWebhooksPage>, table: string) =>
    [...view.element.querySelectorAll(`${table} tbody tr`)].map((row) => row.textContent?.replace(/\s+/g, ' '));
  const url = () => TestBed.inject(Router).url;
  const choose = async (view: PageHarness<TenantWebhooksPage>, label: string, value: string) => {
    const of = [...view.element.querySelectorAll('ov-select')].find((one) => one.querySelector('label')?.textContent?.trim() === label);
    const select = of?.querySelector('select');
    if (!select) throw new Error(`no filter ${label}`);
    select.value = value;
    select.dispatchEvent(new Event('change'));
    await view.settle();
  };

  it('shows where the tenant is told, how that goes, and why it does not', async () => {
    const view = await open();
    const failing = anEndpoint({
      ...{ id: 'e2', description: '', url: 'https://erp.northwind.example:8443', events: [...WEBHOOK_EVENTS] },
      ...{ failingSince: '2026-03-03T08:00:00.000Z', previousSecretUntil: '2026-03-05T09:00:00.000Z' },
      ...{ lastDelivery: { at: '2026-03-04T09:59:00.000Z', status: 'pending' }, health: { succeeded: 0, failed: 3, pending: 1_204 } },
    });
    const off = anEndpoint({
      ...{ id: 'e3', isEnabled: false, disabledReason: 'gone', disabledAt: '2026-03-02T07:00:00.000Z', events: WEBHOOK_EVENTS.slice(0, 6) },
      ...{ lastDelivery: null, health: { succeeded: 0, failed: 0, pending: 0 } },
    });
    await view.answer('GET', ENDPOINTS, { items: [anEndpoint(), failing, off] });
    const [first, second, third] = rows(view, 'oc-tenant-endpoint-table');
    expect(first).toMatch(/hooks\.northwind\.example.*CRM.*agent\.created.*On.*12 delivered.*Delivered.*4 Mar 2026, 10:00:00 UTC/);
    expect(second).toMatch(
      /erp\.northwind\.example:8443.*All 23 events.*Failing.*since 3 Mar 2026, 08:00:00 UTC.*two secrets until 5 Mar 2026/,
    );
    expect(second).toMatch(/3 failed ?1,204 waiting ?Waiting ?4 Mar 2026, 09:59:00 UTC/);
    expect(third).toMatch(/3 more.*Off.*it answered 410 Gone.*2 Mar 2026, 07:00:00 UTC.*Nothing to deliver.*None yet/);
    expect(view.text).not.toContain('https://');
    expect(view.text).toContain('What happens while an endpoint is off is not told to it later');
    expect(view.control('Events from Stripe').getAttribute('href')).toBe(`/tenants/${ID}/stripe-events`);
    expect(view.control(/^Audit log of CRM/).getAttribute('href')).toBe(`/audit?tenantId=${ID}&targetId=${anEndpoint().id}`);
    await view.click('3 failed: erp.northwind.example:8443');
    expect(url()).toBe(`/tenants/${ID}/webhooks?endpoint=e2&status=failed`);
  });

  it('shows each delivery with its tries, why it failed, and the next try', async () => {
    const view = await open();
    const off = anEndpoint({ id: 'e3', description: 'Old', isEnabled: false, disabledReason: 'by_hand' });
    await view.answer('GET', ENDPOINTS, { items: [anEndpoint(), off] });
    const waits = { status: 'pending', responseStatus: null, tries: 2 } as const;
    const items = [
      aDelivery({ id: 'd1', isTest: true }),
      aDelivery({ id: 'd2', ...waits, error: 'certificate', nextTryAt: '2026-03-04T10:30:00.000Z' }),
      aDelivery({ id: 'd3', ...waits, endpointId: 'e3', error: 'name_not_found', nextTryAt: '2026-03-04T10:30:00.000Z' }),
      aDelivery({ id: 'd4', endpointId: 'gone', status: 'failed', tries: 10, responseStatus: 500, error: 'status' }),
    ];
    await view.answer('GET', DELIVERIES, aDeliveryList(items));
    const [done, later, held, failed] = rows(view, 'oc-tenant-delivery-table');
    expect(done).toMatch(
      /agent\.created ?Test ?webhook-id .*CRM · hooks\.northwind\.example ?Delivered ?Answered 204 ?4 Mar 2026, 10:00:00 UTC ?1 ?None/,
    );
    expect(later).toMatch(/Waiting ?Its certificate is not trusted ?4 Mar 2026, 10:00:00 UTC ?2 ?4 Mar 2026, 10:30:00 UTC/);
    expect(held).toMatch(/Old.*Waiting ?The name of the address is unknown to DNS.*When the endpoint is on again/);
    expect(failed).toMatch(/An endpoint that is gone ?Failed ?Answered 500 ?4 Mar.*10 ?None/);
    expect(view.text).toContain('That is all of them');
  });

  it('says that nothing is sent for a tenant that is suspended', async () => {
    const view = await open();
    await view.answer('GET', ENDPOINTS, { items: [anEndpoint()] });
    await view.answer('GET', DELIVERIES, aDeliveryList([aDelivery({ status: 'pending', nextTryAt: '2026-03-04T10:30:00.000Z' })]));
    expect(view.text).toContain('4 Mar 2026, 10:30:00 UTC');
    await view.click('Refresh');
    await view.answer('GET', PATH, aTenantDetail({ status: 'suspended' }));
    expect(rows(view, 'oc-tenant-delivery-table')[0]).toContain('When the tenant is active again');
  });

  it('asks for what the address says, and leaves out what nobody knows', async () => {
    const view = await open(`?endpoint=${anEndpoint().id}&status=failed&event=invoice.paid`);
    const { params } = view.request('GET', DELIVERIES).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      ...{ pageSize: '50', endpointId: anEndpoint().id, status: 'failed', event: 'invoice.paid' },
    });
    await TestBed.inject(Router).navigateByUrl(`/tenants/${ID}/webhooks?endpoint=x&status=y&event=z`);
    await view.settle();
    expect(view.request('GET', DELIVERIES).request.params.keys()).toEqual(['pageSize']);
  });

  it('filters, keeps that in the address, and grows', async () => {
    const view = await open();
    await view.answer('GET', ENDPOINTS, { items: [anEndpoint()] });
    await view.answer('GET', DELIVERIES, aDeliveryList());
    await choose(view, 'Endpoint', anEndpoint().id);
    await view.answer('GET', DELIVERIES, aDeliveryList());
    await choose(view, 'State', 'succeeded');
    await view.answer('GET', DELIVERIES, aDeliveryList());
    await choose(view, 'Event', 'agent.created');
    expect(url()).toBe(`/tenants/${ID}/webhooks?endpoint=${anEndpoint().id}&status=succeeded&event=agent.created`);
    await view.answer('GET', DELIVERIES, aDeliveryList([aDelivery()], 'cursor-1'));
    await view.click('Load more');
    const more = view.request('GET', DELIVERIES);
    expect(more.request.urlWithParams).toMatch(/event=agent\.created.*cursor=cursor-1/);
    more.flush(aDeliveryList([aDelivery({ id: 'd2' })]));
    await view.settle();
    expect(rows(view, 'oc-tenant-delivery-table')).toHaveLength(2);
    await choose(view, 'State', 'failed');
    await view.answer('GET', DELIVERIES, aDeliveryList([]));
    expect(view.text).toContain('No delivery matches these filters');
    await view.click('Clear filters');
    expect(url()).toBe(`/tenants/${ID}/webhooks`);
    await view.answer('GET', DELIVERIES, aDeliveryList());
  });

  it('says when there is nothing, and when one of them cannot be read', async () => {
    const view = await open();
    await view.refuse('GET', ENDPOINTS, aProblem('service.internal', 500));
    await view.answer('GET', DELIVERIES, aDeliveryList([]));
    expect(view.text).toContain('Nothing was sent yet');
    await view.click('Try again');
    await view.answer('GET', ENDPOINTS, { items: [anEndpoint()] });
    await view.click('Refresh');
    await view.refuse('GET', ENDPOINTS, aProblem('service.unavailable', 503));
    await view.refuse('GET', DELIVERIES, aProblem('service.unavailable', 503));
    expect(view.element.querySelectorAll('oc-stale')).toHaveLength(2);
    expect(view.text).toContain('Nothing was sent yet');
    await view.click('Refresh');
    await view.answer('GET', ENDPOINTS, { items: [] });
    await view.answer('GET', DELIVERIES, aDeliveryList([]));
    expect(view.text).toContain('No endpoint yet');
    expect(view.has('oc-tenant-delivery-filters')).toBe(false);
  });

  it('says once that there is no such tenant', async () => {
    const view = await open();
    await view.refuse('GET', ENDPOINTS, aProblem('admin.tenant_not_found', 404));
    await view.refuse('GET', DELIVERIES, aProblem('admin.tenant_not_found', 404));
    expect(view.text).toContain('No such tenant');
    expect(view.has('oc-tenant-delivery-filters, oc-problem')).toBe(false);
  });

  it('tells a refusal', async () => {
    const view = await open();
    await view.refuse('GET', ENDPOINTS, aProblem('access.forbidden', 403));
    await view.refuse('GET', DELIVERIES, aProblem('access.forbidden', 403));
    expect(view.element.querySelectorAll('oc-problem')).toHaveLength(2);
  });

  it('looks again at both while something waits, and then stops', async () => {
    const view = await open('', { provide: POLL_MS, useValue: 1 });
    const pause = () => new Promise((resolve) => setTimeout(resolve, 30));
    await view.answer('GET', ENDPOINTS, { items: [anEndpoint()] });
    await view.answer('GET', DELIVERIES, aDeliveryList([aDelivery({ status: 'pending', tries: 0 })]));
    await pause();
    await view.answer('GET', ENDPOINTS, { items: [anEndpoint({ health: { succeeded: 13, failed: 0, pending: 0 } })] });
    await view.answer('GET', DELIVERIES, aDeliveryList());
    expect(rows(view, 'oc-tenant-endpoint-table')[0]).toContain('13 delivered');
    await pause();
    view.verify();
  });
});
