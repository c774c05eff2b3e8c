import {
  BulkJobResults,
  DiscardedJobPage,
  JobKept,
  type Problem,
  SystemJobDetail,
  SystemJobPage,
  SystemQueues,
} from '@orbisvoice/shared-dto';
import { AgentCreated } from '../../src/modules/agents/events/agent-created.event.js';
import { newId } from '../../src/platform/database/ids.js';
import { QueueHandles } from '../../src/platform/queues/queue-handles.js';
import { givenStaff } from '../admin/staff.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { eventually } from '../harness/wait.js';
import { QUEUE, QueueStage } from './queue-stage.js';

/** Runs in both legs of the suite: on PostgreSQL, and on Redis with REDIS_URL. */
let app: TestApp;
let staff: TestOwner;
let colleague: TestOwner;
let stage: QueueStage;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
  colleague = await givenStaff(app);
  stage = new QueueStage(app);
}, 60_000);
afterAll(async () => {
  await stage.close();
  await app.close();
});
beforeEach(() => {
  stage.isMended = false;
});

const PATH = '/admin/system/queues';
const get = <T>(path: string): Promise<TestAnswer<T>> => app.request<T>('GET', `${PATH}${path}`, { token: staff.token });
const post = <T = Problem>(path: string, body: object = {}, by: TestOwner = staff): Promise<TestAnswer<T>> =>
  app.request<T>('POST', `${PATH}${path}`, { token: by.token, body });
const jobs = async (query: string): Promise<SystemJobPage> => SystemJobPage.parse((await get(`/${QUEUE}/jobs${query}`)).body);
const board = async () => {
  const read = SystemQueues.parse((await get('')).body);
  const queue = read.queues.find(({ name }) => name === QUEUE);
  if (!queue) throw new Error('no such queue');
  return { ...read, queue };
};
const auditOf = async (action: string, targetId: string) =>
  (
    await app.owner.query<{ actor_kind: string; actor_id: string; tenant_id: string; changes: Record<string, unknown> }>(
      'select actor_kind, actor_id, tenant_id, changes from audit_entries where action = $1 and target_id = $2 order by at, id',
      [action, targetId],
    )
  ).rows;

describe('GET /admin/system/queues', () => {
  it('tells each queue and everything else that waits', async () => {
    const before = (await board()).queue.failed;
    await stage.failed(2);
    const { queue, queues, rooms, backend } = await board();
    expect(queues.map(({ name }) => name)).toEqual(['events', 'emails', 'stripe', 'exports', 'webhooks', 'maintenance']);
    expect(queue).toMatchObject({ failed: before + 2, isPaused: false, pause: null, concurrency: 1 });
    expect(queue.hours).toHaveLength(24);
    expect(rooms.map(({ name }) => name).sort()).toEqual(['emails', 'outbox', 'stripe_events', 'webhooks']);
    expect(backend).toBe(process.env['REDIS_URL'] ? 'redis' : 'postgres');
  });

  it('counts what ran, how much of it failed, and who works', async () => {
    await app.owner.query(`insert into queue_minutes (queue, minute, done, retried, failed) values
      ('${QUEUE}', date_trunc('minute', now()) - interval '2 minutes', 29, 4, 1),
      ('${QUEUE}', now() - interval '20 hours', 1, 0, 9), ('${QUEUE}', now() - interval '25 hours', 1000, 0, 0)
      on conflict do nothing`);
    await app.owner
      .query(`insert into system_processes (id, kind, host, pid, version, node_version, started_at, seen_at, stopped_at, figures)
      values ('${newId()}', 'worker', 'w1', 11, '1', '20', now(), now(), null, '{}'),
             ('${newId()}', 'worker', 'gone', 12, '1', '20', now(), now() - interval '2 minutes', null, '{}'),
             ('${newId()}', 'worker', 'stopped', 13, '1', '20', now(), now(), now(), '{}')`);
    const { queue, workers } = await board();
    expect(queue).toMatchObject({ done24h: 30, retried24h: 4, failed24h: 10, failureRate: 0.25, perMinute: 1.93 });
    expect(queue.hours.reduce((sum, { done }) => sum + done, 0)).toBe(30);
    expect(workers.map(({ host }) => host)).toEqual(['w1']);
  });

  it('counts what waits in the outbox, the e-mails and the events of Stripe, and what was given up', async () => {
    await app.owner.query(`update outbox_events set dispatched_at = now()`);
    await app.owner.query(
      `insert into outbox_events (id, tenant_id, name, version, payload, created_at)
       values ($1, $2, 'agent.created', 1, '{}', now() - interval '90 seconds')`,
      [newId(), staff.tenantId],
    );
    await app.owner.query(`insert into stripe_events (id, type, is_livemode, created_at, payload, status)
      values ('evt_dead', 'invoice.paid', false, now(), '{}', 'dead')`);
    const room = async (name: string) => (await board()).rooms.find((one) => one.name === name);
    expect(await room('outbox')).toMatchObject({ waiting: 1, dead: 0 });
    expect((await room('outbox'))?.oldestSeconds).toBeGreaterThanOrEqual(89);
    expect(await room('stripe_events')).toMatchObject({ waiting: 0, oldestSeconds: null, dead: 1 });
  });
});

