import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { AllTenantsDueEmailsRepository } from '../../src/modules/email/persistence/all-tenants-due-emails.repository.js';
import { EmailDelivery } from '../../src/modules/email/services/email-delivery.js';
import { EmailMarks } from '../../src/modules/email/services/email-marks.js';
import { EmailSender } from '../../src/modules/email/services/email-sender.js';
import { SendPolicy } from '../../src/modules/email/services/send-policy.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { JobRunner } from '../../src/platform/queues/job-runner.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { eventually } from '../harness/wait.js';
import { freshDatabase } from '../harness/postgres.js';
import { FaultySmtp, WELL_BEHAVED } from './faulty-smtp.js';
import { emailEvents, emailRows, givenMails, publish } from './mails.js';

let app: TestApp;
let smtp: FaultySmtp;
let owner: TestOwner;

beforeAll(async () => {
  smtp = await FaultySmtp.start();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: smtp.url }, database: await freshDatabase() });
});
beforeEach(async () => {
  owner = await app.signUp();
  await app.settle();
  smtp.behaviour = WELL_BEHAVED;
  smtp.accepted.length = 0;
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await app.close();
  await smtp.goAway();
});

const happens = (to: TestOwner) => publish(app, to.tenantId, new PasswordChanged({ userId: to.session.me.id }));
const statuses = async () => (await emailRows(app, owner.tenantId)).filter(({ template }) => template === 'agent-created');

it('lets a password reset pass two hundred mails that can wait', async () => {
  await givenMails(app, owner.tenantId, 200);
  smtp.behaviour = { ...WELL_BEHAVED, thinkMs: () => 60 };
  const sending = app.get(EmailSender).send();
  await eventually('the first digests', async () => smtp.accepted.length > 5);
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  const before = smtp.accepted.length;
  await app.settle();
  await eventually('the reset', async () => smtp.accepted.some(({ to }) => to === owner.email), 30_000);
  const place = smtp.accepted.findIndex(({ to }) => to === owner.email) - before;
  await sending;
  // behind it are the digests that were told of it while the event became a mail, and those that were in the server's hands
  expect(place).toBeLessThan(100);
  expect(smtp.accepted.length - before).toBeGreaterThan(place + 40);
  expect(smtp.accepted).toHaveLength(201);
});

it('claims many rows in a statement and marks them in few', async () => {
  await givenMails(app, owner.tenantId, 120);
  const messages = app.get(AllTenantsDueEmailsRepository);
  const [claim, mark] = [jest.spyOn(messages, 'claim'), jest.spyOn(messages, 'mark')];
  await app.get(EmailSender).send();
  expect((await statuses()).map(({ status }) => status)).toEqual(Array.from({ length: 120 }, () => 'sent'));
  expect(claim.mock.calls.length).toBeLessThan(15);
  expect(mark.mock.calls.length).toBeLessThan(100);
});

/** As a worker leaves its mails that dies with them in hand, once their lease has run out; `isRepeat` when it was sending them again. */
const dies = ({ isRepeat = false } = {}) =>
  app.owner.query(
    `update email_messages set status = 'sending', attempts = attempts + 1, next_attempt_at = now() - interval '1 s', locked_until = now() - interval '1 s',
            transport = null, doubted_at = case when $2 then now() end
      where tenant_id = $1 and template = 'agent-created'`,
    [owner.tenantId, isRepeat],
  );

const isDue = () =>
  app.owner.query(`update email_messages set next_attempt_at = now() - interval '1 s' where tenant_id = $1 and status = 'queued'`, [
    owner.tenantId,
  ]);

it('sends a mail once more when its worker died, and never a third time', async () => {
  await givenMails(app, owner.tenantId, 3);
  await app.get(EmailSender).send();
  expect(smtp.accepted).toHaveLength(3);
  await dies();
  await app.get(EmailSender).send();
  expect(smtp.accepted).toHaveLength(6);
  expect(new Set(smtp.accepted.map(({ messageId }) => messageId)).size).toBe(3);
  await dies({ isRepeat: true });
  await app.get(EmailSender).send();
  expect(smtp.accepted).toHaveLength(6);
  const rows = await statuses();
  expect(rows.map(({ status }) => status)).toEqual(['failed', 'failed', 'failed']);
  for (const { id, error } of rows) {
    expect(error).toMatch(/^Handed over twice without an answer/);
    expect(await emailEvents(app, id)).toEqual([['failed', error]]);
  }
});

