import type { ToolCall, WidgetVisit } from '@orbisvoice/shared-dto';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { Clock } from '@orbisvoice/shared-ui/core';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aPage, anAgent, anId } from '../../../testing/factories';
import { fileOf } from '../../../testing/list-file';
import { describePageStates } from '../../../testing/page-states';
import ToolCallsPage from './tool-calls.page';
import VisitsPage from './visits.page';

const aCall = (change: Partial<ToolCall> = {}): ToolCall => ({
  id: anId(),
  executedAt: '2026-05-03T23:30:00.000Z',
  agentId: anId(),
  agentName: 'Reception',
  channel: 'phone',
  tool: 'find_slot',
  status: 'failed',
  cause: 'Slot # is gone',
  durationMs: 1_900,
  callId: 'slot-1',
  attempt: 2,
  attempts: 3,
  conversationId: anId(),
  ...change,
});
const aVisit = (change: Partial<WidgetVisit> = {}): WidgetVisit => ({
  id: anId(),
  startedAt: '2026-05-03T23:30:00.000Z',
  agentId: anId(),
  agentName: 'Reception',
  step: 'first_turn',
  country: 'DE',
  device: 'mobile',
  browser: null,
  conversationId: anId(),
  ...change,
});
const REPORT = '/analytics/agents?range=90d';

describe('tool calls', () => {
  describePageStates(ToolCallsPage, 'analytics/tool-calls');

  it('asks as the address says and leads back to the report as it was', async () => {
    const query = `from=2026-05-03&to=2026-05-04&timeZone=Asia/Tokyo&tool=find_slot&cause=timed%20out&status=unsuccessful&attempts=last&channel=nonsense`;
    const page = await PageHarness.open(ToolCallsPage, { url: `/page?${query}&origin=${encodeURIComponent(REPORT)}` });
    const { params } = page.request('GET', 'analytics/tool-calls').request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      from: '2026-05-03',
      to: '2026-05-05',
      timeZone: 'Asia/Tokyo',
      tool: 'find_slot',
      cause: 'timed out',
      status: 'unsuccessful',
      attempts: 'last',
    });
    expect(page.text).toContain('Days in Asia/Tokyo');
    expect(await fileOf(page)).toEqual({
      dataset: 'tool_executions',
      // figures are of conversations that count: the list shows no other calls
      filters: { ...Object.fromEntries(params.keys().map((key) => [key, params.get(key)])), isCounted: true },
    });
    expect(page.control('Back to the report').getAttribute('href')).toBe(REPORT);
    await page.click('Cause timed out: remove this filter');
    expect(page.request('GET', 'analytics/tool-calls').request.params.has('cause')).toBe(false);
  });

  it('takes the thirty days along that it shows when it is asked for none, of a channel and an agent', async () => {
    const clock = { provide: Clock, useValue: { now: () => Date.parse('2026-05-04T22:30:00Z') } };
    const agentId = anAgent().id;
    const page = await PageHarness.open(ToolCallsPage, { url: `/page?channel=phone&agentId=${agentId}`, providers: [clock] });
    // half past midnight in the workspace's zone
    expect((await fileOf(page)).filters).toEqual({ from: '2026-04-06', to: '2026-05-06', channel: 'phone', agentId, isCounted: true });
  });

  it('gives no file of visitors to who may only read figures', async () => {
    const page = await PageHarness.open(ToolCallsPage, { me: { permissions: ['stats.read', 'exports.write'] } });
    expect(() => page.control('Export CSV')).toThrow();
  });

  it('lists calls with their cause and the way to the conversation, and more of them', async () => {
    const page = await PageHarness.open(ToolCallsPage, { url: '/page?status=failed' });
    await page.answer('GET', 'agents', aPage([anAgent({ name: 'Night porter' })]));
    const call = aCall();
    await page.answer('GET', 'analytics/tool-calls', { items: [call], next: 'cursor-1' });
    expect(page.find('tbody').textContent).toMatch(
      /4 May 2026, 01:30[\s\S]*Reception[\s\S]*find_slot[\s\S]*Phone[\s\S]*Failed[\s\S]*2 of 3[\s\S]*Call slot-1[\s\S]*Slot # is gone[\s\S]*1\.9 s/,
    );
    expect(page.element.querySelectorAll('tbody a')).toHaveLength(1);
    const link = page.control('4 May 2026, 01:30').getAttribute('href') ?? '';
    expect(link.split('?')[0]).toBe(`/conversations/${call.conversationId}`);
    expect(new URLSearchParams(link.split('?')[1]).get('origin')).toBe('/page?status=failed');
    await page.click('Load more');
    await page.refuse('GET', 'analytics/tool-calls', aProblem('service.unavailable', 503));
    expect(page.find('ov-notice').textContent).toContain('cannot be reached');
    await page.click('Load more');
    await page.answer('GET', 'analytics/tool-calls', { items: [aCall({ tool: 'book', status: 'succeeded', cause: null })], next: null });
    expect(page.text).toContain('book');
    expect(page.text).toContain('2 shown · That is all of them');
  });

  it('tells no calls from no matches', async () => {
    const page = await PageHarness.open(ToolCallsPage);
    await page.answer('GET', 'analytics/tool-calls', { items: [], next: null });
    expect(page.text).toContain('No tool was called');
    expect(page.control('Agents').getAttribute('href')).toBe('/analytics/agents');
    TestBed.resetTestingModule();
    const filtered = await PageHarness.open(ToolCallsPage, { url: '/page?tool=book' });
    await filtered.answer('GET', 'analytics/tool-calls', { items: [], next: null });
    expect(filtered.text).toContain('Nothing matches');
    await filtered.click('Clear filters');
    expect(TestBed.inject(Router).url).toBe('/page');
  });
});

