import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ANALYTICS_LIST_MAX } from '@orbisvoice/shared-dto/values';
import { Clock } from '@orbisvoice/shared-ui/core';
import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { aFigure, engagementAnalytics } from '../../../testing/analytics-factories';
import { describePageStates } from '../../../testing/page-states';
import EngagementPage from './engagement.page';

const at = { provide: Clock, useValue: { now: () => Date.parse('2026-05-04T10:00:00.000Z') } };
const words = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();
/** What stands in an element piece by piece. */
const pieces = (element: Element): string[] => Array.from(element.children, words).filter(Boolean);
describe('analytics: engagement', () => {
  describePageStates(EngagementPage, 'analytics/engagement');

  async function open(url = '/page', change: Parameters<typeof engagementAnalytics>[0] = {}) {
    const page = await PageHarness.open(EngagementPage, { url, providers: [at] });
    await page.answer('GET', 'analytics/engagement', engagementAnalytics(change));
    return page;
  }

  it('names countries and devices, keeps those that said nothing apart, and says who is in no figure', async () => {
    const page = await open();
    expect(page.find('ov-bar-list').textContent).toMatch(/Germany[\s\S]*75\.0%[\s\S]*Not known[\s\S]*25\.0%/);
    expect(page.find('ov-donut-chart').textContent).toMatch(/Mobile[\s\S]*60\.0%[\s\S]*Desktop[\s\S]*40\.0%/);
    expect(page.text).toContain('3 conversations carry no visitor id and are in none');
  });

  it('shows where visits leave, by the chosen reading', async () => {
    const page = await open('/page?funnel=strict');
    const steps = Array.from(page.element.querySelectorAll('.ov-funnel li'), pieces);
    expect(steps).toHaveLength(5);
    expect(steps[0]).toEqual(['Launcher seen', '1,000', '100.0%', '70.0% drop off']);
    expect(steps[4]).toEqual(['Goal reached', '60', '6.0%']);
    await page.type('ov-select select', 'sequential');
    expect(TestBed.inject(Router).url).toBe('/page');
    expect(page.request('GET', 'analytics/engagement').request.params.get('funnel')).toBe('sequential');
  });

  it('opens the conversations of who said the same or nothing, and the visitors of a day', async () => {
    const page = await open('/page?range=90d', {
      countries: [{ value: 'DE', conversations: 60, share: 0.6 }],
      devices: [
        { value: 'mobile', conversations: 70, share: 0.7 },
        { value: null, conversations: 30, share: 0.3 },
      ],
      browsers: [{ value: 'Safari', conversations: 1, share: 0.01 }],
    });
    const linksIn = (part: string) =>
      Array.from(page.element.querySelectorAll<HTMLAnchorElement>(`${part} a`), (link) => {
        const [path, search] = (link.getAttribute('href') ?? '').split('?');
        const { origin, from, to, isCounted, ...filters } = Object.fromEntries(new URLSearchParams(search));
        expect([origin, from, to]).toEqual([
          '/page?range=90d',
          expect.stringMatching(/^2026-05-0[34]$/),
          expect.stringMatching(/^2026-05-0[34]$/),
        ]);
        return [path, isCounted, filters];
      });
    expect(linksIn('ov-bar-list')).toEqual([
      ['/conversations', 'true', { country: 'DE' }],
      ['/conversations', 'true', { browser: 'Safari' }],
    ]);
    expect(linksIn('ov-donut-chart')).toEqual([
      ['/conversations', 'true', { device: 'mobile' }],
      ['/conversations', 'true', { unsaid: 'device' }],
    ]);
    page.find('ov-stacked-chart button').click();
    await page.settle();
    expect(linksIn('ov-stacked-chart')).toEqual(
      engagementAnalytics().series.flatMap(({ newVisitors, returningVisitors }) => [
        ['/conversations', 'true', { oncePerVisitor: 'true' }],
        ...(newVisitors ? [['/conversations', 'true', { oncePerVisitor: 'true', visitor: 'new' }]] : []),
        ...(returningVisitors ? [['/conversations', 'true', { oncePerVisitor: 'true', visitor: 'returning' }]] : []),
      ]),
    );
    expect(linksIn('ov-stacked-chart').length).toBeGreaterThan(1);
  });

  it('names what is behind the first fifty together, and a browser of that name by its name', async () => {
    const other = { value: 'other', conversations: 25, share: 0.25 };
    const named = Array.from({ length: ANALYTICS_LIST_MAX - 1 }, (_, at) => ({ value: `Browser ${at}`, conversations: 1, share: 0.01 }));
    const page = await open('/page', {
      countries: [...named, other],
      browsers: [{ value: 'Safari', conversations: 75, share: 0.75 }, other],
    });
    await page.click(`Show all ${ANALYTICS_LIST_MAX}`);
    const lists = Array.from(page.element.querySelectorAll('ov-bar-list'), ({ textContent }) => textContent);
    expect(lists).toEqual([expect.stringMatching(/All others.*25.0%/), expect.stringMatching(/Safari.*75.0%.*other.*25.0%/)]);
    expect(lists[1]).not.toContain('All others');
  });

  it('says of which days visits are gone, and does not take them for none', async () => {
    const none = aFigure(0, 0);
    const unknown = aFigure(null);
    const figures = { visitors: none, returning_visitors: none, impressions: unknown, activation_rate: unknown };
    const gone = { keptSince: '2026-07-01', figures, series: [], countries: [], withoutVisitorId: 0 };
    const page = await open('/page', gone);
    expect(page.text).toContain('Visits are kept from 1 Jul 2026 on');
    expect(page.text).not.toContain('Nothing in this range');
    TestBed.resetTestingModule();
    expect((await open('/page', { keptSince: '2020-01-01' })).text).not.toContain('Visits are kept');
  });

  it('opens visitors, visits and each step of the funnel', async () => {
    const page = await open('/page?funnel=strict');
    const opened = (name: string) => {
      const [path, query] = (page.control(name).getAttribute('href') ?? '').split('?');
      const { origin: _, from: __, to: ___, ...filters } = Object.fromEntries(new URLSearchParams(query));
      return [path, filters];
    };
    const once = { isCounted: 'true', oncePerVisitor: 'true' };
    expect(opened('Show the 80 visitors')).toEqual(['/conversations', once]);
    expect(opened('Show the 20 returning visitors')).toEqual(['/conversations', { ...once, visitor: 'returning' }]);
    expect(opened('Show the 1,000 visits')).toEqual(['/analytics/visits', {}]);
    expect(opened('Show the 100 visits with a conversation')).toEqual(['/analytics/visits', { step: 'first_turn' }]);
    expect(opened('Show the 300 visits: Opened')).toEqual(['/analytics/visits', { step: 'open' }]);
  });

  it('opens of a point the visits, and those with a conversation, each from its own line', async () => {
    const page = await open();
    page.find('ov-line-chart button').click();
    await page.settle();
    const links = Array.from(page.element.querySelectorAll<HTMLAnchorElement>('ov-line-chart table a'), (link) => {
      const { pathname, searchParams } = new URL(link.href, 'http://portal.example');
      return [words(link), pathname, searchParams.get('step'), searchParams.get('from'), searchParams.get('to')];
    });
    expect(links).toEqual([
      ['1,000', '/analytics/visits', null, '2026-05-03', '2026-05-04'],
      ['100', '/analytics/visits', 'first_turn', '2026-05-03', '2026-05-04'],
    ]);
  });

  it('opens of an hour the rows of its moments, also of one that clocks show twice, from the table and by Enter', async () => {
    const point = { isOpen: false, newVisitors: 2, returningVisitors: 1, impressions: 9, activations: 3 };
    const series = ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'].map((start) => ({ ...point, start }));
    const days = { from: '2026-10-25', to: '2026-10-26', timeZone: 'Europe/Berlin' };
    const page = await open('/page?range=custom&from=2026-10-25&to=2026-10-25&interval=hour', { ...days, interval: 'hour', series });
    for (const chart of ['ov-stacked-chart', 'ov-line-chart']) page.find(`${chart} button`).click();
    await page.settle();
    const linksIn = (chart: string) =>
      Array.from(page.element.querySelectorAll<HTMLAnchorElement>(`${chart} table a`), (link) => {
        const { pathname, searchParams } = new URL(link.href, 'http://portal.example');
        return [pathname, searchParams.get('visitor') ?? searchParams.get('step'), searchParams.get('from'), searchParams.get('to')];
      });
    const [first, second, end] = ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00.000Z'];
    expect(linksIn('ov-stacked-chart')).toEqual([
      ['/conversations', null, first, second],
      ['/conversations', 'new', first, second],
      ['/conversations', 'returning', first, second],
      ['/conversations', null, second, end],
      ['/conversations', 'new', second, end],
      ['/conversations', 'returning', second, end],
    ]);
    expect(linksIn('ov-line-chart')).toEqual([
      ['/analytics/visits', null, first, second],
      ['/analytics/visits', 'first_turn', first, second],
      ['/analytics/visits', null, second, end],
      ['/analytics/visits', 'first_turn', second, end],
    ]);
    for (const chart of ['ov-stacked-chart', 'ov-line-chart']) page.find(`${chart} button`).click();
    await page.settle();
    const navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const press = (chart: string, ...keys: string[]) =>
      keys.forEach((key) => page.find(`${chart} .ov-plot`).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    const moments = { from: second, to: end };
    press('ov-stacked-chart', 'End', 'Enter');
    expect(navigate).toHaveBeenLastCalledWith(['/conversations'], { queryParams: expect.objectContaining(moments) });
    press('ov-line-chart', 'End', 'Enter');
    expect(navigate).toHaveBeenLastCalledWith(['/analytics/visits'], { queryParams: expect.objectContaining(moments) });
  });

  it('calls the link of each step by the step, also where as many reached the next', async () => {
    const { funnel } = engagementAnalytics();
    const page = await open('/page', { funnel: { ...funnel, steps: funnel.steps.map((step) => ({ ...step, visits: 60, dropOff: 0 })) } });
    const names = Array.from(page.element.querySelectorAll('.ov-funnel a'), (link) => link.getAttribute('aria-label'));
    expect(names).toEqual(
      ['Launcher seen', 'Opened', 'Microphone or text', 'Conversation', 'Goal reached'].map((step) => `Show the 60 visits: ${step}`),
    );
  });

  it('has no channel to choose, and says when nobody came', async () => {
    const none = aFigure(0, 0);
    const figures = { visitors: none, returning_visitors: none, impressions: none, activation_rate: aFigure(null) };
    const page = await open('/page', { figures, series: [], countries: [], withoutVisitorId: 0 });
    expect(page.text).not.toContain('All channels');
    expect(page.control('PDF report')).toBeTruthy();
    expect(page.text).toContain('Nothing in this range');
  });
});
