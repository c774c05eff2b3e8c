import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { WebhookDelivery, WebhookEndpoint } from '@orbisvoice/shared-dto';
import { Clock, POLL_MS } from '@orbisvoice/shared-ui/core';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aPage } from '../../../testing/factories';
import { fileOf } from '../../../testing/list-file';
import { describePageStates } from '../../../testing/page-states';
import { aDelivery, aDeliveryDetail, aTry, aWaitingDelivery, anEndpoint } from '../../../testing/webhook-factories';
import EndpointPage from './endpoint.page';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const providers = [
  { provide: Clock, useValue: { now: () => NOW } },
  { provide: POLL_MS, useValue: 5 },
];
const ONE = anEndpoint({ id: 'e1' });
const at = { path: 'webhooks/:id', url: '/webhooks/e1' };

describe('page of an endpoint', () => {
  describePageStates(EndpointPage, 'webhook-endpoints', at);
  afterEach(() => jest.restoreAllMocks());

  async function open(rows: WebhookDelivery[], options: { endpoint?: WebhookEndpoint; url?: string; next?: string } = {}) {
    const page = await PageHarness.open(EndpointPage, { ...at, ...(options.url && { url: options.url }), providers });
    await page.answer('GET', 'webhook-endpoints', aPage([options.endpoint ?? ONE]));
    await page.answer('GET', 'webhook-endpoints/e1/deliveries', { items: rows, next: options.next ?? null });
    return page;
  }
  const afterPause = () => new Promise((resolve) => setTimeout(resolve, 20));
  const toasts = () =>
    TestBed.inject(ToastService)
      .toasts()
      .map(({ text }) => text);

  it('says what there is to know, and of each delivery where it stands', async () => {
    const failed = aDelivery({ status: 'failed', error: 'timed_out', responseStatus: null, tries: 10, event: 'invoice.paid' });
    const page = await open([aDelivery({ isTest: true }), failed]);
    for (const text of [
      'hooks.example.com/orbis',
      'Answered 204',
      'Test',
      'No answer in 15 seconds',
      'Hidden. It was shown when it was made',
    ]) {
      expect(page.text).toContain(text);
    }
    expect(page.control(/^conversation.ended/).getAttribute('href')).toMatch(/^\/webhooks\/deliveries\//);
    page.verify();
  });

  it('says that there is no such endpoint', async () => {
    const page = await PageHarness.open(EndpointPage, { ...at, providers });
    await page.answer('GET', 'webhook-endpoints', aPage([anEndpoint()]));
    expect(page.has('ov-error')).toBe(true);
  });

  it('warns while it fails, and says why it is off', async () => {
    const failing = await open([], { endpoint: { ...ONE, failingSince: '2026-05-03T08:00:00.000Z' } });
    expect(failing.text).toContain('No try has come through since 3 May 2026, 10:00.');
    TestBed.resetTestingModule();
    const off = await open([aDelivery()], { endpoint: { ...ONE, isEnabled: false, disabledReason: 'failing' } });
    expect(off.text).toContain('Mend the receiver, send a test, then switch it on');
    expect(off.control('Send again what failed…').hasAttribute('disabled')).toBe(true);
    expect(() => off.control(/^Send again: /)).toThrow();
  });

  it('keeps its filters in the address', async () => {
    const page = await open([], { url: '/webhooks/e1?status=failed&event=invoice.paid' });
    expect(page.text).toContain('No delivery matches these filters');
    expect(await fileOf(page)).toEqual({
      dataset: 'webhook_deliveries',
      filters: { endpointId: 'e1', status: 'failed', event: 'invoice.paid' },
    });
    await page.click('Clear filters');
    const { request } = await page.answer('GET', 'webhook-endpoints/e1/deliveries', { items: [], next: null });
    expect(request.urlWithParams).toBe('/api/webhook-endpoints/e1/deliveries');
    expect(TestBed.inject(Router).url).toBe('/webhooks/e1');
    expect(page.text).toContain('Nothing was sent yet');
  });

  it('looks again while something is on its way, and keeps what was loaded further down', async () => {
    const waiting = aWaitingDelivery({ createdAt: '2026-05-04T09:58:00.000Z' });
    const old = aDelivery({ createdAt: '2026-05-01T09:00:00.000Z', event: 'agent.deleted' });
    const page = await open([waiting], { next: 'cursor-1' });
    await page.click('Load more');
    const more = page
      .requests('GET', 'webhook-endpoints/e1/deliveries')
      .find(({ request }) => request.urlWithParams.includes('cursor=cursor-1'));
    more?.flush({ items: [old], next: null });
    await page.settle();
    await afterPause();
    const fresh = aDelivery({ createdAt: '2026-05-04T09:59:00.000Z', event: 'invoice.paid' });
    await page.answer('GET', 'webhook-endpoints/e1/deliveries', {
      items: [fresh, { ...waiting, status: 'succeeded', tries: 1 }],
      next: 'c',
    });
    const rows = Array.from(page.element.querySelectorAll('ov-delivery-table tbody tr'), (row) => row.querySelector('code')?.textContent);
    expect(rows).toEqual(['invoice.paid', 'conversation.ended', 'agent.deleted']);
    expect(page.text).toContain('That is all of them');
    // the figures of the endpoint, and no more looks at what has ended
    await page.answer('GET', 'webhook-endpoints', aPage([{ ...ONE, health: { succeeded: 3, failed: 0, pending: 0 } }]));
    expect(page.text).toContain('3 delivered');
    await afterPause();
    page.verify();
  });

  it('looks again when somebody comes back to the tab, and not before', async () => {
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const page = await open([aWaitingDelivery()]);
    await afterPause();
    page.verify();
    hidden.mockRestore();
    document.dispatchEvent(new Event('visibilitychange'));
    await page.settle();
    await page.answer('GET', 'webhook-endpoints/e1/deliveries', { items: [aDelivery()], next: null });
    expect(page.text).toContain('Delivered');
  });

  it('says when it cannot look again, and shows what it has', async () => {
    const page = await open([aWaitingDelivery()]);
    await afterPause();
    await page.refuse('GET', 'webhook-endpoints/e1/deliveries', aProblem('service.unavailable', 503));
    expect(page.text).toContain('What you see may be older.');
    expect(page.text).toContain('First try is under way');
  });

  it('sends a test of a chosen event, and says what became of it', async () => {
    const page = await open([]);
    await page.type('event', 'agent.created');
    await page.submit();
    const test = aWaitingDelivery({ isTest: true, event: 'agent.created' });
    const { request } = await page.answer('POST', 'webhook-endpoints/e1/test', test);
    expect(request.body).toEqual({ event: 'agent.created' });
    expect(page.text).toContain('On its way…');
    await page.answer('GET', 'webhook-endpoints/e1/deliveries', { items: [test], next: null });
    await page.answer('GET', `webhook-deliveries/${test.id}`, aDeliveryDetail({ ...test, triesMade: [] }));
    await afterPause();
    const tries = [aTry({ responseStatus: 500, error: 'status', answer: 'no such table' })];
    const over = { ...test, status: 'failed', responseStatus: 500, error: 'status', tries: 1 } as const;
    await page.answer('GET', `webhook-deliveries/${test.id}`, aDeliveryDetail({ ...over, triesMade: tries }));
    const card = page.find('ov-test-card').textContent?.replace(/\s+/g, ' ');
    expect(card).toContain('It did not arrive. Answered 500 in 84 ms.');
    expect(card).toContain('no such table');
    expect(page.control('Open this delivery').getAttribute('href')).toBe(`/webhooks/deliveries/${test.id}`);
  });

  it('says that a test takes long, and when it cannot be looked at', async () => {
    const page = await open([]);
    const test = aWaitingDelivery({ isTest: true, createdAt: '2026-05-04T09:59:00.000Z' });
    await page.submit();
    await page.answer('POST', 'webhook-endpoints/e1/test', test);
    await page.answer('GET', `webhook-deliveries/${test.id}`, aDeliveryDetail({ ...test, triesMade: [] }));
    expect(page.text).toContain('It takes longer than usual.');
    TestBed.resetTestingModule();
    const other = await open([]);
    await other.submit();
    await other.answer('POST', 'webhook-endpoints/e1/test', test);
    await other.refuse('GET', `webhook-deliveries/${test.id}`, aProblem('service.unavailable', 503));
    expect(other.control('Open this delivery')).toBeTruthy();
    expect(other.text).not.toContain('On its way');
  });

  it('notices that somebody else has deleted it', async () => {
    const page = await open([aWaitingDelivery()]);
    await afterPause();
    await page.refuse('GET', 'webhook-endpoints/e1/deliveries', aProblem('webhooks.endpoint_not_found', 404));
    await page.answer('GET', 'webhook-endpoints', aPage([]));
    expect(page.has('ov-error')).toBe(true);
  });

  it('says why a test was not taken on', async () => {
    const page = await open([]);
    await page.submit();
    await page.refuse('POST', 'webhook-endpoints/e1/test', aProblem('request.rate_limited', 429));
    expect(page.find('ov-test-card ov-notice').getAttribute('data-tone')).toBe('danger');
  });

  it('sends one again', async () => {
    const failed = aDelivery({ status: 'failed', error: 'no_connection', responseStatus: null });
    const page = await open([failed]);
    await page.click('Send again: conversation.ended');
    await page.answer('POST', `webhook-deliveries/${failed.id}/replay`, {
      ...failed,
      status: 'pending',
      nextTryAt: '2026-05-04T10:00:00.000Z',
    });
    expect(page.text).toContain('No connection · next try now');
    expect(toasts()).toEqual(['conversation.ended is on its way again.']);
  });

  it('sends again what failed since a day of the workspace', async () => {
    const page = await open([]);
    await page.click('Send again what failed…');
    await page.type('span', 'day');
    await page.type('day', '2026-05-01');
    page.find('ov-replay-dialog form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await page.settle();
    const { request } = await page.answer('POST', 'webhook-endpoints/e1/replay-failed', { replayed: 2 });
    expect(request.body).toEqual({ since: '2026-04-30T22:00:00.000Z' });
    expect(page.has('dialog')).toBe(false);
    expect(toasts()).toEqual(['2 messages are on the way again.']);
    await page.answer('GET', 'webhook-endpoints/e1/deliveries', { items: [], next: null });
    page.verify();
  });

  it('goes back to the list when it is deleted', async () => {
    const page = await open([]);
    await page.click('Delete CRM');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    await page.answer('DELETE', 'webhook-endpoints/e1', null);
    expect(TestBed.inject(Router).url).toBe('/webhooks');
  });

  it('offers nothing to those who may only look', async () => {
    const page = await PageHarness.open(EndpointPage, { ...at, providers, me: { permissions: ['webhooks.read'] } });
    await page.answer('GET', 'webhook-endpoints', aPage([ONE]));
    await page.answer('GET', 'webhook-endpoints/e1/deliveries', { items: [aDelivery()], next: null });
    for (const action of [/^Change/, /^Delete/, /^Rotate/, /^Send/]) expect(() => page.control(action)).toThrow();
    expect(page.has('ov-test-card')).toBe(false);
  });
});