it.each([
  [
    'gives back',
    async () => {
      const messages = app.get(AllTenantsDueEmailsRepository);
      const now = app.get(Clock).now();
      const held = await messages.claim({ now, until: new Date(now.getTime() + 60_000), limit: 10, lowestPriority: 2 });
      await messages.giveBack(held);
    },
  ],
  [
    'puts off',
    async () => {
      jest.spyOn(app.get(SendPolicy), 'refusals').mockRejectedValueOnce(new Error('the list is away'));
      await app.get(EmailSender).send();
      await isDue();
    },
  ],
])('knows of a mail that may have arrived twice also when a worker only %s', async (_, touches) => {
  await givenMails(app, owner.tenantId, 1);
  await app.get(EmailSender).send();
  await dies({ isRepeat: true });
  await touches();
  await app.get(EmailSender).send();
  expect((await statuses()).map(({ status, error }) => [status, error])).toEqual([
    ['failed', expect.stringMatching(/^Handed over twice without an answer/)],
  ]);
  expect(smtp.accepted).toHaveLength(1);
});

it('sends once more, and no more, what a dead worker had and the server then put off', async () => {
  await givenMails(app, owner.tenantId, 1);
  await app.get(EmailSender).send();
  await dies();
  smtp.behaviour = { ...WELL_BEHAVED, recipientReply: () => '451 4.7.1 greylisted, try again' };
  await app.get(EmailSender).send();
  expect(await statuses()).toMatchObject([{ status: 'queued', transport: 'smtp' }]);
  smtp.behaviour = WELL_BEHAVED;
  await isDue();
  jest.spyOn(app.get(AllTenantsDueEmailsRepository), 'mark').mockRejectedValueOnce(new Error('dies before the mark'));
  await expect(app.get(EmailSender).send()).rejects.toThrow('dies before the mark');
  expect(smtp.accepted).toHaveLength(2);
  await app.owner.query(`update email_messages set locked_until = null where tenant_id = $1 and status = 'sending'`, [owner.tenantId]);
  await app.get(EmailSender).send();
  expect(await statuses()).toMatchObject([{ status: 'failed', error: expect.stringMatching(/^Handed over twice/) as string }]);
  expect(smtp.accepted).toHaveLength(2);
});

it('marks the others when the mark of one is refused', async () => {
  await givenMails(app, owner.tenantId, 30);
  const messages = app.get(AllTenantsDueEmailsRepository);
  const mark = messages.mark.bind(messages);
  const [poison] = await statuses();
  jest.spyOn(messages, 'mark').mockImplementation(async (marks, at) => {
    if (marks.some(({ message }) => message.id === poison?.id)) throw new Error('the database refuses this one');
    return mark(marks, at);
  });
  await expect(app.get(EmailSender).send()).rejects.toThrow('refuses this one');
  const rows = await statuses();
  expect(rows.filter(({ status }) => status === 'sent')).toHaveLength(29);
  expect(rows.find(({ id }) => id === poison?.id)?.status).toBe('sending');
});

it('keeps trying to write marks while the database is away', async () => {
  await happens(owner);
  const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  jest.spyOn(app.get(AllTenantsDueEmailsRepository), 'mark').mockRejectedValueOnce(away).mockRejectedValueOnce(away);
  await app.settle();
  expect((await emailRows(app, owner.tenantId)).find(({ template }) => template === 'password-changed')).toMatchObject({
    status: 'sent',
    attempts: 1,
  });
  expect(smtp.accepted).toHaveLength(1);
});

