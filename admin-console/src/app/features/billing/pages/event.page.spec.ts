import { Title } from '@angular/platform-browser';
import { TestBed } from '@angular/core/testing';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { anEventDetail, aReplay } from '../../../testing/billing-fixtures';
import { EventPage } from './event.page';

const PATH = 'admin/stripe-events/evt_1';

describe('EventPage', () => {
  const open = () => PageHarness.open(EventPage, { path: 'billing/events/:id', url: '/billing/events/evt_1', me: { isAdmin: true } });

  it('shows what it says and what became of it, and names the tab', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, anEventDetail({ status: 'dead', error: 'No such price', attempts: 12, processedAt: null }));
    expect(view.find('h1').textContent).toBe('invoice.paid');
    expect(TestBed.inject(Title).getTitle()).toBe('invoice.paid · Stripe events · OrbisVoice');
    for (const text of ['It failed with: No such price', '4 Mar 2026, 10:00:02 UTC', '12', 'Not yet', 'Test']) {
      expect(view.text).toContain(text);
    }
    expect(view.find('pre').textContent).toContain('"total": 9900');
    expect(view.find('pre').tabIndex).toBe(0);
    expect(view.control('Open at Stripe: in_1 (opens a new tab)').getAttribute('href')).toBe(
      'https://dashboard.stripe.com/test/invoices/in_1',
    );
    expect(view.control('All events about this object').getAttribute('href')).toBe('/billing/events?search=in_1');
  });

  it('shows what a replay would change before it does', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventDetail({ status: 'dead' }));
    await view.click('Replay…');
    const dry = await view.answer('POST', `${PATH}/replay`, aReplay());
    expect(dry.request.body).toEqual({ isDryRun: true });
    expect(view.find('dialog').textContent).toMatch(/subscription: status.*past_due.*active/s);
    await view.click('Replay now');
    const real = await view.answer('POST', `${PATH}/replay`, aReplay({ outcome: 'applied' }));
    expect(real.request.body).toEqual({ isDryRun: false });
    expect(view.find('dialog').textContent).toContain('Applied');
    await view.click('Close');
    await view.answer('GET', PATH, anEventDetail({ replays: 1 }));
    expect(view.text).toContain('Done');
  });

  it('says so when nothing would change', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventDetail());
    await view.click('Replay…');
    await view.answer('POST', `${PATH}/replay`, aReplay({ outcome: 'unchanged', differences: [] }));
    expect(view.find('dialog').textContent).toContain('Nothing would change');
  });

  it('says that nothing was changed when the dry run fails, and tries again', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventDetail());
    await view.click('Replay…');
    await view.refuse('POST', `${PATH}/replay`, aProblem('stripe_unavailable', 503));
    expect(view.find('dialog [role="alert"]').textContent).toMatch(/Nothing was changed.*cannot be reached.*trace-1/s);
    await view.click('Try again');
    const again = await view.answer('POST', `${PATH}/replay`, aReplay());
    expect(again.request.body).toEqual({ isDryRun: true });
    await view.click('Replay now');
    await view.refuse('POST', `${PATH}/replay`, aProblem('stripe_unavailable', 503));
    expect(view.find('dialog [role="alert"]').textContent).toContain('The replay did not finish');
  });

  it('keeps what it has when it cannot look again', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventDetail());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.has('oc-stale')).toBe(true);
    expect(view.find('h1').textContent).toBe('invoice.paid');
  });

  it('tells a missing event, a refusal and a failure apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('billing.event_not_found', 404));
    expect(view.text).toContain('No such event');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
