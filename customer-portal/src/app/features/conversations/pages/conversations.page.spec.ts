import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { PageHarness, aProblem } from '@orbisvoice/shared-ui/testing';
import { aConversation, aPage, anAgent } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import ConversationsPage from './conversations.page';

describe('conversations page', () => {
  describePageStates(ConversationsPage, 'conversations');

  it('asks as the address says, with days of the workspace’s zone', async () => {
    const page = await PageHarness.open(ConversationsPage, { url: '/page?outcome=failure&status=nonsense&from=2026-05-03&to=2026-05-04' });
    const { params } = page.request('GET', 'conversations').request;
    expect(params.get('outcome')).toBe('failure');
    expect(params.has('status')).toBe(false);
    expect(params.get('from')).toBe('2026-05-02T22:00:00.000Z');
    expect(params.get('to')).toBe('2026-05-04T22:00:00.000Z');
  });

  it('shows exactly the rows of a figure, in words, and leads back to its report with the filters it had', async () => {
    const report = '/analytics/engagement?range=90d&agentId=a-1';
    const traits =
      'isCounted=true&length=some&hasFirstResponse=false&measuredStage=think&visitor=returning&oncePerVisitor=true&outcome=known&isEnded=true';
    const page = await PageHarness.open(ConversationsPage, {
      url: `/page?from=2026-05-03&to=2026-05-04&${traits}&origin=${encodeURIComponent(report)}`,
    });
    const { params } = page.request('GET', 'conversations').request;
    for (const [name, value] of new URLSearchParams(traits)) expect([name, params.get(name)]).toEqual([name, value]);
    expect(params.has('origin')).toBe(false);
    expect(page.control('Back to the report').getAttribute('href')).toBe(report);
    await page.click('With a duration: remove this filter');
    expect(page.request('GET', 'conversations').request.params.has('length')).toBe(false);
    await page.click('Clear filters');
    expect(TestBed.inject(Router).url).toBe(`/page?origin=${encodeURIComponent(report)}`);
    expect(page.text).not.toContain('Returning visitors');
    expect(page.control('Back to the report').getAttribute('href')).toBe(report);
  });

  it('shows exactly the rows of a bar or a cell, in words', async () => {
    const traits = 'country=DE&device=mobile&browser=Firefox&unsaid=country&weekday=2&hour=9';
    const page = await PageHarness.open(ConversationsPage, { url: `/page?${traits}&timeZone=Asia/Tokyo` });
    const { params } = page.request('GET', 'conversations').request;
    for (const [name, value] of new URLSearchParams(traits)) expect([name, params.get(name)]).toEqual([name, value]);
    // hours are those of a clock
    expect(params.get('timeZone')).toBe('Asia/Tokyo');
    const words = ['From Germany', 'On a mobile', 'With Firefox', 'No country known', 'Tuesdays', '09:00–10:00'];
    for (const word of words) expect(page.control(`${word}: remove this filter`)).toBeTruthy();
    await page.click('Export CSV');
    expect(page.request('POST', 'exports').request.body).toMatchObject({
      filters: { country: 'DE', device: 'mobile', browser: 'Firefox', unsaid: 'country', weekday: 2, hour: 9, timeZone: 'Asia/Tokyo' },
    });
  });

  it('shows an hour that a report opens: its day in the fields, its moments as a filter to be taken off, and takes it along', async () => {
    const page = await PageHarness.open(ConversationsPage, { url: '/page?from=2026-10-25T00:00:00.000Z&to=2026-10-25T01:00:00.000Z' });
    const { params } = page.request('GET', 'conversations').request;
    expect([params.get('from'), params.get('to')]).toEqual(['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z']);
    expect(Array.from(page.element.querySelectorAll<HTMLInputElement>('input[type="date"]'), ({ value }) => value)).toEqual([
      '2026-10-25',
      '2026-10-25',
    ]);
    await page.click('Export CSV');
    const filters = { from: '2026-10-25T00:00:00.000Z', to: '2026-10-25T01:00:00.000Z' };
    expect(page.request('POST', 'exports').request.body).toMatchObject({ filters });
    await page.click('02:00 GMT+2 – 02:00 GMT+1: remove this filter');
    expect(TestBed.inject(Router).url).toBe('/page?from=2026-10-25&to=2026-10-25');
  });

  it('takes exactly what it shows along', async () => {
    const page = await PageHarness.open(ConversationsPage, {
      url: '/page?from=2026-05-03&to=2026-05-04&timeZone=Asia/Tokyo&outcome=known&isCounted=true&length=some&visitor=returning&oncePerVisitor=true',
    });
    await page.click('Export CSV');
    expect(page.request('POST', 'exports').request.body).toEqual({
      dataset: 'conversations',
      format: 'csv',
      hasByteOrderMark: false,
      filters: {
        from: '2026-05-03',
        to: '2026-05-05',
        timeZone: 'Asia/Tokyo',
        outcome: 'known',
        isCounted: true,
        length: 'some',
        visitor: 'returning',
        oncePerVisitor: true,
      },
    });
  });

  it('takes no other way back and no filter that does not exist', async () => {
    const page = await PageHarness.open(ConversationsPage, {
      url: '/page?visitor=new&length=long&isCounted=1&oncePerVisitor=false&weekday=8&hour=24&country=Germany&device=tv&origin=https://elsewhere.example/analytics',
    });
    const { params } = page.request('GET', 'conversations').request;
    for (const name of ['visitor', 'length', 'isCounted', 'oncePerVisitor', 'weekday', 'hour', 'country', 'device'])
      expect(params.has(name)).toBe(false);
    expect(page.has('.ov-page-back')).toBe(false);
  });

  it('tells a conversation which list it was opened from', async () => {
    const page = await PageHarness.open(ConversationsPage, { url: '/page?outcome=failure' });
    await page.answer('GET', 'conversations', { items: [aConversation()], next: null });
    const href = page.find('.ov-row-link').getAttribute('href') ?? '';
    expect(new URLSearchParams(href.split('?')[1]).get('origin')).toBe('/page?outcome=failure');
  });

  it('offers the agents as a filter and writes the choice into the address', async () => {
    const page = await PageHarness.open(ConversationsPage);
    const agent = anAgent({ name: 'Night porter' });
    await page.answer('GET', 'agents', aPage([agent]));
    await page.answer('GET', 'conversations', { items: [aConversation()], next: null });
    await page.type('ov-select select', agent.id);
    expect(TestBed.inject(Router).url).toBe(`/page?agentId=${agent.id}`);
    expect(page.request('GET', 'conversations').request.params.get('agentId')).toBe(agent.id);
  });

  it('shows an agent that was deleted as the one that is asked for', async () => {
    const page = await PageHarness.open(ConversationsPage, { url: '/page?agentId=gone' });
    await page.answer('GET', 'agents', aPage([anAgent({ name: 'Night porter' })]));
    const select = page.find<HTMLSelectElement>('ov-select select');
    expect([select.value, select.selectedOptions[0]?.label]).toEqual(['gone', 'Deleted agent']);
    await page.type('ov-select select', '');
    expect([...select.options].map(({ label }) => label)).toEqual(['All', 'Night porter']);
  });

  it('appends what comes next and says when that was all', async () => {
    const page = await PageHarness.open(ConversationsPage);
    await page.answer('GET', 'conversations', { items: [aConversation({ agentName: 'First' })], next: 'cursor-1' });
    expect(page.text).toContain('4 May 2026, 01:30');
    await page.click('Load more');
    const { request } = await page.answer('GET', 'conversations', { items: [aConversation({ agentName: 'Second' })], next: null });
    expect(request.url).toContain('cursor=cursor-1');
    expect(page.text).toContain('First');
    expect(page.text).toContain('Second');
    expect(page.text).toContain('2 shown · That is all of them');
  });

  it('keeps what it has when the next piece fails', async () => {
    const page = await PageHarness.open(ConversationsPage);
    await page.answer('GET', 'conversations', { items: [aConversation({ agentName: 'First' })], next: 'cursor-1' });
    await page.click('Load more');
    await page.refuse('GET', 'conversations', aProblem('service.unavailable', 503));
    expect(page.text).toContain('First');
    expect(page.find('ov-notice').textContent).toContain('cannot be reached');
    expect(page.control('Load more')).toBeTruthy();
  });

  it('tells no conversations from no matches', async () => {
    const page = await PageHarness.open(ConversationsPage);
    await page.answer('GET', 'conversations', { items: [], next: null });
    expect(page.text).toContain('No conversations yet');
    TestBed.resetTestingModule();
    const filtered = await PageHarness.open(ConversationsPage, { url: '/page?channel=phone' });
    await filtered.answer('GET', 'conversations', { items: [], next: null });
    expect(filtered.text).toContain('No conversation matches');
  });
});
