import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Clock } from '@orbisvoice/shared-ui/core';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aFigure, agentAnalytics, agentFigures, referralAnalytics, stageFigures } from '../../../testing/analytics-factories';
import { anAgent } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { REPORT_REFRESH_MS } from '../live-report';
import AgentsPage from './agents.page';
import AnalyticsPage from './analytics.page';
import ReferralsPage from './referrals.page';

const at = { provide: Clock, useValue: { now: () => Date.parse('2026-05-04T10:00:00.000Z') } };
const words = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
/** What stands in an element piece by piece. */
const pieces = (element: Element): string[] => Array.from(element.children, words).filter(Boolean);

describe('analytics: frame', () => {
  it('keeps the range from tab to tab', async () => {
    const page = await PageHarness.open(AnalyticsPage, { url: '/page?range=90d&compare=none' });
    const links = Array.from(page.element.querySelectorAll('nav a'), (link) => link.getAttribute('href'));
    expect(links).toEqual(['', '/agents', '/engagement', '/referrals'].map((tab) => `/analytics${tab}?range=90d&compare=none`));
  });
});

describe('analytics: agents', () => {
  describePageStates(AgentsPage, 'analytics/agents');

  async function open(url = '/page', change: Parameters<typeof agentAnalytics>[0] = {}) {
    const page = await PageHarness.open(AgentsPage, { url, providers: [at] });
    await page.answer('GET', 'analytics/agents', agentAnalytics(change));
    return page;
  }
  const order = (page: PageHarness<unknown>) => Array.from(page.element.querySelectorAll('.ov-row-link'), words);

  it('shows the busiest first, sorts by the address, and leads to the conversations of each in this range', async () => {
    const page = await open('/page?range=90d');
    expect(order(page)).toEqual(['Night porter', 'Reception']);
    await page.click('Agent');
    expect(TestBed.inject(Router).url).toBe('/page?range=90d&sort=agentName');
    await page.click('Agent');
    expect(order(page)).toEqual(['Reception', 'Night porter']);
    const link = page.find('.ov-row-link').getAttribute('href') ?? '';
    expect(link).toMatch(/^\/analytics\?/);
    expect(new URLSearchParams(link.split('?')[1]).get('range')).toBe('90d');
    expect(new URLSearchParams(link.split('?')[1]).get('agentId')).toMatch(/^018f/);
  });

  it('writes what does not exist as such, and shows tools with their causes', async () => {
    const page = await open();
    const row = words(page.find('tbody tr'));
    expect(row).toContain('–');
    expect(row).toMatch(/1\.9 s\s*2\.4 s/);
    expect(page.text).toContain('find_slot: timed out');
    expect(page.text).toContain('320 ms');
    expect(page.text).toContain('1.9 s');
  });

  it('opens the calls of its figures, of each tool and of each cause', async () => {
    const page = await open('/page?range=90d');
    const opened = (name: string) => {
      const [path, query] = (page.control(name).getAttribute('href') ?? '').split('?');
      const { origin, from, to, ...filters } = Object.fromEntries(new URLSearchParams(query));
      expect([origin, from, to]).toEqual(['/page?range=90d', '2026-05-03', '2026-05-04']);
      return [path, filters];
    };
    const last = { attempts: 'last' };
    expect(opened('Show the 40 tool calls')).toEqual(['/analytics/tool-calls', last]);
    expect(opened('Show the 43 attempts')).toEqual(['/analytics/tool-calls', {}]);
    expect(opened('Show the 2 retried calls')).toEqual(['/analytics/tool-calls', { attempts: 'retried' }]);
    const ofTool = { agentId: expect.stringMatching(/^018f/), tool: 'find_slot' };
    expect(opened('Show the 43 attempts: find_slot of Reception')).toEqual(['/analytics/tool-calls', ofTool]);
    expect(opened('Show the 2 retried calls: find_slot of Reception')).toEqual([
      '/analytics/tool-calls',
      { ...ofTool, attempts: 'retried' },
    ]);
    expect(opened('Show the 2 calls that failed or timed out')).toEqual(['/analytics/tool-calls', { ...last, status: 'unsuccessful' }]);
    expect(opened('Show the 1 call that timed out: find_slot of Reception')).toEqual([
      '/analytics/tool-calls',
      { ...ofTool, ...last, status: 'timed_out' },
    ]);
    expect(opened('find_slot: timed out')).toEqual(['/analytics/tool-calls', { ...last, tool: 'find_slot', cause: 'timed out' }]);
    expect(page.text).not.toContain('most frequent');
  });

  it('opens the conversations and calls of each agent', async () => {
    const page = await open('/page?channel=phone');
    const [night, reception] = Array.from(page.element.querySelectorAll('ov-table tbody tr'), (row) => [
      ...row.querySelectorAll('ov-rows-cell a'),
    ]);
    expect(reception?.map((link) => link.getAttribute('aria-label'))).toEqual([
      'Show the 12 conversations: Reception',
      'Show the 8 successes: Reception',
      'Show the 2 failures: Reception',
      'Show the 2 conversations of unknown outcome: Reception',
      'Show the 40 tool calls: Reception',
    ]);
    const filters = reception?.map((link) => {
      const [path, query] = (link.getAttribute('href') ?? '').split('?');
      const { origin: _, from: __, to: ___, ...rest } = Object.fromEntries(new URLSearchParams(query));
      return [path, rest];
    });
    const ofAgent = { agentId: expect.stringMatching(/^018f/), channel: 'phone' };
    const counted = { ...ofAgent, isCounted: 'true' };
    expect(filters).toEqual([
      ['/conversations', counted],
      ['/conversations', { ...counted, outcome: 'success' }],
      ['/conversations', { ...counted, outcome: 'failure' }],
      ['/conversations', { ...counted, outcome: 'unknown' }],
      ['/analytics/tool-calls', { ...ofAgent, attempts: 'last' }],
    ]);
    // of none there are no rows
    expect(night?.map(({ textContent }) => textContent.trim())).toEqual(['30', '8', '2', '2']);
  });

  it('tells the stages of answers apart, draws them with a table twin, and opens the conversations that measured each', async () => {
    const page = await open('/page?channel=phone');
    const chart = page.find('ov-grouped-chart');
    expect(chart.querySelectorAll('path.bar')).toHaveLength(6);
    chart.querySelector('button')?.click();
    await page.settle();
    const rows = (element: Element) => Array.from(element.querySelectorAll('tr'), (row) => Array.from(row.cells, words));
    expect(rows(chart)).toEqual([
      ['Stage', 'Median', 'p95', 'p99'],
      ['Listen', '180 ms', '360 ms', '540 ms'],
      ['Think', '390 ms', '780 ms', '1.2 s'],
      ['Speak', '—', '—', '—'],
    ]);
    const table = Array.from(page.element.querySelectorAll('ov-table')).find((one) => one.textContent.includes('Stages by agent'));
    expect(table && rows(table).slice(1, 4)).toEqual([
      ['Night porter', 'Listen', '4', '180 ms', '360 ms', '540 ms'],
      ['Night porter', 'Think', '12', '390 ms', '780 ms', '1.2 s'],
      ['Night porter', 'Speak', '0', '–', '–', '–'],
    ]);
    const opened = (link: Element | null | undefined) => {
      const [path, query] = (link?.getAttribute('href') ?? '').split('?');
      const { origin: _, from: __, to: ___, ...filters } = Object.fromEntries(new URLSearchParams(query));
      return [path, filters];
    };
    const counted = { channel: 'phone', isCounted: 'true' };
    expect(opened(chart.querySelector('tbody a'))).toEqual(['/conversations', { ...counted, measuredStage: 'listen' }]);
    expect(opened(page.control('Show the 12 conversations that measured this stage: Think of Reception'))).toEqual([
      '/conversations',
      { ...counted, agentId: expect.stringMatching(/^018f/), measuredStage: 'think' },
    ]);
  });

  it('says how stages are sent where no answer had any', async () => {
    const none = stageFigures([]);
    const page = await open('/page', { stages: none, agents: [agentFigures({ stages: none })] });
    expect(page.text).toContain('No answer of this range says how long its stages took.');
    // words in a card, as of its neighbours that hold nothing
    expect(page.has('ov-empty')).toBe(false);
    expect(page.control('Turns in the API documentation').getAttribute('href')).toBe('/api/docs#/Conversation');
    expect(page.element.querySelector('ov-grouped-chart')).toBeNull();
    expect(page.text).not.toContain('Stages by agent');
  });

  it('says when there may be more causes than it lists', async () => {
    const toolCauses = Array.from({ length: 20 }, (_, index) => ({ tool: 'book', cause: `cause ${index}`, calls: 20 - index }));
    const page = await open('/page', { toolCauses });
    expect(page.text).toContain('The 20 most frequent.');
  });

  it('takes its table along as it is narrowed, and says what the report covers', async () => {
    const agentId = anAgent().id;
    const page = await open(`/page?agentId=${agentId}&channel=phone`);
    expect(page.control('PDF report of all agents and channels')).toBeTruthy();
    await page.click('Export CSV');
    expect(page.request('POST', 'exports').request.body).toMatchObject({
      dataset: 'analytics_agents',
      filters: { agentId, channel: 'phone' },
    });
  });

  it('keeps its table as it is while it is read again', async () => {
    const soon = { provide: REPORT_REFRESH_MS, useValue: 5 };
    const page = await PageHarness.open(AgentsPage, { providers: [at, soon] });
    await page.answer('GET', 'analytics/agents', agentAnalytics());
    await new Promise((resolve) => setTimeout(resolve, 20));
    await page.settle();
    expect(page.text).toContain('Updating');
    expect(page.has('ov-table[aria-busy="true"]')).toBe(false);
  });

  it('names the tools behind the first fifty together', async () => {
    const [tool] = agentAnalytics().tools;
    if (!tool) throw new Error('the sample has a tool');
    const page = await open('/page', { tools: [tool, { ...tool, agentId: null, agentName: null, tool: 'other', calls: 1_234 }] });
    const rows = Array.from(page.element.querySelectorAll('ov-table tbody tr'), pieces);
    expect(rows.at(-1)?.slice(0, 3)).toEqual(['All others', 'Several', '1,234']);
    // a list of calls can be asked for one tool, not for the rest
    const links = Array.from(page.element.querySelectorAll('ov-table tbody tr'), (row) => row.querySelectorAll('a').length);
    expect(links.slice(-2)).toEqual([5, 0]);
  });

  it('says where there is nothing', async () => {
    const page = await open('/page', { tools: [], toolCauses: [] });
    expect(page.text).toContain('No tool was called');
    TestBed.resetTestingModule();
    const none = await open('/page', { agents: [] });
    expect(none.control('Open agents').getAttribute('href')).toBe('/agents');
  });
});

