import { TestBed } from '@angular/core/testing';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { aProblem, PageHarness } from '@orbisvoice/shared-ui/testing';
import { aBoard, aDiscardedJob, aJob, aJobPage } from '../../../testing/queue-fixtures';
import { JobsPage } from './jobs.page';

const BOARD = 'admin/system/queues';
const PATH = `${BOARD}/events`;

describe('JobsPage', () => {
  const open = (query = '', queue = 'events') =>
    PageHarness.open(JobsPage, { path: 'system/queues/:queue', url: `/system/queues/${queue}${query}`, me: { isAdmin: true } });
  const toasts = () => TestBed.inject(ToastService).toasts();

  it('asks for what the address says', async () => {
    const view = await open('?name=deliver-event&error=no%20handler&page=2');
    const { params } = view.request('GET', `${PATH}/jobs`).request;
    expect(Object.fromEntries(params.keys().map((key) => [key, params.get(key)]))).toEqual({
      ...{ state: 'failed', page: '2', pageSize: '50', name: 'deliver-event', error: 'no handler' },
    });
  });

  it('shows a dead letter with its event, whose it is and why', async () => {
    const view = await open();
    const event = { id: 'e1', name: 'agent.created', handler: 'agent-mails', tenantId: 't1', tenantName: 'Northwind' };
    await view.answer('GET', `${PATH}/jobs`, aJobPage([aJob({ event })]));
    await view.answer('GET', BOARD, aBoard());
    expect(view.find('oc-job-table tbody tr').textContent?.replace(/\s+/g, ' ')).toMatch(
      /agent\.created.*job-1.*agent-mails.*of Northwind.*8 of 8.*no handler/,
    );
    expect(view.control('agent.created').getAttribute('href')).toBe('/system/queues/events/jobs/job-1');
    expect(view.find('oc-filter-tabs').textContent?.replace(/\s+/g, ' ')).toMatch(/Dead letters 4.*Waiting 3.*Delayed 2/);
  });

  it('retries one, and says so when somebody was faster', async () => {
    const view = await open();
    await view.answer('GET', `${PATH}/jobs`, aJobPage());
    await view.click('Retry job-1');
    await view.refuse('POST', `${PATH}/jobs/job-1/retry`, aProblem('queues.job_not_failed', 409));
    expect(toasts().at(-1)).toMatchObject({ tone: 'danger', text: expect.stringContaining('somebody else was faster') as string });
    await view.answer('GET', `${PATH}/jobs`, aJobPage([]));
    expect(view.text).toContain('No dead letters');
  });

  it('discards one for a reason, and takes it back', async () => {
    const view = await open();
    await view.answer('GET', `${PATH}/jobs`, aJobPage());
    await view.click('Discard job-1');
    await view.type('reason', 'twice the same');
    await view.submit();
    const discarded = await view.answer('POST', `${PATH}/jobs/job-1/discard`, { id: 'kept-1' });
    expect(discarded.request.body).toEqual({ reason: 'twice the same' });
    await view.answer('GET', `${PATH}/jobs`, aJobPage([]));
    toasts().at(-1)?.undo?.();
    await view.answer('POST', `${PATH}/discarded/kept-1/restore`, null);
    await view.answer('GET', `${PATH}/jobs`, aJobPage());
    expect(toasts().at(-1)?.text).toBe('The job is a dead letter again.');
  });

  it('acts on what is ticked after a dry run and with a reason', async () => {
    const view = await open();
    await view.answer('GET', `${PATH}/jobs`, aJobPage([aJob(), aJob({ id: 'job-2' })]));
    view.find<HTMLInputElement>('input[data-select]').click();
    await view.settle();
    await view.click('Retry selected…');
    const item = { id: 'job-1', name: 'deliver-event', outcome: 'would_retry', keptAs: null };
    const dry = await view.answer('POST', `${PATH}/jobs/bulk`, { isDryRun: true, matched: 1, remaining: 0, items: [item] });
    expect(dry.request.body).toEqual({ action: 'retry', ids: ['job-1'], isDryRun: true });
    expect(view.find('dialog').textContent).toContain('1 job would run once more.');
    await view.type('reason', 'mended');
    await view.submit();
    const real = await view.answer('POST', `${PATH}/jobs/bulk`, {
      ...{ isDryRun: false, matched: 1, remaining: 0, items: [{ ...item, outcome: 'retried' }] },
    });
    expect(real.request.body).toEqual({ action: 'retry', ids: ['job-1'], isDryRun: false, reason: 'mended' });
    expect(view.find('dialog').textContent).toContain('1 job runs once more.');
  });

  it('shows discarded ones with who, why, and the way back', async () => {
    const view = await open('?state=discarded');
    await view.answer('GET', `${PATH}/discarded`, { items: [aDiscardedJob()], total: 1, page: 1, pageSize: 50 });
    expect(view.find('oc-discarded-table').textContent).toMatch(/job-1.*twice the same.*by Sol Winter/s);
    await view.click('Put back job-1');
    await view.answer('POST', `${PATH}/discarded/${aDiscardedJob().id}/restore`, null);
    expect(toasts().at(-1)?.text).toBe('The job is a dead letter again.');
  });

  it('tells empty, filtered to nothing, partial, failed and refused apart', async () => {
    const view = await open('?error=x');
    await view.refuse('GET', `${PATH}/jobs`, aProblem('service.internal', 500));
    await view.click('Try again');
    await view.answer('GET', `${PATH}/jobs`, aJobPage([], { isPartial: true }));
    expect(view.text).toContain('No dead letter matches these filters');
    expect(view.text).toContain('5,000 newest');
    await view.click('Refresh');
    await view.refuse('GET', `${PATH}/jobs`, aProblem('access.forbidden', 403));
    expect(view.has('ov-denied')).toBe(true);
  });

  it('of no such queue says so and asks for none of its jobs', async () => {
    const view = await open('', 'nowhere');
    expect(view.text).toContain('There is no such queue');
    expect(view.requests('GET', 'admin/system/queues/nowhere/jobs')).toEqual([]);
  });
});
