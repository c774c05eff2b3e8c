import { TestBed } from '@angular/core/testing';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { POLL_MS } from '../../../core/poll-while';
import { ALERT_ID, aDelivery, someAlertSettings } from '../../../testing/alert-fixtures';
import { expectStale } from '../../../testing/stale';
import { DeliveryPage } from './delivery.page';

const PATH = 'admin/alert-settings';
const LATEST = `${PATH}/deliveries`;
const HOOK = { webhookUrl: 'https://hooks.example/alerts', webhookFrom: 'critical', hasWebhookSecret: true } as const;

describe('DeliveryPage', () => {
  const open = (pollMs = 60_000) =>
    PageHarness.open(DeliveryPage, {
      path: 'alerts/delivery',
      url: '/alerts/delivery',
      me: { isAdmin: true },
      providers: [{ provide: POLL_MS, useValue: pollMs }],
    });

  it('shows who is told from which severity on, and how the latest deliveries went', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, someAlertSettings());
    expect(view.text).toContain('3 people with staff rights get it.');
    expect(view.find<HTMLSelectElement>('select[name="emailFrom"]').value).toBe('high');
    expect(view.text).not.toContain('Send a test');
    const failed = aDelivery({
      id: 'd2',
      alertId: null,
      channel: 'webhook',
      status: 'failed',
      attempts: 5,
      error: 'answered 500',
      sentAt: null,
    });
    await view.answer('GET', LATEST, { items: [aDelivery(), failed] });
    const [first, second] = [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' '));
    expect(first).toMatch(/Sent.*1.*–.*Open/);
    expect(second).toMatch(/Webhook.*Given up.*5.*answered 500.*Test/);
    expect(view.control('Open').getAttribute('href')).toBe(`/alerts/${ALERT_ID}`);
  });

  it('saves what is changed, and shows the new secret this once', async () => {
    const view = await open();
    await view.answer('GET', PATH, someAlertSettings());
    await view.type('webhookUrl', HOOK.webhookUrl);
    await view.type('webhookFrom', HOOK.webhookFrom);
    await view.submit();
    const sent = await view.answer('PATCH', PATH, { ...someAlertSettings(HOOK), webhookSecret: 'whsec_once' });
    expect(sent.request.body).toEqual({ emailFrom: 'high', webhookFrom: 'critical', digestMinutes: 15, webhookUrl: HOOK.webhookUrl });
    await view.answer('GET', PATH, someAlertSettings(HOOK));
    expect(view.find('.oc-secret').textContent).toBe('whsec_once');
    expect(TestBed.inject(ToastService).toasts().at(-1)?.text).toBe('Saved.');
    expect(view.control('Send a test')).toBeTruthy();
  });

  it('keeps what is typed when it is refused', async () => {
    const view = await open();
    await view.answer('GET', PATH, someAlertSettings());
    await view.type('digestMinutes', '30');
    await view.submit();
    await view.refuse('PATCH', PATH, aProblem('service.unavailable', 503));
    expect(view.find<HTMLInputElement>('input[name="digestMinutes"]').value).toBe('30');
    expect(view.has('oc-delivery-form [role="alert"]')).toBe(true);
  });

  it('sends a test and looks until it has arrived; says why none could be sent', async () => {
    const view = await open(0);
    await view.answer('GET', PATH, someAlertSettings(HOOK));
    await view.answer('GET', LATEST, { items: [] });
    expect(view.text).toContain('Nothing was told yet');
    await view.click('Send a test');
    await view.refuse('POST', `${PATH}/test`, aProblem('alerts.webhook_missing', 409));
    expect(view.has('[role="alert"]')).toBe(true);
    await view.click('Send a test');
    await view.answer('POST', `${PATH}/test`, aDelivery({ status: 'waiting', alertId: null }));
    await view.answer('GET', LATEST, { items: [aDelivery({ status: 'waiting', alertId: null, sentAt: null })] });
    await view.answer('GET', LATEST, { items: [aDelivery({ alertId: null })] });
    expect(view.find('tbody tr').textContent).toContain('Sent');
    view.verify();
  });

  it('makes a new secret only when somebody is sure', async () => {
    const view = await open();
    await view.answer('GET', PATH, someAlertSettings(HOOK));
    const ask = jest.spyOn(TestBed.inject(ConfirmService), 'ask').mockResolvedValueOnce(false).mockResolvedValueOnce(true);
    await view.click('New signing secret');
    expect(view.requests('PATCH', PATH)).toEqual([]);
    await view.click('New signing secret');
    const sent = await view.answer('PATCH', PATH, { ...someAlertSettings(HOOK), webhookSecret: 'whsec_new' });
    expect(sent.request.body).toEqual({ newSecret: true });
    expect(ask).toHaveBeenCalledTimes(2);
    expect(view.find('.oc-secret').textContent).toBe('whsec_new');
  });

  it('tells failed and refused apart, keeps what it had, and does without the deliveries', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.refuse('GET', LATEST, aProblem('service.unavailable', 503));
    await view.click('Try again');
    await view.answer('GET', PATH, someAlertSettings());
    await view.refuse('GET', LATEST, aProblem('service.unavailable', 503));
    expect(view.has('oc-delivery-form')).toBe(true);
    expect(view.has('oc-problem')).toBe(true);
    await view.click('Try again');
    await view.answer('GET', LATEST, { items: [] });
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-delivery-form');
    await view.answer('GET', LATEST, { items: [] });
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
