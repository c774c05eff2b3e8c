import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { METRICS } from '@orbisvoice/shared-dto/values';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem, anImpersonatedSession } from '@orbisvoice/shared-ui/testing';
import { aFigure, conversationAnalytics } from '../../../testing/analytics-factories';
import { aPage, anAgent } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import { REPORT_REFRESH_MS } from '../live-report';
import ConversationsPage from './conversations.page';

const READ = 'analytics/conversations';
const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const at = { provide: Clock, useValue: { now: () => NOW } };

describe('analytics: conversations', () => {
  describePageStates(ConversationsPage, READ);

  async function open(url = '/page', role: 'owner' | 'member' = 'owner') {
    return PageHarness.open(ConversationsPage, { url, role, providers: [at] });
  }
  const params = (page: PageHarness<unknown>) => page.request('GET', READ).request.params;

  it('asks for the last 30 days of the workspace’s zone, today included, against the span before', async () => {
    const asked = params(await open());
    expect(Object.fromEntries(asked.keys().map((key) => [key, asked.get(key)]))).toEqual({
      from: '2026-04-05',
      to: '2026-05-05',
      interval: 'day',
      compare: 'previous',
    });
  });

  it('asks as the address says, and shows its choices', async () => {
    const id = anAgent().id;
    const page = await open(
      `/page?range=custom&from=2026-05-01&to=2026-05-01&interval=hour&compare=none&channel=phone&agentId=${id}&timeZone=Asia/Tokyo`,
    );
    const asked = params(page);
    expect(['from', 'to', 'interval', 'compare', 'channel', 'agentId', 'timeZone'].map((key) => asked.get(key))).toEqual([
      '2026-05-01',
      '2026-05-02',
      'hour',
      'none',
      'phone',
      id,
      'Asia/Tokyo',
    ]);
    expect(page.find('[role="switch"]').getAttribute('aria-checked')).toBe('false');
    expect(Array.from(page.element.querySelectorAll('select'), ({ value }) => value)).toEqual([
      'custom',
      'hour',
      id,
      'phone',
      'Asia/Tokyo',
    ]);
  });

  it('writes choices into the address and lets an interval go that is too fine for the new range', async () => {
    const page = await open('/page?range=7d&interval=hour');
    await page.answer('GET', 'agents', aPage([anAgent()]));
    const select = page.find<HTMLSelectElement>('.range-bar select');
    select.value = '90d';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settle();
    expect(TestBed.inject(Router).url).toBe('/page?range=90d');
    const hour = page.find<HTMLOptionElement>('option[value="hour"]');
    expect(hour.disabled).toBe(true);
    expect(hour.textContent).toContain('up to 33 days');
  });

  it('takes the days of an address for its range, also where it is not called one', async () => {
    const page = await open('/page?from=2026-05-01&to=2026-05-04');
    const asked = params(page);
    expect(['from', 'to'].map((key) => asked.get(key))).toEqual(['2026-05-01', '2026-05-05']);
    expect(page.find<HTMLSelectElement>('select').value).toBe('custom');
    const fields = page.element.querySelectorAll<HTMLInputElement>('input[type="date"]');
    expect(Array.from(fields, ({ value }) => value)).toEqual(['2026-05-01', '2026-05-04']);
  });

  it('lets an interval go that is too fine for days of one’s own, and says of each how far it reaches', async () => {
    const page = await open('/page?range=custom&from=2026-05-01&to=2026-05-04&interval=hour');
    await page.type('input[type="date"]', '2023-05-01');
    expect(TestBed.inject(Router).url).toBe('/page?range=custom&from=2023-05-01&to=2026-05-04');
    expect(['hour', 'day', 'week'].map((value) => page.find(`option[value="${value}"]`).textContent?.trim())).toEqual([
      'Hour (up to 33 days)',
      'Day (up to 800 days)',
      'Week',
    ]);
  });

  it('shows every figure in words of its metric, with change, verdict, definition and the way to its rows', async () => {
    const page = await open();
    await page.answer('GET', READ, conversationAnalytics());
    const tiles = Array.from(page.element.querySelectorAll('.figures > li'), (tile) => (tile.textContent ?? '').replace(/\s+/g, ' '));
    expect(tiles).toHaveLength(10);
    expect(tiles[0]).toContain('1,200');
    expect(tiles[0]).toMatch(/up 20\.0%\s*better, was 1,000/);
    expect(tiles[1]).toMatch(/down 5\.0 pts\s*worse, was 95\.0%/);
    expect(tiles[1]).toContain('900 of 1,000');
    expect(tiles[3]).toContain('1:15');
    expect(tiles[3]).not.toMatch(/better|worse/);
    expect(tiles[8]).toContain('–');
    for (const { definition } of [METRICS.conversations, METRICS.first_response_p95]) expect(page.text).toContain(definition);
  });

  it('opens the rows of each figure, of a rate both parts, and says how many they are', async () => {
    const page = await open('/page?range=90d&channel=phone');
    await page.answer('GET', READ, conversationAnalytics());
    const links = Array.from(page.element.querySelectorAll<HTMLAnchorElement>('.figures a'), (link) => {
      const [path, query] = (link.getAttribute('href') ?? '').split('?');
      const { origin, ...filters } = Object.fromEntries(new URLSearchParams(query));
      expect([path, origin]).toEqual(['/conversations', '/page?range=90d&channel=phone']);
      expect(link.getAttribute('aria-label')).toBe(`Show the ${link.textContent?.trim()}`);
      expect(filters).toMatchObject({ from: '2026-05-03', to: '2026-05-04', channel: 'phone', isCounted: 'true' });
      return [link.textContent?.trim(), filters['outcome'] ?? filters['length'] ?? filters['hasFirstResponse'] ?? null];
    });
    expect(links).toEqual([
      ['1,200 conversations', null],
      ['900 successes', 'success'],
      ['1,000 conversations with a known outcome', 'known'],
      ['200 conversations of unknown outcome', 'unknown'],
      ['1,100 conversations with a duration', 'some'],
      ['1,100 conversations with a duration', 'some'],
      ['1,100 conversations with a duration', 'some'],
      ['3 conversations of no length', 'none'],
      ['1 conversation with a response time', 'true'],
      ['1 conversation with a response time', 'true'],
    ]);
  });

  it('draws its charts, each with a table twin', async () => {
    const page = await open();
    await page.answer('GET', READ, conversationAnalytics());
    for (const chart of ['ov-line-chart', 'ov-stacked-chart', 'ov-heat-map', 'ov-bar-list']) expect(page.has(chart)).toBe(true);
    page.find('ov-heat-map button').click();
    await page.settle();
    expect(page.find('ov-heat-map table').querySelectorAll('tbody td')).toHaveLength(168);
    page.find('ov-stacked-chart button').click();
    await page.settle();
    expect(page.find('ov-stacked-chart table').textContent).toContain('4 May (so far)');
    expect(page.find('ov-bar-list a').getAttribute('href')).toMatch(/^\/analytics\?.*agentId=/);
  });

  it('opens the rows of each point, of its outcomes and of each hour of the week', async () => {
    const page = await open('/page?channel=phone');
    await page.answer('GET', READ, conversationAnalytics());
    const rowsIn = async (chart: string) => {
      page.find(`${chart} button`).click();
      await page.settle();
      return Array.from(page.element.querySelectorAll<HTMLAnchorElement>(`${chart} table a`), (link) => {
        const query = new URLSearchParams(link.getAttribute('href')?.split('?')[1]);
        const { origin, isCounted, channel, ...filters } = Object.fromEntries(query);
        expect([origin, isCounted, channel]).toEqual(['/page?channel=phone', 'true', 'phone']);
        return [link.getAttribute('aria-label') ?? link.textContent?.trim(), filters];
      });
    };
    const [third, fourth] = ['2026-05-03', '2026-05-04'].map((day) => ({ from: day, to: day }));
    expect(await rowsIn('ov-line-chart')).toEqual([
      ['3 May', third],
      ['4 May (so far)', fourth],
    ]);
    expect(await rowsIn('ov-stacked-chart')).toEqual([
      ['3 May', third],
      ['Show the 300 successes: 3 May', { ...third, outcome: 'success' }],
      ['Show the 40 failures: 3 May', { ...third, outcome: 'failure' }],
      ['Show the 60 conversations of unknown outcome: 3 May', { ...third, outcome: 'unknown' }],
      ['4 May (so far)', fourth],
      ['Show the 600 successes: 4 May (so far)', { ...fourth, outcome: 'success' }],
      ['Show the 60 failures: 4 May (so far)', { ...fourth, outcome: 'failure' }],
      ['Show the 140 conversations of unknown outcome: 4 May (so far)', { ...fourth, outcome: 'unknown' }],
    ]);
    // of the second no conversation has a duration
    expect(await rowsIn('ov-line-chart[scale="seconds"]')).toEqual([['3 May', { ...third, length: 'some' }]]);
    expect(await rowsIn('ov-heat-map')).toEqual([
      ['Show the 9 conversations: Tuesday, 10:00–11:00', { from: '2026-05-03', to: '2026-05-04', weekday: '2', hour: '10' }],
    ]);
  });

  it('says at the field what the API did not take', async () => {
    const page = await open('/page?agentId=nobody');
    const fields = [{ path: 'agentId', rule: 'uuid', message: 'Invalid UUID' }];
    await page.refuse('GET', READ, aProblem('request.invalid', 400, { fields }));
    expect(page.find('.ov-field-error').textContent).toContain('Invalid UUID');
    expect(page.element.querySelectorAll('[aria-invalid="true"]')).toHaveLength(1);
    expect(page.find('ov-notice').textContent).toContain('correct the marked fields');
    expect(page.has('ov-error')).toBe(false);
  });

  it('tells no conversations at all from none in this range', async () => {
    const nothing = conversationAnalytics();
    nothing.figures.conversations = aFigure(0, 0);
    const page = await open();
    await page.answer('GET', 'agents', aPage([anAgent({ conversationCount: 0 })]));
    await page.answer('GET', READ, nothing);
    expect(page.control('Embed an agent').getAttribute('href')).toBe('/agents');

    // with more agents than were read, nobody knows
    TestBed.resetTestingModule();
    const many = await open();
    await many.answer('GET', 'agents', { ...aPage([anAgent({ conversationCount: 0 })]), total: 101 });
    await many.answer('GET', READ, nothing);
    expect(many.text).toContain('Nothing in this range');
    expect(many.text).not.toContain('No conversations yet');

    TestBed.resetTestingModule();
    const narrowed = await open('/page?channel=phone');
    await narrowed.answer('GET', 'agents', aPage([anAgent({ conversationCount: 9 })]));
    await narrowed.answer('GET', READ, nothing);
    expect(narrowed.text).toContain('Nothing in this range');
    await narrowed.click('Clear the filters');
    expect(TestBed.inject(Router).url).toBe('/page');
  });
});

