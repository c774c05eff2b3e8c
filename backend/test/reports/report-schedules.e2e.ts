import { REPORT_SCHEDULES_MAX, ReportSchedule, ReportSchedulePage, type Problem } from '@orbisvoice/shared-dto';
import { join } from '../auth/people.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';

let app: TestApp;
let owner: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
});
afterAll(() => app.close());

const bodyOf = (by: TestOwner, over: object = {}) => ({
  name: 'Monday report',
  frequency: 'weekly',
  timeZone: 'Europe/Berlin',
  recipients: [by.email],
  ...over,
});

async function given(over: object = {}, by = owner): Promise<ReportSchedule> {
  const answer = await app.request('POST', '/report-schedules', { token: by.token, body: bodyOf(by, over) });
  expect(answer).toMatchObject({ status: 201 });
  return ReportSchedule.parse(answer.body);
}

async function actions(tenantId: string, targetId: string): Promise<{ action: string; changes: Record<string, unknown> }[]> {
  const { rows } = await app.owner.query<{ action: string; changes: Record<string, unknown> }>(
    'select action, changes from audit_entries where tenant_id = $1 and target_id = $2 order by at, id',
    [tenantId, targetId],
  );
  return rows;
}

const isMondayAtSeven = (instant: string | null): boolean =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', weekday: 'long', hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant ?? ''),
  ) === 'Monday 07:00';

describe('POST /report-schedules', () => {
  it('plans the first run, in the zone, and says so in the audit log', async () => {
    const schedule = await given();
    expect(schedule).toMatchObject({ hour: 7, isActive: true, lastRun: null, recipients: [{ email: owner.email, isUnsubscribed: false }] });
    expect(isMondayAtSeven(schedule.nextRunAt)).toBe(true);
    const [entry] = await actions(owner.tenantId, schedule.id);
    expect(entry).toMatchObject({ action: 'report.schedule_created', changes: { frequency: { before: null, after: 'weekly' } } });
    // an address is a person's: the log holds it sealed
    expect(JSON.stringify(entry)).not.toContain(owner.email);
  });

  it('takes the zone of the workspace when none is named', async () => {
    const { timeZone } = await given({ timeZone: undefined });
    const { rows } = await app.owner.query<{ time_zone: string }>('select time_zone from tenants where id = $1', [owner.tenantId]);
    expect(timeZone).toBe(rows[0]?.time_zone);
  });

  it('writes to members and to the billing address, and names every stranger', async () => {
    const member = await join(app, owner, 'member');
    await app.owner.query(`update tenants set billing_email = 'bills@company.example' where id = $1`, [owner.tenantId]);
    const { rows } = await app.owner.query<{ email: string }>('select email from users where id = $1', [member.id]);
    const emails = [owner.email, rows[0]?.email ?? '', 'Bills@company.example'];
    const made = await given({ recipients: emails });
    expect(made.recipients.map(({ email }) => email)).toEqual(emails.map((email) => email.toLowerCase()));
    const stranger = (await app.signUp()).email;
    const answer = await app.request<Problem>('POST', '/report-schedules', {
      token: owner.token,
      body: bodyOf(owner, { recipients: ['who@elsewhere.example', owner.email, stranger] }),
    });
    expect(answer.status).toBe(400);
    expect(answer.body.fields).toEqual([
      expect.objectContaining({ path: 'recipients.0', rule: 'member' }),
      expect.objectContaining({ path: 'recipients.2', rule: 'member' }),
    ]);
  });

  it('names every bad field', async () => {
    const bad = { name: '', frequency: 'hourly', timeZone: 'Mars/Base', hour: 24, recipients: [], extra: 1 };
    const answer = await app.request<Problem>('POST', '/report-schedules', { token: owner.token, body: bad });
    expect(answer.status).toBe(400);
    expect(answer.body.fields?.map(({ path }) => path).sort()).toEqual(['extra', 'frequency', 'hour', 'name', 'recipients', 'timeZone']);
  });

  it('stops at the limit, even when many come at once', async () => {
    const busy = await app.signUp();
    const asked = Array.from({ length: REPORT_SCHEDULES_MAX + 4 }, () =>
      app.request('POST', '/report-schedules', { token: busy.token, body: bodyOf(busy) }),
    );
    const statuses = (await Promise.all(asked)).map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 201)).toHaveLength(REPORT_SCHEDULES_MAX);
    expect(statuses.filter((status) => status === 409)).toHaveLength(4);
  });

  it('refuses strangers and members', async () => {
    expect((await app.request('POST', '/report-schedules', { body: bodyOf(owner) })).status).toBe(401);
    const member = await join(app, owner, 'member');
    expect((await app.request('POST', '/report-schedules', { token: member.token, body: bodyOf(owner) })).status).toBe(403);
  });
});

