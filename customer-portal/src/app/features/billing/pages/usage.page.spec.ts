import { TestBed } from '@angular/core/testing';
import type { Subscription } from '@orbisvoice/shared-dto';
import type { Role } from '@orbisvoice/shared-dto/values';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aSubscription, aUsage, aUsageEvent, anOverage } from '../../../testing/factories';
import { fileOf } from '../../../testing/list-file';
import { describePageStates } from '../../../testing/page-states';
import { BillingActions } from '../billing-actions';
import { BillingStore } from '../billing.store';
import { PaymentWaitStore } from '../payment-wait.store';
import UsagePage from './usage.page';

const providers = [BillingStore, PaymentWaitStore, BillingActions];
const HISTORY = { items: [{ day: '2026-05-04', count: 3 }], timeZone: 'Europe/Berlin' };
const toast = () => TestBed.inject(ToastService).toasts().at(-1);

describe('usage page', () => {
  describePageStates(UsagePage, 'billing/usage/events', { providers });

  async function open(change: Partial<Subscription> = {}, options: { url?: string; role?: Role; events?: object } = {}) {
    const page = await PageHarness.open(UsagePage, { providers, url: options.url ?? '/page', role: options.role ?? 'owner' });
    await page.answer('GET', 'billing/subscription', aSubscription(change));
    await page.answer('GET', 'billing/usage/history', HISTORY);
    const { request } = await page.answer('GET', 'billing/usage/events', options.events ?? { items: [], next: null });
    return { page, query: request.params };
  }

  it('shows the evidence: what counted, what did not, and the conversation behind it', async () => {
    const items = [
      aUsageEvent({ conversationId: 'c-1', isOverage: true, usedAfter: 1_001 }),
      aUsageEvent({ state: 'released', usedAfter: null }),
      aUsageEvent({ source: 'api', key: 'call-77', quantity: 25, conversationId: null, agentName: null }),
      aUsageEvent({ conversationId: null, agentName: null }),
    ];
    const { page } = await open({}, { events: { items, next: null } });
    expect(page.control('Conversation with Reception').getAttribute('href')).toBe('/conversations/c-1');
    expect(page.text).toMatch(/Beyond the limit[\s\S]*Not counted[\s\S]*Reported over the API: call-77[\s\S]*deleted since/);
    expect(page.text).toContain('4 shown · That is all of them');
  });

  it('loads more behind the cursor, and says why it could not', async () => {
    const { page } = await open({}, { events: { items: [aUsageEvent()], next: 'cursor-1' } });
    await page.click('Load more');
    const more = page.requests('GET', 'billing/usage/events')[0];
    expect(more?.request.url).toContain('cursor=cursor-1');
    more?.flush(aProblem('service.unavailable', 503), { status: 503, statusText: 'Service Unavailable' });
    await page.settle();
    expect(page.find('[role="alert"]').textContent).toContain('cannot be reached');
  });

  it('holds state, days and invoice in the address; days are those of the workspace', async () => {
    const { page, query } = await open({}, { url: '/page?state=counted&from=2026-05-02&to=2026-05-03&invoiceId=in-1' });
    expect(query.get('state')).toBe('counted');
    expect([query.get('from'), query.get('to')]).toEqual(['2026-05-01T22:00:00.000Z', '2026-05-03T22:00:00.000Z']);
    expect(query.get('invoiceId')).toBe('in-1');
    expect(await fileOf(page)).toEqual({
      dataset: 'usage_events',
      filters: { from: '2026-05-01T22:00:00.000Z', to: '2026-05-03T22:00:00.000Z', state: 'counted', invoiceId: 'in-1' },
    });
    expect(page.control('Back to the invoice').getAttribute('href')).toBe('/billing/invoices/in-1');
    expect(page.text).toContain('Nothing matches these filters');
  });

  it('takes the current period along, which it shows when it is asked for no days', async () => {
    const { page } = await open({ usage: aUsage({ periodStart: '2026-05-01T00:00:00.000Z' }) }, { url: '/page?state=released' });
    expect((await fileOf(page)).filters).toEqual({ from: '2026-05-01T00:00:00.000Z', state: 'released' });
  });

  it('says what a cap means while it is typed, and sends it in minor units', async () => {
    const { page } = await open();
    await page.type('capAmount', '20.50');
    // 20.50 at 0.04 each pays for 512; 1,000 + 512 − 412 used
    expect(page.text).toContain('Stops after 1,100 more conversations, at 1,512 in all.');
    await page.submit();
    const on = anOverage({ isEnabled: true, capAmount: 2_050 });
    const { request } = await page.answer('PUT', 'billing/overage', aSubscription({ overage: on }));
    expect(request.body).toEqual({ isEnabled: true, capAmount: 2_050 });
    expect(toast()?.text).toBe('On: up to $20.50 each period.');
    expect(page.find<HTMLInputElement>('[name="capAmount"]').value).toBe('20.50');
  });

  it.each([
    ['ten', 'Enter an amount like 25'],
    ['20.505', 'Enter an amount like 25'],
    ['0.50', 'Enter an amount from $1.00 to $100,000.00'],
  ])('refuses %s as a cap before it is sent', async (text, message) => {
    const { page } = await open();
    await page.type('capAmount', text);
    await page.submit();
    expect(page.text).toContain(message);
    expect(page.requests('PUT', 'billing/overage')).toEqual([]);
  });

  it('asks before it is switched off, shows what was spent, and takes it back', async () => {
    const overage = anOverage({ isEnabled: true, capAmount: 5_000, quantity: 12, amount: 48 });
    const { page } = await open({ overage, usage: aUsage({ used: 1_012, ceiling: 2_250 }) });
    expect(page.text).toContain('12 conversations, $0.48 before tax');
    await page.click('Switch off');
    expect(TestBed.inject(ConfirmService).current()?.question.text).toContain('$0.48');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    await page.answer('PUT', 'billing/overage', aSubscription());
    toast()?.undo?.();
    expect(page.request('PUT', 'billing/overage').request.body).toEqual({ isEnabled: true, capAmount: 5_000 });
  });

  it('keeps the form with the refusal', async () => {
    const { page } = await open();
    await page.type('capAmount', '20');
    await page.submit();
    await page.refuse('PUT', 'billing/overage', aProblem('billing.change_pending', 409));
    expect(page.find('ov-overage-card').textContent).toContain('An earlier change still waits');
  });

  it('lets others than owners look only', async () => {
    const { page } = await open({ overage: anOverage({ isEnabled: true, capAmount: 5_000 }) }, { role: 'member' });
    expect(page.find('ov-overage-card').textContent).toContain('$50.00');
    expect(page.has('ov-overage-card form')).toBe(false);
  });

  it('says so where the plan does not offer it', async () => {
    const { page } = await open({ overage: anOverage({ isAvailable: false }) });
    expect(page.find('ov-overage-card').textContent).toContain('Your plan stops at its limit');
  });
});
