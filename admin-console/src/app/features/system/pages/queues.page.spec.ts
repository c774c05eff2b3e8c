import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aBoard, aQueue } from '../../../testing/queue-fixtures';
import { QueuesPage } from './queues.page';

const PATH = 'admin/system/queues';

describe('QueuesPage', () => {
  const open = () => PageHarness.open(QueuesPage, { path: 'system/queues', url: '/system/queues', me: { isAdmin: true } });
  const lines = (view: PageHarness<QueuesPage>, table: string) =>
    [...view.element.querySelectorAll(`${table} tbody tr`)].map((row) => row.textContent?.replace(/\s+/g, ' '));

  it('shows each queue in figures, with the way to its jobs', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aBoard());
    const [events, maintenance] = lines(view, 'oc-queue-table');
    expect(events).toMatch(/events.*3.*oldest 1 min 30 s.*1.*10 per worker.*2.*4.*120.*1\.5 a minute.*20 %.*5 retries/);
    expect(maintenance).toContain('none');
    expect(view.control('events').getAttribute('href')).toBe('/system/queues/events');
    expect(view.text).toContain('on PostgreSQL');
  });

  it('shows what waits elsewhere, with the way to what was given up', async () => {
    const view = await open();
    await view.answer('GET', PATH, aBoard());
    expect(lines(view, 'oc-room-table')[1]).toMatch(/Inbox of Stripe events.*2.*1 min 1 s.*7/);
    expect(view.control('Inbox of Stripe events').getAttribute('href')).toBe('/billing/events?status=dead');
    expect(lines(view, 'oc-room-table')[2]).toMatch(/Outbox of webhooks.*5.*12 s.*3/);
    expect(view.control('Outbox of webhooks').getAttribute('href')).toBe('/system/queues/webhooks');
  });

  it('says so when nobody works', async () => {
    const view = await open();
    await view.answer('GET', PATH, aBoard({ workers: [] }));
    expect(view.text).toContain('No worker is alive');
  });

  it('pauses a queue for a reason, and shows who paused one and why', async () => {
    const view = await open();
    await view.answer('GET', PATH, aBoard());
    await view.click('Pause events');
    await view.type('reason', 'provider is down');
    await view.submit();
    const paused = await view.answer('POST', `${PATH}/events/pause`, null);
    expect(paused.request.body).toEqual({ reason: 'provider is down' });
    const pause = { at: '2026-03-04T10:00:00.000Z', byName: 'Sol Winter', reason: 'provider is down' };
    await view.answer('GET', PATH, aBoard({ queues: [aQueue({ isPaused: true, pause })] }));
    expect(lines(view, 'oc-queue-table')[0]).toContain('by Sol Winter: provider is down');
    await view.click('Resume events');
    await view.type('reason', 'it is up');
    await view.submit();
    await view.refuse('POST', `${PATH}/events/resume`, aProblem('service.unavailable', 503));
    expect(view.find('dialog [role="alert"]').textContent).toContain('cannot be reached');
  });

  it('keeps what it has when it cannot look again, and tells a refusal', async () => {
    const view = await open();
    await view.answer('GET', PATH, aBoard());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expect(view.has('oc-stale')).toBe(true);
    expect(lines(view, 'oc-queue-table')).toHaveLength(2);
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