describe('GET /report-schedules', () => {
  it('shows the own ones, the newest first, in pages', async () => {
    const tenant = await app.signUp();
    for (const name of ['first', 'second', 'third']) await given({ name }, tenant);
    const page = async (query: string): Promise<ReportSchedulePage> =>
      ReportSchedulePage.parse((await app.request('GET', `/report-schedules${query}`, { token: tenant.token })).body);
    expect((await page('')).items.map(({ name }) => name)).toEqual(['third', 'second', 'first']);
    expect(await page('?page=2&pageSize=2')).toMatchObject({ total: 3, items: [{ name: 'first' }] });
  });
});

describe('PATCH /report-schedules/:id', () => {
  const patch = (id: string, body: object, token = owner.token) =>
    app.request<Problem>('PATCH', `/report-schedules/${id}`, { token, body });

  it('moves the next run with the timing, and only with it', async () => {
    const schedule = await given();
    const renamed = ReportSchedule.parse((await patch(schedule.id, { name: 'Weekly' })).body);
    expect(renamed).toMatchObject({ name: 'Weekly', nextRunAt: schedule.nextRunAt });
    const later = ReportSchedule.parse((await patch(schedule.id, { hour: 9 })).body);
    expect(Date.parse(later.nextRunAt ?? '') - Date.parse(schedule.nextRunAt ?? '')).toBe(2 * 3_600_000);
    const off = ReportSchedule.parse((await patch(schedule.id, { isActive: false })).body);
    expect(off).toMatchObject({ isActive: false, nextRunAt: null });
    const on = ReportSchedule.parse((await patch(schedule.id, { isActive: true })).body);
    expect(on.nextRunAt).toBe(later.nextRunAt);
    expect((await actions(owner.tenantId, schedule.id)).map(({ action }) => action)).toEqual([
      'report.schedule_created',
      ...Array.from({ length: 4 }, () => 'report.schedule_updated'),
    ]);
  });

  it('leaves no trace when nothing changes', async () => {
    const schedule = await given();
    expect((await patch(schedule.id, { name: schedule.name, recipients: [owner.email] })).status).toBe(200);
    expect(await actions(owner.tenantId, schedule.id)).toHaveLength(1);
  });

  it('cannot put somebody back who unsubscribed', async () => {
    const member = await join(app, owner, 'member');
    const { rows } = await app.owner.query<{ email: string }>('select email from users where id = $1', [member.id]);
    const email = rows[0]?.email ?? '';
    const { id } = await given({ recipients: [owner.email, email] });
    await app.owner.query('update report_recipients set unsubscribed_at = now() where schedule_id = $1 and email = $2', [id, email]);
    const without = ReportSchedule.parse((await patch(id, { recipients: [owner.email] })).body);
    expect(without.recipients).toEqual([{ email: owner.email, isUnsubscribed: false }]);
    const again = ReportSchedule.parse((await patch(id, { recipients: [email, owner.email] })).body);
    expect(again.recipients).toEqual([
      { email, isUnsubscribed: true },
      { email: owner.email, isUnsubscribed: false },
    ]);
  });

  it('loses a recipient with the member', async () => {
    const member = await join(app, owner, 'member');
    const { rows } = await app.owner.query<{ email: string }>('select email from users where id = $1', [member.id]);
    const { id } = await given({ recipients: [owner.email, rows[0]?.email ?? ''] });
    expect((await app.request('DELETE', `/team/members/${member.id}`, { token: owner.token })).status).toBe(204);
    const kept = await app.owner.query('select email from report_recipients where schedule_id = $1', [id]);
    expect(kept.rows).toEqual([{ email: owner.email }]);
  });

  it('knows no schedule of a neighbour', async () => {
    const { id } = await given();
    const neighbour = await app.signUp();
    expect((await patch(id, { name: 'Mine' }, neighbour.token)).body.code).toBe('reports.schedule_not_found');
  });
});

describe('DELETE /report-schedules/:id', () => {
  it('ends it, once', async () => {
    const { id } = await given();
    expect((await app.request('DELETE', `/report-schedules/${id}`, { token: owner.token })).status).toBe(204);
    const again = await app.request<Problem>('DELETE', `/report-schedules/${id}`, { token: owner.token });
    expect(again.body.code).toBe('reports.schedule_not_found');
    expect((await actions(owner.tenantId, id)).map(({ action }) => action)).toEqual(['report.schedule_created', 'report.schedule_deleted']);
  });
});
