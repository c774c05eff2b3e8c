import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { aUsage, someStats } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import DashboardPage from './dashboard.page';

describe('dashboard page', () => {
  describePageStates(DashboardPage, 'stats');

  async function open(change: Parameters<typeof someStats>[0] = {}, role: 'owner' | 'member' = 'owner') {
    const page = await PageHarness.open(DashboardPage, { role });
    await page.answer('GET', 'stats', someStats(change));
    return page;
  }

  it('shows usage with its definition, the figures, the chart and the latest conversations', async () => {
    const page = await open();
    expect(page.text).toContain('412 / 1,000 conversations');
    expect(page.text).toContain(CONVERSATION_DEFINITION);
    expect(page.text).toContain('Resets on 1 Jun 2026');
    expect(page.text).toContain('87.4 %');
    expect(page.text).toContain('2 min 22 s');
    expect(page.find('.ov-delta').textContent).toContain('20 %');
    expect(page.find('ov-bar-chart')).toBeTruthy();
    expect(page.control('More in analytics').getAttribute('href')).toBe('/analytics');
    expect(page.find('.ov-row-link').getAttribute('href')).toMatch(/^\/conversations\//);
    expect(page.text).toContain('As of 4 May 2026, 12:00, Europe/Berlin');
  });

  it.each([
    [{ used: 800, percent: 80 }, 'You have used 80 %'],
    [{ used: 1_000, percent: 100 }, 'limit is reached'],
    [{ used: 1_100, percent: 110 }, 'answer no new conversations'],
  ])('warns at %p', async (usage, text) => {
    const page = await open({ usage: aUsage(usage) });
    expect(page.find('ov-notice').textContent).toContain(text);
  });

  it('shows a newcomer the three steps instead of empty charts', async () => {
    const none = { conversations: 0, previousConversations: 0, successRate: null, unknownOutcomes: 0 };
    const last30Days = { ...none, medianDurationSeconds: null, medianFirstResponseMs: null };
    const page = await open({ agents: { total: 0, active: 0 }, recentConversations: [], last30Days });
    expect(page.has('ov-bar-chart')).toBe(false);
    expect(page.control('Create agent').getAttribute('href')).toBe('/agents/new');

    const half = await reopen({ agents: { total: 1, active: 1 }, recentConversations: [], last30Days });
    expect(half.text).toContain('Done');
    expect(half.control('Open agents').getAttribute('href')).toBe('/agents');
  });

  it('offers a member nothing a member cannot do', async () => {
    const page = await open({}, 'member');
    expect(() => page.control('New agent')).toThrow();
  });
});

async function reopen(change: Parameters<typeof someStats>[0]) {
  const { TestBed } = await import('@angular/core/testing');
  TestBed.resetTestingModule();
  const page = await PageHarness.open(DashboardPage);
  await page.answer('GET', 'stats', someStats(change));
  return page;
}
