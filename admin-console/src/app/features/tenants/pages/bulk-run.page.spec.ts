import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { POLL_MS } from '../../../core/poll-while';
import { aRun, aRunRow, RUN_ID } from '../../../testing/bulk-fixtures';
import { expectStale } from '../../../testing/stale';
import { BulkRunPage } from './bulk-run.page';

const PATH = `admin/tenant-bulk/${RUN_ID}`;
const ROWS = `${PATH}/rows`;
const REASON = 'It was the wrong list, sorry.';

describe('BulkRunPage', () => {
  const open = (query = '', pollMs = 60_000) =>
    PageHarness.open(BulkRunPage, {
      path: 'tenants/bulk/:id',
      url: `/tenants/bulk/${RUN_ID}${query}`,
      me: { isAdmin: true },
      providers: [{ provide: POLL_MS, useValue: pollMs }],
    });
  const page = (items = [aRunRow()], next: string | null = null) => ({ items, next });
  const running = aRun({
    status: 'running',
    isUndoable: false,
    finishedAt: null,
    counts: { total: 3, pending: 2, done: 1, skipped: 0, failed: 0 },
  });

  it('shows a skeleton, then how it went, why, and what came of each tenant', async () => {
    const view = await open();
    expect(view.has('ov-skeleton')).toBe(true);
    await view.answer('GET', PATH, aRun());
    expect(view.find('h1').textContent).toContain('Suspension of 4 Mar 2026');
    expect(view.find('[role="status"]').textContent).toBe('3 of 3 settled');
    expect(view.text).toContain('2 done, 1 left as they were, 0 failed');
    expect(view.find('.oc-run-facts').textContent).toMatch(/Unpaid since the spring\..*Sam Staff/s);
    const left = aRunRow({
      position: 2,
      tenantName: 'Acme',
      outcome: 'skipped',
      detail: 'protected',
      statusBefore: null,
      statusAfter: null,
    });
    await view.answer('GET', ROWS, page([aRunRow(), left]));
    const [first, second] = [...view.element.querySelectorAll('tbody tr')].map((row) => row.textContent?.replace(/\s+/g, ' '));
    expect(first).toMatch(/Northwind Dental.*Active → Suspended/);
    expect(second).toMatch(/Acme.*[Ss]taff/);
    expect(view.find('.ov-row-link').getAttribute('href')).toBe('/tenants/0195f3c0-0000-7000-8000-000000000100');
  });

  it('asks for the outcome of the address, and clears it', async () => {
    const view = await open('?outcome=failed');
    await view.answer('GET', PATH, aRun());
    const asked = await view.answer('GET', ROWS, page([]));
    expect(asked.request.urlWithParams).toContain('outcome=failed');
    expect(view.text).toContain('No tenant with this outcome');
    await view.click('Clear filters');
    expect(TestBed.inject(Router).url).toBe(`/tenants/bulk/${RUN_ID}`);
  });

  it('is looked at until it ends, and its rows as they settle', async () => {
    const view = await open('', 0);
    await view.answer('GET', ROWS, page([aRunRow(), aRunRow({ position: 2, outcome: 'pending', statusAfter: null, settledAt: null })]));
    await view.answer('GET', PATH, running);
    await view.answer('GET', ROWS, page([aRunRow()]));
    expect(view.find('[role="status"]').textContent).toBe('1 of 3 settled');
    await view.answer('GET', PATH, aRun());
    await view.answer('GET', ROWS, page([aRunRow(), aRunRow({ position: 2 })]));
    expect(view.element.querySelectorAll('tbody tr')).toHaveLength(2);
    view.verify();
  });

  it('is stopped, or says why it cannot be', async () => {
    const view = await open();
    await view.answer('GET', PATH, running);
    await view.click('Stop the run');
    await view.refuse('POST', `${PATH}/stop`, aProblem('service.unavailable', 503));
    expect(TestBed.inject(ToastService).toasts().at(-1)?.tone).toBe('danger');
    await view.answer('GET', PATH, running);
    await view.click('Stop the run');
    await view.answer('POST', `${PATH}/stop`, { ...running, status: 'stopping' });
    expect(view.text).toContain('Stopping');
    expect(view.text).not.toContain('Stop the run');
  });

  it('is undone with a reason, as a run of its own', async () => {
    const view = await open();
    await view.answer('GET', PATH, aRun());
    await view.click('Undo this run');
    await view.type('reason', REASON);
    await view.submit();
    const sent = await view.answer(
      'POST',
      `${PATH}/undo`,
      aRun({ id: '0195f3c0-0000-7000-8000-000000000e02', action: 'undo', undoOf: RUN_ID }),
    );
    expect(sent.request.body).toEqual({ reason: REASON });
    expect(TestBed.inject(Router).url).toBe('/tenants/bulk/0195f3c0-0000-7000-8000-000000000e02');
  });

  it('leads to the run it takes back, and to the one that took it back', async () => {
    const view = await open();
    await view.answer('GET', PATH, aRun({ undoOf: 'r1', undoneBy: 'r3', isUndoable: false }));
    const links = [...view.element.querySelectorAll('.oc-run-facts a')].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/tenants/bulk/r1', '/tenants/bulk/r3']);
    expect(view.text).not.toContain('Undo this run');
  });

  it('keeps its rows when they cannot be read again', async () => {
    const view = await open();
    await view.answer('GET', PATH, aRun());
    await view.refuse('GET', ROWS, aProblem('service.internal', 500));
    expect(view.has('oc-problem')).toBe(true);
    await view.click('Try again');
    await view.answer('GET', ROWS, page());
    await view.click('Refresh');
    await view.answer('GET', PATH, aRun({ counts: { total: 3, pending: 1, done: 2, skipped: 0, failed: 0 } }));
    await view.refuse('GET', ROWS, aProblem('service.unavailable', 503));
    expectStale(view, 'oc-bulk-row-table');
  });

  it('tells missing, failed and refused apart, and keeps what it had', async () => {
    const view = await open();
    await view.refuse('GET', PATH, aProblem('service.internal', 500));
    expect(view.find('[role="alert"]').textContent).toContain('trace-1');
    await view.click('Try again');
    await view.answer('GET', PATH, aRun());
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('service.unavailable', 503));
    expectStale(view, '.oc-run-facts');
    await view.click('Try again');
    await view.refuse('GET', PATH, aProblem('admin.bulk_not_found', 404));
    expect(view.text).toContain('No such run');
    await view.click('Refresh');
    await view.refuse('GET', PATH, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });
});
