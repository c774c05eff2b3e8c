import type { Provider } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Clock } from '@orbisvoice/shared-ui/core';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { anEvent, anEventList, aPulse, aReconciliation, aReplay } from '../../../testing/billing-fixtures';
import { aTenant } from '../../../testing/fixtures';
import { expectStale } from '../../../testing/stale';
import { REPLAY_MAX } from '../events.store';
import { EventsPage } from './events.page';

const PATH = 'admin/stripe-events';
const PULSE = 'admin/reconciliation';
const TENANT = '0195f3c0-0000-7000-8000-000000000100';

describe('EventsPage', () => {
  const open = (query = '', ...providers: Provider[]) =>
    PageHarness.open(EventsPage, {
      path: 'billing/events',
      url: `/billing/events${query}`,
      me: { isAdmin: true },
      providers: [{ provide: Clock, useValue: { now: () => Date.parse('2026-03-04T10:05:02.000Z') } }, ...providers],
    });
  const url = () => TestBed.inject(Router).url;
  const boxes = (view: PageHarness<EventsPage>) => [...view.element.querySelectorAll<HTMLInputElement>('input[data-select]')];
  const tick = async (view: PageHarness<EventsPage>, at: number) => {
    boxes(view)[at]?.click();
    await view.settle();
  };

  it('asks for what the address says', async () => {
    const view = await open(`?status=dead&type=invoice.*&tenantId=${TENANT}&search=in_1&from=2026-03-01&to=2026-03-31`);
    expect(view.has('ov-skeleton')).toBe(true);
    const { params } = view.request('GET', PATH).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      pageSize: '50',
      status: 'dead',
      type: 'invoice.*',
      tenantId: TENANT,
      search: 'in_1',
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-04-01T00:00:00.000Z',
    });
    await view.answer('GET', `admin/tenants/${TENANT}`, aTenant());
  });

  it('shows each event with its state in words, why, how often and when', async () => {
    const view = await open();
    const failed = anEvent({
      id: 'evt_2',
      status: 'failed',
      attempts: 4,
      error: 'The database was busy',
      nextAttemptAt: '2026-03-04T10:09:00.000Z',
      replays: 1,
    });
    await view.answer('GET', PATH, anEventList([failed, anEvent({ tenantId: null, tenantName: null })]));
    const [first, second] = [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' '));
    expect(first).toMatch(
      /invoice\.paid.*evt_2.*Failed, retrying.*Next try 4 Mar 2026, 10:09:00 UTC.*Northwind Dental.*4.*The database was busy/,
    );
    expect(first).toContain('Replayed 1 time');
    expect(second).toMatch(/Done.*No tenant/);
    expect(view.control(/^invoice\.paid ?evt_2$/).getAttribute('href')).toBe('/billing/events/evt_2');
    expect(view.control('Northwind Dental').getAttribute('href')).toBe(`/tenants/${TENANT}/billing`);
  });

  it('counts by status, whatever the filter, and filters by a tab', async () => {
    const view = await open('?type=invoice.*');
    await view.answer('GET', PATH, anEventList());
    expect(view.find('oc-status-tabs').textContent?.replace(/\s+/g, ' ')).toMatch(/All 1,240.*Dead 3.*Failed, retrying 2.*Done 1,204/);
    await view.click('Dead 3');
    expect(url()).toBe('/billing/events?type=invoice.*&status=dead');
    expect(view.find('oc-status-tabs [aria-current]').textContent).toContain('Dead');
  });

  it('tells how the webhooks are doing, and raises silence and another version', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventList());
    await view.answer('GET', PULSE, aReconciliation({ pulse: aPulse({ backlog: 7 }) }));
    expect(view.find('oc-webhook-pulse').textContent).toMatch(
      /5 minutes ago.*Expected within 6 h.*Backlog.*7.*Dead.*3.*Same as the endpoint/s,
    );
    expect(view.has('[role="alert"]')).toBe(false);
    await view.click('Refresh');
    await view.answer(
      'GET',
      PULSE,
      aReconciliation({ pulse: aPulse({ isSilent: true, lastEventAt: null, endpointApiVersion: '2025-01-01' }) }),
    );
    expect(view.find('[role="alert"]').textContent).toContain('no event has arrived for longer than the expected 6 h');
    expect(view.find('oc-webhook-pulse').textContent).toMatch(/sends API version 2025-01-01, and we speak 2026-10-28\.endive.*Never/s);
  });

  it('shows the list also when the pulse cannot be read', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventList());
    await view.refuse('GET', PULSE, aProblem('stripe_unavailable', 503));
    expect(view.text).toContain('How the webhooks from Stripe are doing cannot be read');
    expect(boxes(view)).toHaveLength(1);
  });

  it('replays what is ticked: dry run first, then for real, and failures stay ticked', async () => {
    const view = await open();
    const ids = ['evt_1', 'evt_2', 'evt_3'];
    await view.answer('GET', PATH, anEventList(ids.map((id) => anEvent({ id, status: 'dead' }))));
    await tick(view, 0);
    await tick(view, 2);
    expect(view.find('.oc-selection').textContent).toContain('2 events selected');
    await view.click('Replay selected…');
    const dry = await view.answer('POST', `${PATH}/replay`, {
      isDryRun: true,
      items: [aReplay(), aReplay({ id: 'evt_3', outcome: 'failed', detail: 'No such customer', differences: [] })],
    });
    expect(dry.request.body).toEqual({ ids: ['evt_1', 'evt_3'], isDryRun: true });
    expect(view.find('dialog').textContent).toContain('nothing has been changed');
    expect(view.find('dialog').textContent).toContain('1 event would fail');
    expect(view.find('dialog li').textContent).toMatch(/Failed.*evt_3.*No such customer/s);
    expect(view.find('dialog del').textContent).toBe('past_due');
    expect(view.find('dialog ins').textContent).toBe('active');
    await view.click('Replay now');
    const real = await view.answer('POST', `${PATH}/replay`, {
      isDryRun: false,
      items: [aReplay({ outcome: 'applied' }), aReplay({ id: 'evt_3', outcome: 'failed', detail: 'No such customer', differences: [] })],
    });
    expect(real.request.body).toEqual({ ids: ['evt_1', 'evt_3'], isDryRun: false });
    expect(view.find('dialog').textContent).toMatch(/1 event has failed again.*Failed: 1.*Applied: 1/s);
    await view.click('Close');
    await view.answer('GET', PATH, anEventList(ids.map((id) => anEvent({ id, status: id === 'evt_3' ? 'dead' : 'done' }))));
    expect(boxes(view).map((box) => box.checked)).toEqual([false, false, true]);
  });

  it('leaves everything as it is when the dialog is closed after the dry run', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventList());
    await view.answer('GET', PULSE, aReconciliation());
    await tick(view, 0);
    await view.click('Replay selected…');
    await view.answer('POST', `${PATH}/evt_1/replay`, aReplay());
    await view.click('Cancel');
    expect(view.has('dialog')).toBe(false);
    expect(boxes(view)[0]?.checked).toBe(true);
    view.verify();
  });

  it('ticks all shown, drops the ticks with another filter, and refuses more than one replay may name', async () => {
    const view = await open('', { provide: REPLAY_MAX, useValue: 3 });
    await view.answer('GET', PATH, anEventList());
    await view.click(/Dead/);
    await view.answer('GET', PATH, anEventList(Array.from({ length: 4 }, (_, at) => anEvent({ id: `evt_${at}` }))));
    view.find<HTMLInputElement>('.oc-selection input').click();
    await view.settle();
    expect(view.text).toContain('4 events selected');
    expect(view.text).toContain('At most 3 at once.');
    expect((view.control('Replay selected…') as HTMLButtonElement).disabled).toBe(true);
    await view.click(/^Done/);
    await view.answer('GET', PATH, anEventList());
    expect(view.text).not.toContain('selected');
  });

  it('loads more with the cursor, keeps the counts, and says what could not be loaded', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventList([anEvent()], { next: 'c1' }));
    await view.click('Load more');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.find('[role="alert"]').textContent).toContain('cannot be reached');
    await view.click('Load more');
    await view.answer('GET', PATH, anEventList([anEvent({ id: 'evt_2' })]));
    expect(boxes(view)).toHaveLength(2);
    expect(view.find('oc-status-tabs').textContent).toContain('1,204');
  });

  it('keeps events, counts and ticks when they cannot be read again, says since when they are old, and tries again', async () => {
    const view = await open();
    await view.answer('GET', PATH, anEventList());
    await tick(view, 0);
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-event-table');
    expect(view.find('oc-status-tabs').textContent).toContain('1,204');
    expect(view.text).toContain('1 event selected');
    await view.click('Try again');
    await view.answer('GET', PATH, anEventList());
    expect(view.has('oc-stale')).toBe(false);
  });

  it('tells empty, filtered to nothing, failed and refused apart', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', PATH, anEventList([]));
    expect(view.text).toContain('No event has arrived yet');
    await view.click(/^Dead/);
    await view.answer('GET', PATH, anEventList([]));
    expect(view.text).toContain('No event matches these filters');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
