import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ConfirmService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness } from '@orbisvoice/shared-ui/testing';
import { aConversationDetail, aToolExecution, aTurn } from '../../../testing/factories';
import { describePageStates } from '../../../testing/page-states';
import ConversationPage from './conversation.page';

describe('conversation page', () => {
  describePageStates(ConversationPage, 'conversations/c1', { path: 'page/:id', url: '/page/c1' });

  async function open(detail = aConversationDetail(), role: 'owner' | 'member' = 'owner') {
    const page = await PageHarness.open(ConversationPage, { path: 'page/:id', url: `/page/${detail.id}`, role });
    await page.answer('GET', `conversations/${detail.id}`, detail);
    return page;
  }

  it('shows what was said, which tools ran and the facts', async () => {
    const page = await open();
    expect(page.find('ov-transcript').textContent).toContain('Are you open?');
    expect(page.find('ov-transcript').textContent).toContain('answered in 420 ms');
    expect(page.find('ov-tool-list').textContent).toContain('Timed out');
    expect(page.find('ov-tool-list').textContent).toContain('No answer.');
    const facts = page.find('ov-conversation-facts').textContent;
    for (const fact of ['Germany', '3 min 5 s', '640 ms', 'Mobile', 'Widget', '4 May 2026, 01:30:00 CEST']) expect(facts).toContain(fact);
  });

  it('says of each answer how long its stages took, as far as they were measured', async () => {
    const turns = [
      aTurn({ latencyMs: 640, stages: { listenMs: 0, thinkMs: 1_390, speakMs: null } }),
      aTurn({ position: 1, latencyMs: 500 }),
    ];
    const page = await open(aConversationDetail({ turns }));
    const heads = Array.from(page.element.querySelectorAll('.turn-head'), (head) =>
      Array.from(head.querySelectorAll('span'), ({ textContent }) => textContent.trim()),
    );
    expect(heads).toEqual([['answered in 640 ms', 'listen 0 ms', 'think 1.4 s'], ['answered in 500 ms']]);
    expect(page.find('ov-conversation-facts').textContent).toContain('listen 180 ms, think 390 ms');
  });

  it('says which attempt of a call each execution of a tool was', async () => {
    const first = aToolExecution({ callId: 'slot-1', isLast: false });
    const retry = aToolExecution({ callId: 'slot-1', attempt: 2, status: 'succeeded', error: null });
    const page = await open(aConversationDetail({ toolExecutions: [first, aToolExecution({ name: 'book' }), retry] }));
    const items = [...page.element.querySelectorAll('ov-tool-list li')].map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
    expect(items[0]).toMatch(/find_slot\s?Attempt 1 of 2/);
    expect(items[1]).not.toMatch(/Attempt|Call/);
    expect(items[2]).toMatch(/find_slot\s?Attempt 2 of 2.*Succeeded.*Call slot-1/);
  });

  it('has words for a conversation in which nothing happened', async () => {
    const page = await open(aConversationDetail({ turns: [], toolExecutions: [], durationSeconds: null }));
    expect(page.text).toContain('Nothing was said.');
    expect(page.text).toContain('No tool was called.');
  });

  it('deletes after asking and goes back to the list', async () => {
    const detail = aConversationDetail();
    const page = await open(detail);
    await page.click('Delete');
    const confirm = TestBed.inject(ConfirmService);
    expect(confirm.current()?.question.consequences?.join()).toContain('not given back');
    confirm.settle(true);
    await page.settle();
    await page.answer('DELETE', `conversations/${detail.id}`, null);
    expect(TestBed.inject(Router).url).toBe('/conversations');
  });

  it('offers no deletion to members', async () => {
    const page = await open(aConversationDetail(), 'member');
    expect(() => page.control('Delete')).toThrow();
  });
});