describe('analytics stay up to date', () => {
  const soon = { provide: REPORT_REFRESH_MS, useValue: 30 };
  const wait = () => new Promise((resolve) => setTimeout(resolve, 60));

  it('without taking away what was there, and say when that failed', async () => {
    const page = await PageHarness.open(ConversationsPage, { providers: [at, soon] });
    await page.answer('GET', READ, conversationAnalytics());
    await wait();
    await page.settle();
    expect(page.text).toContain('1,200');
    expect(page.text).toContain('Updating');
    await page.refuse('GET', READ, aProblem('service.unavailable', 503));
    expect(page.text).toContain('1,200');
    expect(page.find('ov-notice').textContent).toContain('What you see is older');
    await page.click('Try again');
    await page.answer('GET', READ, conversationAnalytics({ asOf: '2026-05-04T10:01:00.000Z' }));
    expect(page.has('ov-notice')).toBe(false);
    expect(page.text).toContain('12:01');
  });

  it('only while the range can still move', async () => {
    const page = await PageHarness.open(ConversationsPage, { url: '/page?range=last-month', providers: [at, soon] });
    await page.answer('GET', READ, conversationAnalytics());
    await wait();
    await page.settle();
    expect(page.requests('GET', READ)).toHaveLength(0);
    expect(page.text).not.toContain('Live');
  });
});

