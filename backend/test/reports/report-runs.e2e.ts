import type { MailInbox } from '../../sandbox/mail/index.js';
import type { LeasedEmail } from '../../src/modules/email/persistence/email-message.js';
import { EmailResend } from '../../src/modules/email/services/email-resend.js';
import { ReportConsent } from '../../src/modules/email/services/report-consent.js';
import { RunReports } from '../../src/modules/reports/jobs/run-reports.job.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { join } from '../auth/people.js';
import { browse, keptOf, PUBLIC_URL, press, tokenOf } from '../email/choices.js';
import { emailRows, headerOf, inbox, mailsTo } from '../email/mails.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { makeDue, pdfOf, runReports, schedule, shown } from './report-world.js';

jest.setTimeout(120_000);

let app: TestApp;
let mailbox: MailInbox;
let owner: TestOwner;

beforeAll(async () => {
  mailbox = await inbox();
  // the job takes whatever schedule is due: no other suite's may be
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL }, database: await freshDatabase() });
});
beforeEach(async () => {
  owner = await app.signUp({ company: 'Engines Ltd' });
  await app.settle();
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const reportsTo = (email: string) => mailsTo(mailbox, email).filter(({ template }) => template === 'scheduled-report');

async function memberOf(by: TestOwner): Promise<string> {
  const member = await join(app, by, 'member');
  const { rows } = await app.owner.query<{ email: string }>('select email from users where id = $1', [member.id]);
  return rows[0]?.email ?? '';
}

async function runsOf(id: string): Promise<{ status: string; from: string; to: string; export_id: string }[]> {
  const { rows } = await app.owner.query<{ status: string; from: string; to: string; export_id: string }>(
    `select status, period_from::text "from", period_to::text "to", export_id from report_runs where schedule_id = $1 order by started_at`,
    [id],
  );
  return rows;
}

it('writes the week that ended to each reader, with the PDF, and lists it among the exports', async () => {
  const member = await memberOf(owner);
  const { id } = await schedule(app, owner, { recipients: [owner.email, member] });
  await makeDue(app, id);
  await runReports(app);
  const [mail] = reportsTo(owner.email);
  expect(mail?.subject).toMatch(/^Weekly report: \d+ \w+ \d{4} to \d+ \w+ \d{4}$/);
  expect(mail?.text).toContain('Engines Ltd');
  expect(mail?.text).toMatch(/analytics\?range=custom&from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d&timeZone=Europe%2FBerlin/);
  expect(mail?.text).toMatch(/The whole report is attached as a PDF of [\d.]+ kB\./);
  expect((await pdfOf(mail)).subarray(0, 8).toString()).toBe('%PDF-1.7');
  expect((await pdfOf(reportsTo(member)[0])).equals(await pdfOf(mail))).toBe(true);
  const [run] = await runsOf(id);
  const now = await shown(app, owner, id);
  expect(now.lastRun).toMatchObject({ status: 'sent', exportId: run?.export_id });
  expect(Date.parse(now.nextRunAt ?? '')).toBeGreaterThan(Date.now());
  const listed = await app.request('GET', `/exports/${run?.export_id ?? ''}`, { token: owner.token });
  expect(listed.body).toMatchObject({ dataset: 'report', format: 'pdf', status: 'completed', requestedBy: null });
});

it('makes one run of a period, however many schedulers look, and however often it is due', async () => {
  const { id } = await schedule(app, owner);
  await makeDue(app, id);
  const job = app.get(RunReports);
  await Promise.all([job.run(), job.run(), job.run()]);
  await makeDue(app, id);
  await runReports(app);
  expect(await runsOf(id)).toHaveLength(1);
  expect(reportsTo(owner.email)).toHaveLength(1);
});

it('after downtime writes the latest period, and none of those before', async () => {
  const { id } = await schedule(app, owner, { frequency: 'daily', timeZone: 'UTC', hour: 0 });
  await makeDue(app, id, 40);
  await runReports(app);
  const today = new Date().toISOString().slice(0, 10);
  expect(await runsOf(id)).toEqual([expect.objectContaining({ to: today })]);
});

it('writes nothing of a workspace that is suspended, nor of a schedule that is off', async () => {
  const { id } = await schedule(app, owner);
  await app.request('PATCH', `/report-schedules/${id}`, { token: owner.token, body: { isActive: false } });
  await runReports(app);
  expect(await runsOf(id)).toEqual([]);
  await app.request('PATCH', `/report-schedules/${id}`, { token: owner.token, body: { isActive: true } });
  await makeDue(app, id);
  await app.owner.query(`update tenants set status = 'suspended' where id = $1`, [owner.tenantId]);
  await runReports(app);
  expect(await runsOf(id)).toEqual([]);
});

it('leaves out who left the workspace', async () => {
  await app.owner.query(`update tenants set billing_email = 'old@engines.example' where id = $1`, [owner.tenantId]);
  const { id } = await schedule(app, owner, { recipients: ['old@engines.example', owner.email] });
  await app.owner.query(`update tenants set billing_email = 'new@engines.example' where id = $1`, [owner.tenantId]);
  await makeDue(app, id);
  await runReports(app);
  expect(reportsTo('old@engines.example')).toEqual([]);
  expect(reportsTo(owner.email)).toHaveLength(1);
});

it.each(['cancel', 'delete'])('whose document somebody gives up is over: %s', async (how) => {
  const { id } = await schedule(app, owner);
  await makeDue(app, id);
  await app.get(RunReports).run();
  const [waiting] = await runsOf(id);
  const path = `/exports/${waiting?.export_id ?? ''}`;
  const answer = await (how === 'delete'
    ? app.request('DELETE', path, { token: owner.token })
    : app.request('POST', `${path}/cancel`, { token: owner.token }));
  expect(answer.status).toBeLessThan(300);
  await app.settle();
  expect(await runsOf(id)).toEqual([expect.objectContaining({ status: 'failed' })]);
  expect(reportsTo(owner.email)).toEqual([]);
});

it('is not mailed again when its file is asked for again', async () => {
  const { id } = await schedule(app, owner);
  await makeDue(app, id);
  await runReports(app);
  const [run] = await runsOf(id);
  const late = await memberOf(owner);
  await app.request('PATCH', `/report-schedules/${id}`, { token: owner.token, body: { recipients: [owner.email, late] } });
  await app.owner.query(`update exports set status = 'expired', storage_key = null where id = $1`, [run?.export_id]);
  expect((await app.request('POST', `/exports/${run?.export_id ?? ''}/retry`, { token: owner.token })).status).toBeLessThan(300);
  await app.settle();
  expect(await runsOf(id)).toEqual([expect.objectContaining({ status: 'sent' })]);
  expect(reportsTo(owner.email)).toHaveLength(1);
  expect(reportsTo(late)).toEqual([]);
});

describe('a report that waits to leave', () => {
  it('goes to readers alone: not to who left it, was taken off the list, or has no list any more', async () => {
    const member = await memberOf(owner);
    const { id } = await schedule(app, owner, { recipients: [owner.email, member] });
    const waiting = (recipient: string, data: object) => ({ tenantId: tenantIdOf(owner.tenantId), recipient, data }) as LeasedEmail;
    const refusals = () =>
      app.get(ReportConsent).refusals([
        waiting(owner.email, { scheduleId: id }),
        waiting(member, { scheduleId: id }),
        // a test to oneself belongs to no list
        waiting(owner.email, {}),
      ]);
    expect(await refusals()).toEqual([null, null, null]);
    await app.request('PATCH', `/report-schedules/${id}`, { token: owner.token, body: { recipients: [owner.email] } });
    expect(await refusals()).toEqual([null, 'no reader of this report any more', null]);
    await app.request('DELETE', `/report-schedules/${id}`, { token: owner.token });
    expect(await refusals()).toEqual(['no reader of this report any more', 'no reader of this report any more', null]);
  });
});

it('is not sent without its file: the mail says so, not that a link is over', async () => {
  const { id } = await schedule(app, owner);
  await makeDue(app, id);
  await runReports(app);
  const [run] = await runsOf(id);
  const sent = (await emailRows(app, owner.tenantId)).find(({ template }) => template === 'scheduled-report');
  expect((await app.request('DELETE', `/exports/${run?.export_id ?? ''}`, { token: owner.token })).status).toBe(204);
  const again = await app.get(EmailResend).resend(tenantIdOf(owner.tenantId), sent?.id ?? '');
  await app.settle();
  const row = (await emailRows(app, owner.tenantId)).find(({ id: mailId }) => mailId === again);
  expect(row).toMatchObject({ status: 'suppressed', error: 'the file that it was to bring is gone' });
  expect(reportsTo(owner.email)).toHaveLength(1);
});

describe('the way out of a report', () => {
  it('of a report that is gone ends no other, by a click that shows no page', async () => {
    const { id } = await schedule(app, owner);
    await makeDue(app, id);
    await runReports(app);
    const token = tokenOf(reportsTo(owner.email)[0]);
    await app.request('DELETE', `/report-schedules/${id}`, { token: owner.token });
    expect((await press(app, token)).status).toBe(200);
    expect((await keptOf(app, owner.tenantId)).choices).toEqual([]);
    // the page says that it is about all reports, and its button does what it says
    await browse(app, token, { action: 'unsubscribe' });
    expect((await keptOf(app, owner.tenantId)).choices).toEqual([expect.objectContaining({ category: 'reports', is_enabled: false })]);
  });

  it('ends this report for this reader by one click, and leaves others and other reports', async () => {
    const member = await memberOf(owner);
    const recipients = [owner.email, member];
    const { id } = await schedule(app, owner, { name: 'Board <numbers>', recipients });
    const other = await schedule(app, owner, { recipients, frequency: 'daily' });
    await makeDue(app, id);
    await runReports(app);
    const [mail] = reportsTo(member);
    expect(mail && headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const token = tokenOf(mail);
    const page = await browse(app, token);
    expect(page.body).toContain('Unsubscribe from the report “Board &lt;numbers&gt;”?');
    expect((await shown(app, owner, id)).recipients.every(({ isUnsubscribed }) => !isUnsubscribed)).toBe(true);
    for (const _again of [1, 2]) expect((await press(app, token)).status).toBe(200);
    expect((await shown(app, owner, id)).recipients).toEqual([
      { email: owner.email, isUnsubscribed: false },
      { email: member, isUnsubscribed: true },
    ]);
    const audit = await app.owner.query(`select 1 from audit_entries where tenant_id = $1 and action = 'report.recipient_left'`, [
      owner.tenantId,
    ]);
    expect(audit.rowCount).toBe(1);
    await app.owner.query('delete from report_runs where schedule_id = $1', [id]);
    await makeDue(app, id);
    await makeDue(app, other.id);
    await runReports(app);
    expect(reportsTo(owner.email)).toHaveLength(3);
    expect(reportsTo(member).map(({ subject }) => subject.split(':')[0])).toEqual(['Weekly report', 'Daily report']);
  });

  it('is the reader’s to take back, by the same page', async () => {
    const { id } = await schedule(app, owner);
    await makeDue(app, id);
    await runReports(app);
    const token = tokenOf(reportsTo(owner.email)[0]);
    await press(app, token);
    const page = await browse(app, token);
    expect(page.body).toContain('You are unsubscribed from the report “Weekly figures”');
    await browse(app, token, { action: 'resubscribe' });
    expect((await shown(app, owner, id)).recipients).toEqual([{ email: owner.email, isUnsubscribed: false }]);
  });

  it('holds for a mail that was already waiting', async () => {
    const { id } = await schedule(app, owner);
    await makeDue(app, id);
    await runReports(app);
    const token = tokenOf(reportsTo(owner.email)[0]);
    await app.owner.query('delete from report_runs where schedule_id = $1', [id]);
    await makeDue(app, id);
    await app.get(RunReports).run();
    await press(app, token);
    await app.settle();
    expect(reportsTo(owner.email)).toHaveLength(1);
  });
});

describe('POST /report-schedules/:id/test', () => {
  it('sends the latest period to whoever asks, and to nobody else, and counts as no run', async () => {
    const member = await memberOf(owner);
    const { id } = await schedule(app, owner, { recipients: [member] });
    const answer = await app.request('POST', `/report-schedules/${id}/test`, { token: owner.token });
    expect(answer.status).toBe(202);
    await app.settle();
    const [mail] = reportsTo(owner.email);
    expect((await pdfOf(mail)).length).toBeGreaterThan(20_000);
    expect(reportsTo(member)).toEqual([]);
    expect((await shown(app, owner, id)).lastRun).toBeNull();
    const audit = await app.owner.query(`select 1 from audit_entries where target_id = $1 and action = 'report.schedule_tested'`, [id]);
    expect(audit.rowCount).toBe(1);
  });

  it('knows no schedule of a neighbour', async () => {
    const { id } = await schedule(app, owner);
    const neighbour = await app.signUp();
    const answer = await app.request('POST', `/report-schedules/${id}/test`, { token: neighbour.token });
    expect(answer).toMatchObject({ status: 404, body: { code: 'reports.schedule_not_found' } });
  });
});