it.each([ToolCallsPage, VisitsPage])('shows an agent that was deleted as the one that is asked for: %p', async (list) => {
  const page = await PageHarness.open<ToolCallsPage | VisitsPage>(list, { url: '/page?agentId=gone' });
  await page.answer('GET', 'agents', aPage([anAgent()]));
  const select = page.find<HTMLSelectElement>('ov-select select');
  expect([select.value, select.selectedOptions[0]?.label]).toEqual(['gone', 'Deleted agent']);
});

describe('visits', () => {
  describePageStates(VisitsPage, 'analytics/visits');

  it('asks for visits that reached a step, by the reading of the report', async () => {
    const page = await PageHarness.open(VisitsPage, { url: '/page?step=open&funnel=strict&from=2026-05-03&to=2026-05-04' });
    const { params } = page.request('GET', 'analytics/visits').request;
    expect([params.get('step'), params.get('funnel'), params.get('to'), params.has('timeZone')]).toEqual([
      'open',
      'strict',
      '2026-05-05',
      false,
    ]);
    const days = { from: '2026-05-03', to: '2026-05-05' };
    expect(await fileOf(page)).toEqual({ dataset: 'widget_visits', filters: { ...days, step: 'open', funnel: 'strict' } });
    await page.click('Steps right after each other: remove this filter');
    expect(page.request('GET', 'analytics/visits').request.params.has('funnel')).toBe(false);
  });

  it('takes along none of the visits it never shows', async () => {
    const page = await PageHarness.open(VisitsPage, { url: '/page?from=2026-05-03&to=2026-05-04' });
    expect((await fileOf(page)).filters).toEqual({ from: '2026-05-03', to: '2026-05-05', step: 'impression' });
  });

  it.each([
    // half past midnight of the fifth in Berlin
    ['from=2026-05-01T10:00:00.000Z', { from: '2026-05-01T10:00:00.000Z', to: '2026-05-06' }],
    ['to=2026-05-03T22:00:00.000Z', { from: '2026-04-04', to: '2026-05-03T22:00:00.000Z' }],
    ['from=2026-06-01', { from: '2026-06-01', to: '2026-06-02' }],
  ])('takes along the span it shows where only one end is told: %s', async (query, span) => {
    const clock = { provide: Clock, useValue: { now: () => Date.parse('2026-05-04T22:30:00Z') } };
    const page = await PageHarness.open(VisitsPage, { url: `/page?${query}`, providers: [clock] });
    expect((await fileOf(page)).filters).toEqual({ ...span, step: 'impression' });
  });

  it('shows an hour that a report opens: its day in the fields, its moments as a filter to be taken off', async () => {
    const hour = 'from=2026-05-03T15:00:00.000Z&to=2026-05-03T16:00:00.000Z';
    const url = `/page?step=first_turn&${hour}&timeZone=Asia/Tokyo`;
    const page = await PageHarness.open(VisitsPage, { url });
    const { params } = page.request('GET', 'analytics/visits').request;
    expect(['from', 'to', 'timeZone', 'step'].map((name) => params.get(name))).toEqual([
      '2026-05-03T15:00:00.000Z',
      '2026-05-03T16:00:00.000Z',
      'Asia/Tokyo',
      'first_turn',
    ]);
    const [from, to] = page.element.querySelectorAll<HTMLInputElement>('input[type="date"]');
    expect([from?.value, to?.value]).toEqual(['2026-05-04', '2026-05-04']);
    expect((await fileOf(page)).filters).toEqual({
      from: '2026-05-03T15:00:00.000Z',
      to: '2026-05-03T16:00:00.000Z',
      timeZone: 'Asia/Tokyo',
      step: 'first_turn',
    });
    await page.click('00:00–01:00 GMT+9: remove this filter');
    expect(TestBed.inject(Router).url).toBe('/page?step=first_turn&from=2026-05-04&to=2026-05-04&timeZone=Asia%2FTokyo');
    TestBed.resetTestingModule();
    const other = await PageHarness.open(VisitsPage, { url });
    await other.type('input[type="date"]', '2026-05-01');
    expect(TestBed.inject(Router).url).toBe('/page?step=first_turn&from=2026-05-01&to=2026-05-04&timeZone=Asia%2FTokyo');
    TestBed.resetTestingModule();
    const step = await PageHarness.open(VisitsPage, { url });
    await step.type('ov-select:nth-of-type(2) select', 'open');
    expect(TestBed.inject(Router).url).toContain(`/page?step=open&${hour}&`);
  });

  it('lists how far each came, with what, and its conversation where there is one', async () => {
    const page = await PageHarness.open(VisitsPage);
    await page.answer('GET', 'analytics/visits', {
      items: [aVisit(), aVisit({ step: 'open', conversationId: null, device: null })],
      next: null,
    });
    expect(page.find('tbody').textContent).toMatch(/Conversation[\s\S]*Germany[\s\S]*Mobile[\s\S]*Opened/);
    const [first, second] = [...page.element.querySelectorAll('tbody tr')];
    expect(first?.querySelector('td:first-child a')?.getAttribute('href')).toMatch(/^\/conversations\/.*origin=%2Fpage/);
    expect(second?.querySelector('a')).toBeNull();
  });

  it('leads nobody to conversations who may not read them', async () => {
    const page = await PageHarness.open(VisitsPage, { me: { permissions: ['stats.read'] } });
    await page.answer('GET', 'analytics/visits', { items: [aVisit()], next: null });
    expect(page.find('tbody').textContent).toContain('4 May 2026, 01:30');
    expect(page.has('tbody a')).toBe(false);
  });

  it('tells no visits from no matches', async () => {
    const page = await PageHarness.open(VisitsPage);
    await page.answer('GET', 'analytics/visits', { items: [], next: null });
    expect(page.text).toContain('No visit');
    TestBed.resetTestingModule();
    const filtered = await PageHarness.open(VisitsPage, { url: '/page?step=goal' });
    await filtered.answer('GET', 'analytics/visits', { items: [], next: null });
    expect(filtered.text).toContain('Nothing matches');
  });
});