describe('exports of the analytics', () => {
  it('take what is shown along and lead to the exports', async () => {
    const page = await PageHarness.open(ConversationsPage, { url: '/page?channel=phone', providers: [at] });
    await page.answer('GET', READ, conversationAnalytics());
    await page.click('Export CSV');
    const { request } = await page.answer('POST', 'exports', {});
    expect(request.body).toEqual({
      dataset: 'analytics_conversations',
      format: 'csv',
      hasByteOrderMark: false,
      filters: { from: '2026-05-03', to: '2026-05-05', timeZone: 'Europe/Berlin', interval: 'day', channel: 'phone' },
    });
    await page.click('PDF report of all channels');
    const report = await page.answer('POST', 'exports', {});
    expect(report.request.body).toMatchObject({
      dataset: 'report',
      format: 'pdf',
      filters: { from: '2026-05-03', to: '2026-05-05', timeZone: 'Europe/Berlin' },
    });
    expect(TestBed.inject(ToastService).toasts()).toMatchObject([
      { text: '“Conversations over time” is being written.', link: { path: '/exports' } },
      { text: '“Report” is being written.', link: { path: '/exports' } },
    ]);
  });

  it('say that the document covers more than the page', async () => {
    const page = await PageHarness.open(ConversationsPage, { url: `/page?channel=phone&agentId=${anAgent().id}`, providers: [at] });
    await page.answer('GET', READ, conversationAnalytics());
    expect(page.control('PDF report of all agents and channels')).toBeTruthy();
    expect(page.control('Export CSV').hasAttribute('disabled')).toBe(false);
  });

  it('are not offered to staff who act as somebody', async () => {
    const page = await PageHarness.open(ConversationsPage, { role: null, providers: [at] });
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession());
    await page.answer('GET', READ, conversationAnalytics());
    expect(page.text).toContain('1,200');
    expect(page.text).not.toMatch(/Export CSV|PDF report/);
  });

  it('say why they could not be started, and are not offered to who may not', async () => {
    const page = await PageHarness.open(ConversationsPage, { providers: [at] });
    await page.answer('GET', READ, conversationAnalytics());
    await page.click('Export CSV');
    await page.refuse('POST', 'exports', aProblem('service.unavailable', 503));
    expect(TestBed.inject(ToastService).toasts()).toMatchObject([{ tone: 'danger' }]);

    TestBed.resetTestingModule();
    const member = await PageHarness.open(ConversationsPage, { role: 'member', providers: [at] });
    await member.answer('GET', READ, conversationAnalytics());
    expect(() => member.control('Export CSV')).toThrow();
  });
});