it('asks the policy once per claim, and says in the timeline what it kept back', async () => {
  await givenMails(app, owner.tenantId, 20);
  const refusals = jest
    .spyOn(app.get(SendPolicy), 'refusals')
    .mockImplementation(async (batch) => batch.map(({ recipient }) => (recipient.startsWith('reader-1@') ? 'unsubscribed' : null)));
  await app.get(EmailSender).send();
  expect(refusals.mock.calls.filter(([batch]) => batch.length > 0)).toHaveLength(1);
  const [kept] = (await statuses()).filter(({ status }) => status === 'suppressed');
  expect(kept).toMatchObject({ error: 'unsubscribed', subject: null });
  expect(await emailEvents(app, kept?.id ?? '')).toEqual([['suppressed', 'unsubscribed']]);
  expect(smtp.accepted).toHaveLength(19);
});

it('puts mails off when the policy cannot be asked', async () => {
  await givenMails(app, owner.tenantId, 3);
  jest.spyOn(app.get(SendPolicy), 'refusals').mockRejectedValueOnce(new Error('the list is away'));
  await app.get(EmailSender).send();
  for (const row of await statuses()) expect(row).toMatchObject({ status: 'queued', attempts: 1, error: 'Error: the list is away' });
  expect(smtp.accepted).toHaveLength(0);
});

it('gives back what it has not begun when the process is told to stop', async () => {
  await givenMails(app, owner.tenantId, 100);
  smtp.behaviour = { ...WELL_BEHAVED, thinkMs: () => 40 };
  const sender = new EmailSender(
    app.get(AllTenantsDueEmailsRepository),
    app.get(SendPolicy),
    app.get(EmailDelivery),
    app.get(EmailMarks),
    app.get(Clock),
  );
  const sending = sender.send();
  await eventually('the first mails', async () => smtp.accepted.length > 3);
  sender.onModuleDestroy();
  await sending;
  const rows = await statuses();
  const left = rows.filter(({ status }) => status !== 'sent');
  expect(smtp.accepted).toHaveLength(rows.length - left.length);
  expect(left.length).toBeGreaterThan(50);
  for (const row of left) expect(row).toMatchObject({ status: 'queued', attempts: 0 });
  await app.get(EmailSender).send();
  expect(smtp.accepted).toHaveLength(100);
});

it('sends nothing twice when every job runs twice', async () => {
  const runner = app.get(JobRunner);
  const run = runner.run.bind(runner);
  jest.spyOn(runner, 'run').mockImplementation(async (...job) => {
    await run(...job);
    return run(...job);
  });
  const others = [await app.signUp(), await app.signUp()];
  for (const one of [owner, ...others]) await happens(one);
  await app.settle();
  const ids = smtp.accepted.map(({ messageId }) => messageId);
  // three password changes, two welcomes, two confirmations
  expect(ids).toHaveLength(7);
  expect(new Set(ids).size).toBe(7);
});

it('writes the category, who took it, and the sources it was filled into, kept once', async () => {
  await happens(owner);
  await app.settle();
  const { rows } = await app.owner.query<Record<string, unknown>>(
    `select m.category, m.priority, m.transport, v.template from email_messages m join email_template_versions v on v.version = m.template_version
      where m.tenant_id = $1 and m.template = 'password-changed'`,
    [owner.tenantId],
  );
  expect(rows).toEqual([{ category: 'security', priority: 0, transport: 'smtp', template: 'password-changed' }]);
});

it('says how much mail is due, how late it is, and how much has failed', async () => {
  await app.owner.query('truncate email_messages cascade');
  await givenMails(app, owner.tenantId, 4);
  await app.owner.query(
    `update email_messages set next_attempt_at = now() - interval '90 seconds' where tenant_id = $1 and status = 'queued'`,
    [owner.tenantId],
  );
  const figure = async (name: string): Promise<number> => {
    const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(await app.get(Metrics).text()) ?? [];
    return Number(value);
  };
  expect(await figure('orbis_emails_due')).toBe(4);
  expect(await figure('orbis_emails_oldest_seconds')).toBeGreaterThanOrEqual(90);
  const failed = await figure('orbis_emails_failed');
  smtp.behaviour = { ...WELL_BEHAVED, recipientReply: () => '550 no' };
  await app.get(EmailSender).send();
  expect(await figure('orbis_emails_due')).toBe(0);
  expect(await figure('orbis_emails_failed')).toBe(failed + 4);
  expect(await app.get(Metrics).text()).toMatch(/orbis_emails_tried_total\{outcome="failed"\} \d+/);
});
