import { TestBed } from '@angular/core/testing';
import type { WebhookEndpoint } from '@orbisvoice/shared-dto';
import { WEBHOOK_ENDPOINTS_MAX, WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem, anImpersonatedSession } from '@orbisvoice/shared-ui/testing';
import { aPage } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { anEndpoint, anIssuedEndpoint } from '../../../testing/webhook-factories';
import WebhooksPage from './webhooks.page';

describe('webhooks page', () => {
  describePageStates(WebhooksPage, 'webhook-endpoints');

  async function open(items: WebhookEndpoint[]): Promise<PageHarness<WebhooksPage>> {
    const page = await PageHarness.open(WebhooksPage);
    await page.answer('GET', 'webhook-endpoints', aPage(items));
    return page;
  }
  const toasts = () =>
    TestBed.inject(ToastService)
      .toasts()
      .map(({ text }) => text);
  const dialog = (page: PageHarness<WebhooksPage>) => page.find('dialog').textContent ?? '';
  const boxes = (page: PageHarness<WebhooksPage>) => Array.from(page.element.querySelectorAll<HTMLInputElement>('input[type="checkbox"]'));

  it('shows where each endpoint leads, how it does, and why it is off', async () => {
    const page = await open([
      anEndpoint({ health: { succeeded: 12, failed: 1, pending: 0 }, lastDelivery: { at: '2026-05-04T09:00:00.000Z', status: 'failed' } }),
      anEndpoint({ description: '', failingSince: '2026-05-03T08:00:00.000Z' }),
      anEndpoint({ description: 'Old', isEnabled: false, disabledReason: 'gone', events: [...WEBHOOK_EVENTS] }),
    ]);
    for (const text of ['CRM', '12 delivered · 1 failed', 'since 3 May, 10:00', 'it answered 410', 'All events', '3 of 10 endpoints']) {
      expect(page.text).toContain(text);
    }
    expect(page.find('.ov-row-link').getAttribute('href')).toMatch(/^\/webhooks\/[\w-]+$/);
  });

  it('says what webhooks are while there are none', async () => {
    const page = await open([]);
    expect(page.text).toContain('No webhooks yet');
    expect(page.text).toContain('signed as Standard Webhooks says');
    expect(page.control('Webhooks in the API documentation').getAttribute('href')).toContain('/api/docs#/');
  });

  it('creates one with a group of events, and shows its secret once', async () => {
    const page = await open([]);
    await page.click('New endpoint');
    await page.type('url', 'http://hooks.example.com');
    await page.submit();
    expect(dialog(page)).toContain('Enter an address that begins with https://.');
    await page.type('url', 'https://hooks.example.com/orbis');
    await page.submit();
    expect(dialog(page)).toContain('Choose at least one event.');
    const group = page.find<HTMLInputElement>('[role="group"][aria-label="Conversations"] input');
    group.click();
    await page.settle();
    expect(page.find<HTMLInputElement>('input[value="tool.executed"]').checked).toBe(true);
    expect(boxes(page)[0]?.indeterminate).toBe(true);
    await page.submit();
    const issued = anIssuedEndpoint({ description: '' });
    const { request } = await page.answer('POST', 'webhook-endpoints', issued);
    expect(request.body).toEqual({
      url: 'https://hooks.example.com/orbis',
      description: '',
      events: ['conversation.started', 'conversation.ended', 'tool.executed'],
    });
    for (const text of ['whsec_shown-once', 'standardwebhooks', 'webhook-signature']) expect(dialog(page)).toContain(text);
    await page.click('I have stored it');
    expect(page.text).not.toContain('whsec_');
    expect(page.text).toContain('1 of 10 endpoints');
    page.verify();
  });

  it('chooses all events, and none again', async () => {
    const page = await open([]);
    await page.click('New endpoint');
    boxes(page)[0]?.click();
    await page.settle();
    expect(boxes(page).every(({ checked }) => checked)).toBe(true);
    boxes(page)[0]?.click();
    await page.settle();
    expect(boxes(page).some(({ checked, indeterminate }) => checked || indeterminate)).toBe(false);
  });

  it('says at the address why it is refused', async () => {
    const one = anEndpoint();
    const page = await open([one]);
    await page.click('Change CRM');
    await page.type('url', 'https://intranet/hook');
    await page.submit();
    const fields = [{ path: 'url', rule: 'public_address', message: 'must lead into the public internet' }];
    await page.refuse('PATCH', `webhook-endpoints/${one.id}`, aProblem('request.invalid', 400, { fields }));
    expect(page.find('ov-endpoint-dialog ov-field').textContent).toContain('Must lead into the public internet.');
    await page.type('url', 'https://hooks.example.com/new');
    await page.submit();
    await page.answer('PATCH', `webhook-endpoints/${one.id}`, { ...one, url: 'https://hooks.example.com/new' });
    expect(page.has('dialog')).toBe(false);
    expect(page.text).toContain('hooks.example.com/new');
    expect(toasts()).toEqual(['CRM is changed.']);
  });

  it('switches off at once, and puts the switch back when that is refused', async () => {
    const one = anEndpoint({ failingSince: '2026-05-03T08:00:00.000Z' });
    const page = await open([one]);
    await page.click('Send to CRM');
    expect(page.text).toContain('by hand');
    await page.refuse('PATCH', `webhook-endpoints/${one.id}`, aProblem('service.unavailable', 503));
    expect(page.control('Send to CRM').getAttribute('aria-checked')).toBe('true');
    expect(page.text).toContain('since 3 May');
    await page.click('Send to CRM');
    const { request } = await page.answer('PATCH', `webhook-endpoints/${one.id}`, { ...one, isEnabled: false, disabledReason: 'by_hand' });
    expect(request.body).toEqual({ isEnabled: false });
    expect(toasts().at(-1)).toBe('CRM is switched off. What happens from now on is not told to it.');
    page.verify();
  });

  it('rotates a secret after saying that the old one signs along', async () => {
    const one = anEndpoint();
    const page = await open([one]);
    await page.click('Rotate secret of CRM');
    const confirm = TestBed.inject(ConfirmService);
    expect(confirm.current()?.question.consequences?.join(' ')).toContain('For 24 hours every message is signed with both');
    confirm.settle(true);
    await page.settle();
    const issued = anIssuedEndpoint({ id: one.id, previousSecretUntil: '2026-05-05T10:00:00.000Z' });
    await page.answer('POST', `webhook-endpoints/${one.id}/rotate-secret`, issued);
    expect(dialog(page)).toContain('Until 5 May 2026, 12:00 messages are signed with the secret before as well.');
  });

  it('deletes after asking, and lets go of one that somebody else has deleted', async () => {
    const [one, other] = [anEndpoint(), anEndpoint({ description: 'Books' })];
    const page = await open([one, other]);
    await page.click('Delete CRM');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    await page.answer('DELETE', `webhook-endpoints/${one.id}`, null);
    expect(toasts()).toEqual(['CRM is deleted.']);
    await page.click('Send to Books');
    await page.refuse('PATCH', `webhook-endpoints/${other.id}`, aProblem('webhooks.endpoint_not_found', 404));
    expect(page.text).toContain('No webhooks yet');
  });

  it('tells that there is no room for more', async () => {
    const page = await open(Array.from({ length: WEBHOOK_ENDPOINTS_MAX }, () => anEndpoint()));
    expect(page.control('New endpoint').hasAttribute('disabled')).toBe(true);
    expect(page.text).toContain('Delete one to make room for another.');
  });

  it('offers nothing to staff who act as somebody', async () => {
    const page = await PageHarness.open(WebhooksPage, { role: null });
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession());
    await page.answer('GET', 'webhook-endpoints', aPage([anEndpoint()]));
    for (const action of ['New endpoint', /^Change/, /^Delete/, /^Rotate/, /^Send to/]) expect(() => page.control(action)).toThrow();
    expect(page.text).toContain('On');
  });
});
