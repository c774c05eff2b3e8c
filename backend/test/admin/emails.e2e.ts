import { AdminEmailDetail, AdminEmailList, AdminEmailSummary, type Problem } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { encodeCursor } from '../../src/platform/http/page.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { givenMail } from './email-rows.js';
import { givenStaff } from './staff.js';

let app: TestApp;
let staff: TestOwner;
let tenant: TestOwner;

beforeAll(async () => {
  // figures are of all tenants: no other suite's mails may be among them
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
  tenant = await app.signUp();
  await app.owner.query(`delete from email_messages`);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.owner.query(`delete from email_messages`);
});

const get = <T>(path: string) => app.request<T>('GET', `/admin/emails${path}`, { token: staff.token });
const list = async (query = '') => AdminEmailList.parse((await get(query)).body);
const ids = async (query = '') => (await list(query)).items.map(({ id }) => id);
const mail = (given: Partial<Parameters<typeof givenMail>[1]> = {}) => givenMail(app, { tenantId: tenant.tenantId, ...given });

describe('GET /admin/emails', () => {
  it('shows mails of all tenants, newest first, with shortened addresses and the latest outcome', async () => {
    const old = await mail({ minutesAgo: 20, events: [{ kind: 'delivered' }, { kind: 'complained' }] });
    const own = await givenMail(app, {
      tenantId: staff.tenantId,
      status: 'failed',
      error: '550 <ada@example.com>: no such mailbox',
      minutesAgo: 5,
    });
    const { items, next } = await list();
    expect(items).toMatchObject([
      {
        id: own,
        tenantId: staff.tenantId,
        tenantName: 'OrbisVoice staff',
        status: 'failed',
        error: '550 <a***@example.com>: no such mailbox',
        outcome: null,
      },
      { id: old, tenantId: tenant.tenantId, recipient: 'a•••@example.com', outcome: 'complained', transport: 'smtp', category: 'security' },
    ]);
    expect(next).toBeNull();
    expect(JSON.stringify(items)).not.toContain('ada@example.com');
  });

  it('pages by key: every mail once, also where several have one instant', async () => {
    const all: string[] = [];
    for (let index = 0; index < 7; index++) all.push(await mail({ minutesAgo: 10 }));
    await app.owner.query(`update email_messages set created_at = '2026-01-02T03:04:05Z'`);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: AdminEmailList = await list(`?pageSize=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toHaveLength(7);
    expect([...seen].sort()).toEqual(all.sort());
  });

  it('finds an address whole or by its beginning; what is a pattern elsewhere is text here', async () => {
    const ada = await mail({ recipient: 'ada@example.com' });
    const odd = await mail({ recipient: 'a_a%x@example.com' });
    expect(await ids('?recipient=ADA@example.com')).toEqual([ada]);
    expect(await ids('?recipient=ad')).toEqual([]);
    expect(await ids('?recipient=ad*')).toEqual([ada]);
    expect(await ids(`?recipient=${encodeURIComponent('a_a%*')}`)).toEqual([odd]);
    expect(await ids('?recipient=bob*')).toEqual([]);
  });

  it('filters by all else it shows, together and alone', async () => {
    const hit = await mail({
      template: 'welcome',
      category: 'lifecycle',
      transport: 'sendgrid',
      events: [{ kind: 'delivered' }, { kind: 'bounced' }],
      minutesAgo: 30,
    });
    await givenMail(app, { tenantId: staff.tenantId, status: 'queued' });
    const span = (from: number, to: number) =>
      `from=${new Date(Date.now() - from * 60_000).toISOString()}&to=${new Date(Date.now() - to * 60_000).toISOString()}`;
    const filters = [
      `tenantId=${tenant.tenantId}`,
      'template=welcome',
      'category=lifecycle',
      'status=sent',
      'outcome=delivered',
      'outcome=bounced',
      'transport=sendgrid',
      span(40, 20),
    ];
    for (const filter of filters) expect([filter, await ids(`?${filter}`)]).toEqual([filter, [hit]]);
    expect(await ids(`?${filters.filter((filter) => filter !== 'outcome=delivered').join('&')}`)).toEqual([hit]);
    expect(await ids('?outcome=complained')).toEqual([]);
    expect(await ids('?status=sending')).toEqual([]);
  });

  it.each([
    '?status=lost',
    '?category=spam',
    '?outcome=sent',
    '?transport=pigeon',
    '?pageSize=101',
    '?cursor=nonsense',
    '?tenantId=x',
    '?from=yesterday',
    '?nonsense=1',
  ])('refuses %s', async (query) => {
    expect(await get<Problem>(query)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it.each([
    ['from', `?from=0000-01-01T00:00:00Z`],
    ['cursor', `?cursor=${encodeCursor(['+275000-01-01T00:00:00.000Z', newId()])}`],
  ])('refuses an instant nobody can store: %s', async (path, query) => {
    expect(await get<Problem>(query)).toMatchObject({ status: 400, body: { code: 'request.invalid', fields: [{ path, rule: 'range' }] } });
  });
});

describe('GET /admin/emails/:id', () => {
  it('tells what became of it, in order, with the ways to what was sent again', async () => {
    const id = await mail({
      userId: tenant.session.me.id,
      events: [
        { kind: 'delivered', provider: 'sendgrid' },
        { kind: 'bounced', provider: 'sendgrid', detail: '550 5.1.1 <ada@example.com> unknown' },
      ],
    });
    const again = await mail({ status: 'queued' });
    await app.owner.query('update email_messages set resend_of = $1 where id = $2', [id, again]);
    const first = AdminEmailDetail.parse((await get(`/${id}`)).body);
    expect(first).toMatchObject({
      id,
      userId: tenant.session.me.id,
      recipient: 'a•••@example.com',
      dedupeKey: id,
      providerMessageId: `<${id}@orbisvoice.example>`,
      resendOf: null,
      resends: [{ id: again, status: 'queued' }],
      resendRefusal: null,
      hasOneTimeLink: false,
    });
    expect(first.timeline.map(({ kind, provider, detail }) => [kind, provider, detail])).toEqual([
      ['ordered', null, null],
      ['sent', 'smtp', null],
      ['delivered', 'sendgrid', null],
      ['bounced', 'sendgrid', '550 5.1.1 <a***@example.com> unknown'],
    ]);
    expect(Date.parse(first.copyUntil) - Date.parse(first.createdAt)).toBe(30 * 24 * 3_600_000);
    const second = AdminEmailDetail.parse((await get(`/${again}`)).body);
    expect(second).toMatchObject({ resendOf: { id, status: 'sent' }, resends: [], resendRefusal: 'under_way' });
  });

  it('answers 404 to an unknown id and 400 to one that is none', async () => {
    expect(await get<Problem>(`/${newId()}`)).toMatchObject({ status: 404, body: { code: 'email.message_not_found' } });
    expect(await get<Problem>('/x')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});

it('GET /admin/emails/summary counts the last day, and what waits whatever its age', async () => {
  await mail({ events: [{ kind: 'delivered' }, { kind: 'soft_bounced' }] });
  await mail({ transport: 'sendgrid', events: [{ kind: 'complained' }] });
  await mail({ minutesAgo: 25 * 60, events: [{ kind: 'bounced' }] });
  await mail({ status: 'failed', events: [{ kind: 'failed', provider: 'smtp', detail: '550 no' }] });
  await mail({ status: 'suppressed' });
  await mail({ status: 'queued', minutesAgo: 26 * 60 });
  await mail({
    status: 'queued',
    attempts: 2,
    events: [{ kind: 'deferred', provider: 'smtp', detail: '451 <ada@example.com> later' }],
    minutesAgo: 3,
  });
  const summary = AdminEmailSummary.parse((await get('/summary')).body);
  expect(summary).toMatchObject({ sent: 2, failed: 1, suppressed: 1, bounced: 1, complained: 1, waiting: 1, deferred: 1 });
  expect(Date.now() - Date.parse(summary.oldestDueAt ?? '')).toBeGreaterThan(25 * 3_600_000);
  expect(summary.transports).toMatchObject([
    { name: 'sendgrid', accepted: 1, troubles: 0, lastTrouble: null, lastTroubleAt: null },
    { name: 'smtp', accepted: 1, troubles: 2, lastTrouble: '451 <a***@example.com> later' },
  ]);
});

describe('POST /admin/emails/:id/stop', () => {
  const stop = (id: string, body: object = { reason: 'wrong list' }) =>
    app.request<Problem>('POST', `/admin/emails/${id}/stop`, { token: staff.token, body });

  it('takes a waiting mail out of the queue, once, and says who did it and why', async () => {
    const id = await mail({ status: 'queued' });
    expect((await stop(id)).status).toBe(204);
    const stopped = AdminEmailDetail.parse((await get(`/${id}`)).body);
    expect(stopped).toMatchObject({ status: 'suppressed', error: 'stopped by staff: wrong list', nextAttemptAt: null });
    expect(stopped.timeline.at(-1)).toMatchObject({ kind: 'suppressed', detail: 'stopped by staff: wrong list' });
    const { rows } = await app.owner.query(`select * from audit_entries where action = 'admin.email_stopped' and target_id = $1`, [id]);
    expect(rows).toMatchObject([
      {
        tenant_id: tenant.tenantId,
        actor_kind: 'staff',
        actor_id: staff.session.me.id,
        changes: { status: { before: 'queued', after: 'suppressed' }, reason: { after: 'wrong list' } },
      },
    ]);
    expect(await stop(id)).toMatchObject({ status: 409, body: { code: 'email.not_waiting' } });
  });

  it('cannot stop what left, what a worker holds, or what is not there; and wants a reason', async () => {
    const left: string[] = [];
    for (const status of ['sent', 'sending', 'failed'] as const) {
      const id = await mail({ status });
      left.push(id);
      expect(await stop(id)).toMatchObject({ status: 409, body: { code: 'email.not_waiting' } });
      expect(AdminEmailDetail.parse((await get(`/${id}`)).body).status).toBe(status);
    }
    expect(await stop(newId())).toMatchObject({ status: 404, body: { code: 'email.message_not_found' } });
    const waiting = await mail({ status: 'queued' });
    expect(await stop(waiting, { reason: ' ' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    const { rows } = await app.owner.query(
      `select target_id from audit_entries where action = 'admin.email_stopped' and target_id = any($1)`,
      [[...left, waiting]],
    );
    expect(rows).toEqual([]);
  });
});

it('is closed to nobody and to tenants', async () => {
  const id = await mail();
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/summary'],
    ['GET', `/${id}`],
    ['GET', `/${id}/copy`],
    ['POST', `/${id}/resend`],
    ['POST', `/${id}/stop`],
  ] as const) {
    const body = method === 'POST' ? { body: {} } : {};
    expect((await app.request(method, `/admin/emails${path}`, body)).status).toBe(401);
    expect((await app.request(method, `/admin/emails${path}`, { ...body, token: tenant.token })).status).toBe(403);
  }
});
