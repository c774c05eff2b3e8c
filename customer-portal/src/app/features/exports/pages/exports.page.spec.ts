import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { Export } from '@orbisvoice/shared-dto';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { ConfirmService, ToastService } from '@orbisvoice/shared-ui/feedback';
import { PageHarness, aProblem, anImpersonatedSession, type PageOptions } from '@orbisvoice/shared-ui/testing';
import { aPage, anAgent } from '../../../testing/factories';
import { FakeStream, aRunningExport, anExport } from '../../../testing/export-factories';
import { describePageStates } from '../../../testing/page-states';
import { EXPORT_POLL_MS } from '../live-exports';
import ExportsPage from './exports.page';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const providers = [
  { provide: Clock, useValue: { now: () => NOW } },
  { provide: EXPORT_POLL_MS, useValue: 5 },
];

describe('exports page', () => {
  describePageStates(ExportsPage, 'exports');

  async function open(items: Export[], options: PageOptions & { next?: string } = {}): Promise<PageHarness<ExportsPage>> {
    const page = await PageHarness.open(ExportsPage, { providers, ...options });
    await page.answer('GET', 'exports', { items, next: options.next ?? null });
    return page;
  }
  async function listen(page: PageHarness<ExportsPage>, items: Export[] = []): Promise<FakeStream> {
    const stream = new FakeStream(page.request('GET', 'exports/events'));
    await page.settle();
    await page.answer('GET', 'exports', { items, next: null });
    return stream;
  }
  const toasts = () =>
    TestBed.inject(ToastService)
      .toasts()
      .map(({ text }) => text);
  const passing = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  it('shows what a file holds, how large it is and how long it is kept', async () => {
    const page = await open([anExport({ filters: { from: '2026-04-01', to: '2026-05-01', channel: 'phone' } })]);
    expect(page.text).toContain('Conversations CSV');
    expect(page.text).toContain('1 Apr 2026 – 30 Apr 2026 · Phone');
    expect(page.text).toMatch(/12,480 ?3\.2 MB/);
    expect(page.text).toMatch(/5 minutes ago ?by Ada Lovelace/);
    expect(page.text).toContain('11 May 2026');
  });

  it('says why one failed', async () => {
    const page = await open([anExport({ status: 'failed', failure: 'storage_full', requestedBy: null })]);
    expect(page.text).toContain('The file store is full.');
    expect(page.text).toContain('by an API key or somebody who left');
    expect(page.control('Write it again: conversations-20260504.csv')).toBeTruthy();
  });

  it('filters by the address', async () => {
    const page = await open([], { url: '/page?status=failed&dataset=nonsense' });
    expect(page.text).toContain('No export matches');
    await page.click('Clear filters');
    const { params } = page.request('GET', 'exports').request;
    expect(TestBed.inject(Router).url).toBe('/page');
    expect([params.has('status'), params.has('dataset')]).toEqual([false, false]);
  });

  it('moves on while the server tells, without asking for the list again', async () => {
    const running = aRunningExport();
    const page = await open([running]);
    const stream = await listen(page, [running]);
    expect(page.find<HTMLProgressElement>('progress').value).toBe(25);
    stream.say('export', { ...running, rows: 9_000 });
    await page.settle();
    expect(page.text).toContain('9,000 of 12,000 rows');
    stream.say('export', anExport({ id: running.id }));
    await page.settle();
    expect(page.has('progress')).toBe(false);
    expect(page.text).toContain('Ready');
    expect(toasts()).toEqual(['conversations-20260504.csv is ready.']);
    stream.say('export', aRunningExport({ dataset: 'members', createdAt: '2026-05-04T10:00:00.000Z' }));
    await page.settle();
    expect(page.find('tbody tr').textContent).toContain('Members');
    stream.say('deleted', { id: running.id });
    await page.settle();
    expect(page.element.querySelectorAll('tbody tr')).toHaveLength(1);
    page.verify();
  });

  it('looks again and again while it is told nothing, and says when that fails', async () => {
    const running = aRunningExport();
    const page = await open([running]);
    page.request('GET', 'exports/events').error(new ProgressEvent('error'));
    await page.settle();
    expect(page.text).toContain('not updated live at the moment');
    await passing(20);
    await page.refuse('GET', 'exports', aProblem('service.unavailable', 503));
    expect(page.find('ov-notice').textContent).toContain('What you see is of 4 May 2026, 12:00');
    await passing(20);
    await page.settle();
    await page.answer('GET', 'exports', { items: [anExport({ id: running.id })], next: null });
    expect(page.text).not.toContain('What you see is of');
    expect(page.text).toContain('Ready');
  });

  it('believes what it was told over an answer that was asked for before', async () => {
    const running = aRunningExport();
    const page = await open([running]);
    const stream = new FakeStream(page.request('GET', 'exports/events'));
    await page.settle();
    const look = page.request('GET', 'exports');
    stream.say('export', anExport({ id: running.id }));
    await page.settle();
    look.flush({ items: [running], next: null });
    await page.settle();
    expect(page.text).toContain('Ready');
    expect(page.has('progress')).toBe(false);
    stream.say('reload', {});
    await page.settle();
    await page.answer('GET', 'exports', { items: [anExport({ id: running.id, status: 'expired' })], next: null });
    expect(page.text).toContain('Expired');
  });

  it('looks again while it is told nothing, whatever is on screen', async () => {
    const page = await open([anExport()]);
    page.request('GET', 'exports/events').error(new ProgressEvent('error'));
    await page.settle();
    await passing(20);
    await page.answer('GET', 'exports', { items: [aRunningExport({ createdAt: '2026-05-04T09:59:00.000Z' })], next: null });
    expect(page.text).toContain('3,000 of 12,000 rows');
  });

  it('is not stale any more once a list was read', async () => {
    const page = await open([anExport()]);
    page.request('GET', 'exports/events').error(new ProgressEvent('error'));
    await page.settle();
    await passing(20);
    await page.refuse('GET', 'exports', aProblem('service.unavailable', 503));
    expect(page.text).toContain('What you see is of');
    await page.type('ov-select select', 'invoices');
    const asked = page.requests('GET', 'exports').find(({ request }) => request.params.get('dataset') === 'invoices');
    asked?.flush({ items: [], next: null });
    await page.settle();
    expect(page.text).toContain('No export matches');
    expect(page.text).not.toContain('What you see is of');
  });

  it('creates an export of what was chosen', async () => {
    const page = await open([]);
    expect(page.text).toContain('No exports yet');
    await page.click('New export');
    const agent = anAgent({ name: 'Night porter' });
    await page.answer('GET', 'agents', aPage([agent]));
    await page.type('range', 'last-month');
    await page.type('filters.agentId', agent.id);
    page.find('input[name="hasByteOrderMark"]').click();
    await page.settle();
    expect(page.find('.export-holds').textContent).toContain('1 Apr 2026 – 30 Apr 2026');
    expect(page.find('.export-holds').textContent).toContain('agent Night porter');
    await page.submit();
    const created = aRunningExport({ status: 'queued' });
    const { request } = await page.answer('POST', 'exports', created);
    expect(request.body).toEqual({
      dataset: 'conversations',
      format: 'csv',
      hasByteOrderMark: true,
      filters: { from: '2026-04-01', to: '2026-05-01', agentId: agent.id },
    });
    expect(page.has('dialog')).toBe(false);
    expect(page.text).toContain('Waits for its turn');
    expect(toasts()).toEqual(['“Conversations” is being written.']);
  });

  it('offers of each content its own formats and filters, and says what is wrong at the field', async () => {
    const page = await open([]);
    await page.click('New export');
    await page.type('dataset', 'report');
    expect(page.has('input[type="radio"][value="pdf"]')).toBe(true);
    expect(page.has('select[name="filters.status"]')).toBe(false);
    await page.type('range', 'custom');
    await page.submit();
    expect(page.text).toContain('Please fill this in.');
    await page.type(':is(input)[name="filters.from"]', '2026-05-04');
    await page.type(':is(input)[name="filters.to"]', '2026-05-03');
    await page.submit();
    expect(page.text).toContain('The last day cannot be before the first.');
    await page.type(':is(input)[name="filters.to"]', '2026-05-04');
    await page.submit();
    const fields = [{ path: 'body.filters.from', rule: 'custom', message: 'is too long ago' }];
    await page.refuse('POST', 'exports', aProblem('request.invalid', 400, { fields }));
    expect(page.find('dialog').textContent).toContain('Is too long ago.');
    await page.submit();
    await page.refuse('POST', 'exports', aProblem('exports.limit_reached', 409, { params: { limit: 3 } }));
    expect(page.find('dialog').textContent).toContain('3 exports are still under way');
  });

  it('takes of tool executions one for each call, when that is chosen', async () => {
    const page = await open([]);
    await page.click('New export');
    expect(page.has('select[name="filters.attempts"]')).toBe(false);
    await page.type('dataset', 'tool_executions');
    await page.type('filters.attempts', 'last');
    await page.type('filters.status', 'unsuccessful');
    await page.type('filters.channel', 'phone');
    expect(page.find('.export-holds').textContent).toContain('One for each call');
    expect(page.find('.export-holds').textContent).toContain('Failed or timed out');
    await page.submit();
    expect(page.request('POST', 'exports').request.body).toMatchObject({
      dataset: 'tool_executions',
      filters: { attempts: 'last', status: 'unsuccessful', channel: 'phone' },
    });
  });

  it('offers of each content the states that its list knows', async () => {
    const page = await open([]);
    await page.click('New export');
    const offered = () => [...page.element.querySelectorAll('select[name="filters.status"] option')].map(({ textContent }) => textContent);
    await page.type('dataset', 'referrals');
    expect(offered()).toEqual(['All', 'Signed up', 'Customer', 'Reversed']);
    // links name their own channels: there is none to choose
    expect(page.has('select[name="filters.channel"]')).toBe(false);
    await page.type('dataset', 'invoices');
    expect(offered()).toEqual(['All', 'Open', 'Paid', 'Void', 'Uncollectible']);
    await page.type('filters.status', 'void');
    await page.submit();
    expect(page.request('POST', 'exports').request.body).toMatchObject({ dataset: 'invoices', filters: { status: 'void' } });
  });

  it('cancels, writes again, and deletes after asking', async () => {
    const running = aRunningExport();
    const page = await open([running]);
    await page.click('Cancel conversations-20260504.csv');
    await page.answer('POST', `exports/${running.id}/cancel`, { ...running, status: 'canceled' });
    expect(page.text).toContain('Cancelled');
    await page.click('Write it again: conversations-20260504.csv');
    await page.answer('POST', `exports/${running.id}/retry`, { ...running, status: 'queued' });
    expect(page.text).toContain('Waiting');
    await page.click('Delete conversations-20260504.csv');
    expect(TestBed.inject(ConfirmService).current()?.question.consequences).toContain('It is still being written: that stops.');
    TestBed.inject(ConfirmService).settle(true);
    await page.settle();
    await page.answer('DELETE', `exports/${running.id}`, null);
    expect(page.text).toContain('No exports yet');
    expect(toasts()).toHaveLength(3);
  });

  it('lets go of what somebody else has deleted, and stays when it is refused', async () => {
    const [gone, kept] = [anExport({ fileName: 'gone.csv' }), anExport({ fileName: 'kept.csv' })];
    const page = await open([gone, kept]);
    await page.click('Download gone.csv');
    await page.refuse('GET', `exports/${gone.id}/download`, aProblem('exports.not_found', 404));
    await page.click('Download kept.csv');
    await page.refuse('GET', `exports/${kept.id}/download`, aProblem('exports.not_ready', 409));
    expect(page.element.querySelectorAll('tbody tr')).toHaveLength(1);
    expect(toasts()).toEqual(['It does not exist, or it was deleted.', expect.stringContaining('no file to download')]);
  });

  it('downloads by a link that is asked for at the click', async () => {
    const one = anExport();
    const page = await open([one]);
    const clicked = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      expect(this.href).toBe('https://files.example/one');
    });
    await page.click('Download conversations-20260504.csv');
    expect(page.control('Delete conversations-20260504.csv').hasAttribute('disabled')).toBe(true);
    await page.answer('GET', `exports/${one.id}/download`, { url: 'https://files.example/one', fileName: one.fileName, expiresAt: '' });
    expect(clicked).toHaveBeenCalledTimes(1);
    clicked.mockRestore();
    expect(page.control('Delete conversations-20260504.csv').hasAttribute('disabled')).toBe(false);
  });

  it('offers nothing that is not allowed: no rows one may not read, nothing to staff who act as somebody', async () => {
    const permissions = ['exports.read', 'exports.write', 'team.read'] as const;
    const page = await open([anExport()], { me: { permissions: [...permissions] } });
    expect(() => page.control(/^Download/)).toThrow();
    await page.click('New export');
    expect(Array.from(page.find<HTMLSelectElement>('select[name="dataset"]').options, ({ value }) => value)).toEqual([
      'members',
      'exports',
    ]);
    TestBed.resetTestingModule();
    const acted = await PageHarness.open(ExportsPage, { providers, role: null });
    TestBed.inject(SessionStore).startImpersonation(anImpersonatedSession());
    await acted.answer('GET', 'exports', { items: [anExport()], next: null });
    for (const action of [/^Download/, /^Delete/, 'New export']) expect(() => acted.control(action)).toThrow();
  });

  it('goes on by keyset', async () => {
    const page = await open([anExport({ fileName: 'first.csv' })], { next: 'cursor-1' });
    await page.click('Load more');
    await page.answer('GET', 'exports', { items: [anExport({ fileName: 'second.csv' })], next: null });
    expect(page.element.querySelectorAll('tbody tr')).toHaveLength(2);
  });
});