describe('jobs', () => {
  it('are listed newest first, page by page, with what they carry masked', async () => {
    const ids = await stage.failed(3, { name: 'spec-pages' });
    const pages = await Promise.all([1, 2].map((page) => jobs(`?name=spec-pages&pageSize=2&page=${page}`)));
    expect(pages.map(({ total, items }) => [total, items.length])).toEqual([
      [3, 2],
      [3, 1],
    ]);
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id)).sort()).toEqual([...ids].sort());
    const [first] = pages[0]?.items ?? [];
    expect(first).toMatchObject({ state: 'failed', attempts: 1, maxAttempts: 1, event: null, payload: { to: 'a***@example.com' } });
    expect(first?.error).toBe('no letter for a***@example.com, password=[redacted]');
    expect(JSON.stringify(pages)).not.toMatch(/hunter2|ada@/);
  });

  it('are found by their error as it is shown, and not by what is masked', async () => {
    await stage.failed(1, { name: 'spec-search' });
    expect((await jobs('?name=spec-search&error=NO%20LETTER')).total).toBe(1);
    expect((await jobs('?name=spec-search&error=hunter2')).total).toBe(0);
    expect((await jobs('?name=spec-search&error=ada%40')).total).toBe(0);
  });

  it('open with the latest stack, masked', async () => {
    const [id] = await stage.failed(1, { payload: { apiKey: 'sk_live_123456' } });
    const answer = await get(`/${QUEUE}/jobs/${id}`);
    const job = SystemJobDetail.parse(answer.body);
    expect(job).toMatchObject({ id, queue: QUEUE, state: 'failed', traceId: 'trace-1', payload: { apiKey: '[redacted]' } });
    expect(job.stacks[0]).toContain('no letter for a***@example.com');
    expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|ada@|sk_live/);
    expect(await get(`/${QUEUE}/jobs/nobody`)).toMatchObject({ status: 404, body: { code: 'queues.job_not_found' } });
  });

  it('that deliver an event name it, its handler and whose it is, and are written down there', async () => {
    const customer = await app.signUp({ company: 'Northwind' });
    const eventId = newId();
    await app.owner.query(
      `insert into outbox_events (id, tenant_id, name, version, payload, created_at, dispatched_at) values ($1, $2, $3, 1, $4, now(), now())`,
      [eventId, customer.tenantId, AgentCreated.eventName, { agentId: 'a1', email: 'ada@example.com' }],
    );
    const [id = ''] = await stage.failed(1, { name: 'deliver-event', payload: { eventId, handler: 'agent-mails' } });
    const event = { id: eventId, name: 'agent.created', handler: 'agent-mails', tenantId: customer.tenantId, tenantName: 'Northwind' };
    expect((await jobs('?name=deliver-event')).items[0]).toMatchObject({ id, event });
    const detail = SystemJobDetail.parse((await get(`/${QUEUE}/jobs/${id}`)).body);
    expect(detail).toMatchObject({ event, eventPayload: { agentId: 'a1', email: 'a***@example.com' } });
    expect((await post(`/${QUEUE}/jobs/${id}/retry`)).status).toBe(204);
    expect(await auditOf('admin.job_retried', `${QUEUE}/${id}`)).toMatchObject([{ tenant_id: customer.tenantId, actor_kind: 'staff' }]);
  });

  it.each(['?state=lost', '?pageSize=101', '?nonsense=1', '?error='])('refuse %s', async (query) => {
    expect(await get<Problem>(`/${QUEUE}/jobs${query}`)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('of no such queue are refused', async () => {
    expect(await get<Problem>('/nowhere/jobs')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});

describe('retry', () => {
  it('of one job by two runs it once more, and tells the second', async () => {
    const [id = ''] = await stage.failed(1);
    stage.isMended = true;
    const answers = await Promise.all([staff, colleague].map((by) => post(`/${QUEUE}/jobs/${id}/retry`, { reason: 'mended' }, by)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('queues.job_not_failed');
    await stage.until('completed', [id]);
    expect(stage.timesRun(id)).toBe(2);
    const entries = await auditOf('admin.job_retried', `${QUEUE}/${id}`);
    expect(entries).toHaveLength(1);
    expect(entries[0]?.changes).toMatchObject({ reason: { after: 'mended' }, state: { before: 'failed', after: 'waiting' } });
  });

  it('of a job that fails again makes it a dead letter again', async () => {
    const [id = ''] = await stage.failed(1);
    expect((await post(`/${QUEUE}/jobs/${id}/retry`)).status).toBe(204);
    await eventually('another failure', async () => stage.timesRun(id) === 2 && (await stage.stateOf(id)) === 'failed', 20_000);
  });

  it('against discard: one of them wins, and nothing is lost', async () => {
    const ids = await stage.failed(4);
    stage.isMended = true;
    const outcomes = await Promise.all(
      ids.map((id) => Promise.all([post(`/${QUEUE}/jobs/${id}/retry`), post(`/${QUEUE}/jobs/${id}/discard`, { reason: 'not needed' })])),
    );
    for (const pair of outcomes) expect(pair.filter(({ status }) => status < 300)).toHaveLength(1);
    await eventually(
      'it',
      async () => (await Promise.all(ids.map((id) => stage.stateOf(id)))).every((s) => s === 'completed' || s === 'gone'),
      20_000,
    );
  });
});

describe('discard', () => {
  it('takes a job out for a reason, and undo puts it back without running it', async () => {
    const [id = ''] = await stage.failed(1);
    expect(await post(`/${QUEUE}/jobs/${id}/discard`)).toMatchObject({ status: 400, body: { fields: [{ path: 'reason' }] } });
    const kept = JobKept.parse((await post(`/${QUEUE}/jobs/${id}/discard`, { reason: 'twice the same' })).body);
    expect(await stage.stateOf(id)).toBe('gone');
    const list = DiscardedJobPage.parse((await get(`/${QUEUE}/discarded`)).body);
    expect(list.items[0]).toMatchObject({ id: kept.id, jobId: id, reason: 'twice the same', discardedByName: 'Test Owner', attempts: 1 });
    expect(JSON.stringify(list)).not.toMatch(/hunter2|ada@/);
    expect(await auditOf('admin.job_discarded', `${QUEUE}/${id}`)).toHaveLength(1);

    expect((await post(`/${QUEUE}/discarded/${kept.id}/restore`)).status).toBe(204);
    await stage.until('failed', [id]);
    expect(stage.timesRun(id)).toBe(1);
    const back = SystemJobDetail.parse((await get(`/${QUEUE}/jobs/${id}`)).body);
    expect(back).toMatchObject({ attempts: 1, error: 'no letter for a***@example.com, password=[redacted]' });
    expect(await post(`/${QUEUE}/discarded/${kept.id}/restore`)).toMatchObject({
      status: 404,
      body: { code: 'queues.discarded_not_found' },
    });
    expect(await auditOf('admin.job_restored', `${QUEUE}/${id}`)).toHaveLength(1);
  });

  it('is undone also where a process died before it had taken the job out', async () => {
    const [id = ''] = await stage.failed(1);
    const left = await stage.halfDiscarded(id);
    const kept = JobKept.parse((await post(`/${QUEUE}/jobs/${id}/discard`, { reason: 'the second time' })).body);
    expect(kept.id).toBe(left);
    expect((await post(`/${QUEUE}/discarded/${kept.id}/restore`)).status).toBe(204);
    await stage.until('failed', [id]);

    stage.isMended = true;
    expect((await post(`/${QUEUE}/jobs/${id}/retry`)).status).toBe(204);
    await stage.until('completed', [id]);
    expect(stage.timesRun(id)).toBe(2);
  });

  it('of a job that waits is refused', async () => {
    const [id = ''] = await stage.failed(1);
    stage.isMended = true;
    await post(`/${QUEUE}/jobs/${id}/retry`);
    await stage.until('completed', [id]);
    expect(await post(`/${QUEUE}/jobs/${id}/discard`, { reason: 'too late' })).toMatchObject({ status: 409 });
  });
});

describe('many at once', () => {
  it('are shown before anything happens, then retried, and who is gone is told', async () => {
    const ids = await stage.failed(3, { name: 'spec-bulk' });
    const order = { action: 'retry', name: 'spec-bulk', reason: 'mended' };
    const dry = BulkJobResults.parse((await post(`/${QUEUE}/jobs/bulk`, { ...order, isDryRun: true })).body);
    expect(dry).toMatchObject({ isDryRun: true, matched: 3, remaining: 0 });
    expect(dry.items.map(({ outcome }) => outcome)).toEqual(['would_retry', 'would_retry', 'would_retry']);
    expect(ids.map(stage.timesRun)).toEqual([1, 1, 1]);
    stage.isMended = true;
    const named = { action: 'retry', ids: [...ids, 'nobody'], reason: 'mended', isDryRun: false };
    const real = BulkJobResults.parse((await post(`/${QUEUE}/jobs/bulk`, named)).body);
    expect(real.items.map(({ outcome }) => outcome)).toEqual(['retried', 'retried', 'retried', 'not_found']);
    await stage.until('completed', ids);
  });

  it('are discarded by what matches, each written down, each to be put back', async () => {
    const ids = await stage.failed(2, { name: 'spec-away' });
    const order = { action: 'discard', name: 'spec-away', error: 'no letter', reason: 'wrong address', isDryRun: false };
    const { items } = BulkJobResults.parse((await post(`/${QUEUE}/jobs/bulk`, order)).body);
    expect(items.map(({ outcome }) => outcome)).toEqual(['discarded', 'discarded']);
    for (const id of ids) expect(await auditOf('admin.job_discarded', `${QUEUE}/${id}`)).toHaveLength(1);
    for (const { keptAs } of items) expect((await post(`/${QUEUE}/discarded/${keptAs ?? ''}/restore`)).status).toBe(204);
    await stage.until('failed', ids);
  });

  it('need a reason once it is real', async () => {
    expect(await post(`/${QUEUE}/jobs/bulk`, { action: 'discard', isDryRun: false })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'reason' }] },
    });
  });

  it('are either named or filtered', async () => {
    const order = { action: 'retry', ids: ['a'], name: 'b', reason: 'both', isDryRun: true };
    expect(await post(`/${QUEUE}/jobs/bulk`, order)).toMatchObject({ status: 400, body: { fields: [{ path: 'ids' }] } });
  });
});

describe('pause', () => {
  it('holds what waits, says who and why, and lets go again', async () => {
    expect((await post(`/${QUEUE}/pause`, { reason: 'the provider is down' })).status).toBe(204);
    expect((await post(`/${QUEUE}/pause`, { reason: 'me too' }, colleague)).status).toBe(204);
    expect((await board()).queue).toMatchObject({ isPaused: true, pause: { byName: 'Test Owner', reason: 'the provider is down' } });
    const id = `spec-${newId()}`;
    await app
      .get(QueueHandles)
      .of(QUEUE)
      .addBulk([{ name: 'spec-held', data: { payload: {}, traceId: null }, opts: { jobId: id, attempts: 1 } }]);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stage.timesRun(id)).toBe(0);
    expect((await board()).queue.oldestWaitingSeconds).toBeGreaterThanOrEqual(0);
    stage.isMended = true;
    expect((await post(`/${QUEUE}/resume`, { reason: 'it is up again' })).status).toBe(204);
    await stage.until('completed', [id]);
    expect((await board()).queue).toMatchObject({ isPaused: false, pause: null });
    expect(await auditOf('admin.queue_paused', QUEUE)).toHaveLength(1);
    expect(await auditOf('admin.queue_resumed', QUEUE)).toMatchObject([{ changes: { reason: { after: 'it is up again' } } }]);
    expect(await post(`/${QUEUE}/pause`)).toMatchObject({ status: 400 });
  });
});