describe('analytics: referrals', () => {
  describePageStates(ReferralsPage, 'analytics/referrals');

  it('shows what the link brought, by channel, and what it pays', async () => {
    const page = await PageHarness.open(ReferralsPage, { url: '/page?agentId=ignored', providers: [at] });
    const { request } = await page.answer('GET', 'analytics/referrals', referralAnalytics());
    expect(request.params.has('agentId')).toBe(false);
    expect(page.text).toContain('30.0%');
    expect(pieces(page.find('tbody tr'))).toEqual(['Direct', '100', '8', '3', '37.5%']);
    expect(page.find('.payout').textContent).toMatch(/\$40\.00[\s\S]*\$20\.00/);
    expect(page.text).toContain('$20.00 for each conversion');
  });

  it('says of which days visits are gone, and does not take them for none', async () => {
    const figures = { referral_visits: aFigure(null), referred_sign_ups: aFigure(0, 0), referral_conversion: aFigure(null) };
    const page = await PageHarness.open(ReferralsPage, { providers: [at] });
    await page.answer('GET', 'analytics/referrals', referralAnalytics({ keptSince: '2026-07-01', figures, series: [], channels: [] }));
    expect(page.text).toContain('Visits are kept from 1 Jul 2026 on');
    expect(page.text).not.toMatch(/Nobody (?:has come|came) by your link/);
  });

  it('opens visits, sign-ups and conversions, of each channel too, and says what the payout is', async () => {
    const page = await PageHarness.open(ReferralsPage, { providers: [at] });
    await page.answer('GET', 'analytics/referrals', referralAnalytics());
    const opened = (name: string) => {
      const [path, query] = (page.control(name).getAttribute('href') ?? '').split('?');
      const { origin: _, from: __, to: ___, ...filters } = Object.fromEntries(new URLSearchParams(query));
      return [path, filters];
    };
    expect(opened('Show the 120 visits')).toEqual(['/referrals/visits', {}]);
    expect(opened('Show the 10 sign-ups')).toEqual(['/referrals', {}]);
    expect(opened('Show the 3 companies that paid')).toEqual(['/referrals', { status: 'converted' }]);
    expect(opened('Show the 20 visits: newsletter')).toEqual(['/referrals/visits', { channel: 'newsletter' }]);
    expect(opened('Show the 2 conversions: Confirmed')).toEqual(['/referrals', { hold: 'past' }]);
    expect(opened('Show the 1 conversion: Pending')).toEqual(['/referrals', { hold: 'inside' }]);
    expect(page.text).toContain('times what is paid for one by the present terms');
  });

  it('opens the rows of each point and line, from the table and from the drawing', async () => {
    const page = await PageHarness.open(ReferralsPage, { providers: [at] });
    await page.answer('GET', 'analytics/referrals', referralAnalytics());
    page.find('ov-line-chart button').click();
    await page.settle();
    const links = Array.from(page.element.querySelectorAll<HTMLAnchorElement>('ov-line-chart table a'), (link) => {
      const [path, query] = (link.getAttribute('href') ?? '').split('?');
      const { origin: _, ...filters } = Object.fromEntries(new URLSearchParams(query));
      return [link.getAttribute('aria-label'), path, filters];
    });
    const third = { from: '2026-05-03', to: '2026-05-04' };
    expect(links).toEqual([
      ['Show the 120 visits: 3 May', '/referrals/visits', third],
      ['Show the 10 sign-ups: 3 May', '/referrals', third],
      ['Show the 3 companies that paid: 3 May', '/referrals', { ...third, status: 'converted' }],
    ]);
    page.find('ov-line-chart button').click();
    await page.settle();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    for (const key of ['Home', 'ArrowDown', 'Enter'])
      page.find('.ov-plot').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    expect(navigate).toHaveBeenCalledWith(['/referrals'], { queryParams: expect.objectContaining(third) });
  });

  it('pays in the currency of the report', async () => {
    const page = await PageHarness.open(ReferralsPage, { providers: [at] });
    const payout = { confirmed: 4_000, pending: 2_000, conversions: { confirmed: 2, pending: 1 }, perConversion: 2_000, currency: 'jpy' };
    await page.answer('GET', 'analytics/referrals', referralAnalytics({ payout }));
    expect(page.find('.payout').textContent).toMatch(/¥4,000[\s\S]*¥2,000/);
    expect(page.text).toContain('¥2,000 for each conversion');
    expect(page.text).not.toContain('$');
  });

  it('says when nobody came by the link, and what of the address was not taken', async () => {
    const none = aFigure(0, 0);
    const figures = { referral_visits: none, referred_sign_ups: none, referral_conversion: aFigure(null) };
    const page = await PageHarness.open(ReferralsPage, { url: '/page?range=custom&from=2026-05-04&to=2026-05-01', providers: [at] });
    const fields = [{ path: 'to', rule: 'custom', message: 'must be after from' }];
    await page.refuse('GET', 'analytics/referrals', aProblem('request.invalid', 400, { fields }));
    expect(page.find('.ov-field-error').textContent).toContain('must be after from');
    await page.type('input[type="date"]', '2026-05-01');
    await page.answer('GET', 'analytics/referrals', referralAnalytics({ figures }));
    expect(page.control('Your link').getAttribute('href')).toBe('/referrals');
  });
});
