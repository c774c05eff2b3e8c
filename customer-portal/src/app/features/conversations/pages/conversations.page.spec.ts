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

  it('says to whom a report led here that it lists more than is counted', async () => {
    const page = await PageHarness.open(ConversationsPage, { url: '/page?from=2026-05-03&to=2026-05-04&origin=report' });
    expect(page.request('GET', 'conversations').request.params.has('origin')).toBe(false);
    expect(page.text).toContain('it also shows the playground and sessions that do not count');
    await page.click('Clear filters');
    expect(TestBed.inject(Router).url).toBe('/page');
    expect(page.text).not.toContain('sessions that do not count');
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
