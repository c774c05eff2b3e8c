import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { anOverview } from '../../../testing/fixtures';
import { aBoard } from '../../../testing/queue-fixtures';
import { expectStale } from '../../../testing/stale';
import { OverviewPage } from './overview.page';

const PATH = 'admin/overview';
const QUEUES = 'admin/system/queues';

describe('OverviewPage', () => {
  const open = () => PageHarness.open(OverviewPage, { me: { isAdmin: true } });

  it('shows a skeleton under its heading until the figures are there', async () => {
    const view = await open();
    expect(view.find('h1').textContent).toBe('Overview');
    expect(view.has('ov-skeleton')).toBe(true);
  });

  it('shows every figure with its window, zone, freshness and definition', async () => {
    const view = await open();
    await view.answer('GET', PATH, anOverview());
    expect(view.find('oc-figure-tiles').textContent).toContain('$128.00');
    expect(view.text).toContain('$64.00');
    expect(view.text).toContain('over 2 paying tenants');
    expect(view.text).toContain('▲ 20 %');
    expect(view.text).toContain('Whole hours until 2 Mar, 10:00 UTC are summed, the rest counted live. Sums checked 4 Mar, 03:20 UTC.');
    const links = [...view.element.querySelectorAll('oc-figure-tiles a')].map((link) => link.getAttribute('href'));
    expect(links).toContain('/tenants?state=past_due');
    expect(links).toContain('/tenants?createdFrom=2026-02-25T10:00:00.000Z');
    expect(links).toContain('/tenants?paying=yes&sort=-mrr');
    const to = (text: string) => links.filter((link) => link?.includes(text));
    expect(to('conversations')).toEqual([
      '/page#conversations-by-day',
      '/tenants?sort=-conversationsDay',
      '/tenants?sort=-conversationsWeek',
      '/tenants?sort=-conversationsAll',
    ]);
    expect(to('/billing')).toEqual([
      '/billing/revenue/rows?of=committed',
      '/billing/revenue/rows?of=recent',
      '/billing/revenue/rows?of=mrr',
    ]);
    expect(view.text).toContain('Figures as of 4 Mar 2026, 10:00:00 UTC');
    expect(view.text).toContain('30 UTC days to today · as of 4 Mar, 10:00 UTC');
    await view.click('How “MRR” is defined');
    expect(view.find('.ov-info-panel:not([hidden])').textContent).toContain('active or past due');
  });

  it('says that the movements explain every month, and spells one out', async () => {
    const view = await open();
    await view.answer('GET', PATH, anOverview());
    expect(view.text).toContain('All 3 months reconcile to the cent');
    expect(view.find('oc-mrr-bridge').textContent).toMatch(/Mar 2026 so far.*Reconciled/s);
    expect(view.has('[data-tone="danger"]')).toBe(false);
  });

  it('shows a month that is off by a cent in red, first of all', async () => {
    const data = anOverview();
    const months = data.mrrByMonth.map((m) => (m.month === '2026-02' ? { ...m, new: m.new - 1 } : m));
    const view = await open();
    await view.answer('GET', PATH, { ...data, mrrByMonth: months });
    expect(view.find('.oc-check[data-tone="danger"]').textContent).toContain('Feb 2026 by $0.01');
    expect(view.find('oc-mrr-bridge').textContent).toMatch(/Feb 2026.*Off by \$0\.01/s);
    expect(view.text).not.toContain('All 3 months reconcile');
  });

  it('shows when the tile, the months and the plans are not one number', async () => {
    const view = await open();
    await view.answer('GET', PATH, anOverview({ mrr: { current: 12_900, pastDue: 0, committed: 0, last30Days: 0, currency: 'usd' } }));
    expect(view.text).toContain('The last month and the MRR tile differ by $1.00');
    expect(view.text).toContain('Plans and the MRR tile differ by $1.00');
  });

  it('gives the same figures as a table', async () => {
    const view = await open();
    await view.answer('GET', PATH, anOverview());
    await view.click('Show as table');
    const rows = [...view.find('oc-mrr-table tbody').querySelectorAll('tr')].map((row) => row.textContent?.replace(/\s+/g, ' ').trim());
    expect(rows).toHaveLength(3);
    expect(rows[2]).toContain('Mar 2026');
    expect(rows[2]).toContain('$70.00');
  });

  it('walks the months with the arrow keys', async () => {
    const view = await open();
    await view.answer('GET', PATH, anOverview());
    const slider = view.find('[role="slider"]');
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft' }));
    await view.settle();
    expect(slider.getAttribute('aria-valuetext')).toBe('Feb 2026: $58.00, Net +$29.00');
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
    await view.settle();
    expect(slider.getAttribute('aria-valuenow')).toBe('1');
  });

  it('marks what has failed, and what only waits', async () => {
    const view = await open();
    await view.answer(
      'GET',
      PATH,
      anOverview({
        queues: {
          outboxPending: 4,
          oldestPendingAt: '2026-03-04T09:00:00.000Z',
          emailsFailed: 2,
          stripeEventsFailed: 0,
          stripeEventsDead: 1,
        },
      }),
    );
    const badges = [...view.element.querySelectorAll('oc-queue-health ov-badge')].map((badge) => badge.textContent);
    expect(badges).toEqual(['Waiting', 'Needs attention', 'OK', 'Needs attention', 'OK']);
    const links = [...view.element.querySelectorAll('oc-queue-health a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual([
      '/system/queues',
      '/emails?status=failed',
      '/billing/events?status=failed',
      '/billing/events?status=dead',
      '/billing/events',
    ]);
  });

  it('shows what waits and what has failed in each queue, and that the queues could not be read', async () => {
    const view = await open();
    await view.answer('GET', PATH, anOverview());
    expect(view.has('oc-queue-board ov-skeleton')).toBe(true);
    await view.refuse('GET', QUEUES, aProblem('service.unavailable', 503));
    view.find('oc-queue-board oc-problem button').click();
    await view.settle();
    await view.answer('GET', QUEUES, aBoard());
    const [events, maintenance] = [...view.element.querySelectorAll('oc-queue-board li')];
    expect(events?.textContent?.replace(/\s+/g, ' ')).toMatch(/^ ?events ?3 ?4 failed ?Waiting; the oldest for 1 min 30 s/);
    expect(maintenance?.textContent).toContain('OK');
    const links = [...(events?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/system/queues/events', '/system/queues/events?state=waiting', '/system/queues/events?state=failed']);
    await view.click('Refresh');
    await view.answer('GET', PATH, anOverview());
    await view.refuse('GET', QUEUES, aProblem('service.unavailable', 503));
    expect(view.find('oc-queue-board oc-stale').textContent).toMatch(/could not be refreshed.*UTC/s);
    expect(view.element.querySelectorAll('oc-queue-board li')).toHaveLength(2);
  });

  it('is empty in words, with undefined figures undefined and not zero', async () => {
    const view = await open();
    await view.answer('GET', PATH, {
      ...anOverview({ arpu: null, latestEntries: [] }),
      conversations: { ...anOverview().conversations, last30Days: 0, previous30Days: 0, total: 0, rolledUntil: null },
      conversationsByDay: [{ day: '2026-03-04', count: 0 }],
      mrrByMonth: [],
    });
    expect(view.text).toContain('Nobody pays yet');
    expect(view.text).toContain('None in the 30 days before');
    expect(view.text).toContain('No conversation in the last 30 days.');
    expect(view.text).toContain('No subscription has been paid yet.');
    expect(view.text).toContain('Nothing has been recorded yet.');
  });

  it('says what failed and tries again', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.click('Try again');
    await view.answer('GET', PATH, anOverview());
    expect(view.has('oc-figure-tiles')).toBe(true);
  });

  it('keeps the figures when they cannot be read again, says since when they are old, and tries again', async () => {
    const view = await open();
    await view.answer('GET', PATH, anOverview());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-figure-tiles');
    await view.click('Try again');
    await view.answer('GET', PATH, anOverview());
    expect(view.has('oc-stale')).toBe(false);
  });

  it('tells people without staff rights so', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.text).toContain('Ask a colleague with staff rights.');
  });
});
