import { TestBed } from '@angular/core/testing';
import type { WebhookDeliveryDetail } from '@orbisvoice/shared-dto';
import { Clock, POLL_MS } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aPage } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { aDeliveryDetail, aTry, anEndpoint } from '../../../testing/webhook-factories';
import DeliveryPage from './delivery.page';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const providers = [
  { provide: Clock, useValue: { now: () => NOW } },
  { provide: POLL_MS, useValue: 5 },
];
const at = { path: 'webhooks/deliveries/:id', url: '/webhooks/deliveries/d1' };

describe('page of a delivery', () => {
  describePageStates(DeliveryPage, 'webhook-deliveries/d1', at);

  async function open(change: Partial<WebhookDeliveryDetail> = {}, isEnabled = true): Promise<PageHarness<DeliveryPage>> {
    const page = await PageHarness.open(DeliveryPage, { ...at, providers });
    await page.answer('GET', 'webhook-endpoints', aPage([anEndpoint({ id: 'e1', isEnabled })]));
    await page.answer('GET', 'webhook-deliveries/d1', aDeliveryDetail({ id: 'd1', ...change }));
    return page;
  }

  it('shows what was sent, to be read and to be copied, with its headers', async () => {
    const page = await open({ messageId: 'message-1' });
    expect(page.find('pre').textContent).toContain('"durationSeconds": 42');
    for (const text of ['webhook-id', 'message-1', '1777888501', 'HMAC-SHA256', 'Answered 204', 'took 84 ms'])
      expect(page.text).toContain(text);
    expect(page.find('.ov-page-back').getAttribute('href')).toBe('/webhooks/e1');
  });

  it('says of every try what came of it, with what helps and with the answer', async () => {
    const page = await open({
      status: 'failed',
      error: 'status',
      responseStatus: 503,
      tries: 60,
      triesMade: [
        aTry({ number: 60, error: 'status', responseStatus: 503, answer: 'busy' }),
        aTry({ number: 59, error: 'certificate', responseStatus: null }),
      ],
    });
    for (const text of [
      'Try 60',
      'Answered 503',
      'busy',
      'Certificate not trusted',
      'its chain is not complete',
      'The latest 2 are shown.',
    ]) {
      expect(page.text).toContain(text);
    }
  });

  it('sends it again, and looks until that is over', async () => {
    const page = await open({ status: 'failed', error: 'no_connection', responseStatus: null });
    await page.click('Send again');
    const waiting = aDeliveryDetail({
      id: 'd1',
      status: 'pending',
      error: 'no_connection',
      responseStatus: null,
      nextTryAt: '2026-05-04T10:00:00.000Z',
    });
    await page.answer('POST', 'webhook-deliveries/d1/replay', waiting);
    expect(page.text).toContain('next try now');
    expect(() => page.control('Send again')).toThrow();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await page.answer(
      'GET',
      'webhook-deliveries/d1',
      aDeliveryDetail({ id: 'd1', tries: 2, triesMade: [aTry({ number: 2 }), aTry({ error: 'no_connection' })] }),
    );
    expect(page.text).toContain('Delivered');
    expect(page.text).toContain('Try 2');
    await new Promise((resolve) => setTimeout(resolve, 20));
    page.verify();
  });

  it('says why it is not sent again', async () => {
    const page = await open({ status: 'failed', error: 'status', responseStatus: 500 });
    await page.click('Send again');
    await page.refuse('POST', 'webhook-deliveries/d1/replay', aProblem('webhooks.delivery_pending', 409));
    const [toast] = TestBed.inject(ToastService).toasts();
    expect(toast).toMatchObject({ text: 'This message is still being delivered.', tone: 'danger' });
    expect(page.control('Send again').getAttribute('aria-busy')).toBeNull();
  });

  it('does not offer what an endpoint that is off would refuse', async () => {
    const page = await open({ status: 'failed', error: 'status', responseStatus: 500 }, false);
    expect(() => page.control('Send again')).toThrow();
  });

  it('keeps what it shows when it cannot look again', async () => {
    const page = await open({ status: 'pending', nextTryAt: '2026-05-04T09:59:00.000Z' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await page.refuse('GET', 'webhook-deliveries/d1', aProblem('service.unavailable', 503));
    expect(page.text).toContain('What you see may be older.');
    expect(page.has('pre')).toBe(true);
  });
});
