import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { PurgeEmailCopies } from '../../src/modules/email/jobs/purge-email-copies.job.js';
import { EmailCopies } from '../../src/modules/email/services/email-copies.js';
import { EmailResend } from '../../src/modules/email/services/email-resend.js';
import { EmailTransport } from '../../src/modules/email/transport/email-transport.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { newId } from '../../src/platform/database/ids.js';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { emailEvents, emailRows, headerOf, inbox, mailsTo, publish, type EmailRow } from './mails.js';

const DAY = 86_400_000;
let app: TestApp;
let mailbox: MailInbox;
let owner: TestOwner;

beforeAll(async () => {
  mailbox = await inbox();
  // the purge looks at every tenant's mails
  const environment = { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL: 'https://orbis.example' };
  app = await startTestApp({ environment, database: await freshDatabase() });
});
beforeEach(async () => {
  owner = await app.signUp();
  await app.settle();
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const tenant = () => tenantIdOf(owner.tenantId);
const copyOf = (id: string) => app.get(EmailCopies).of(tenant(), id);
const resend = (id: string) => app.get(EmailResend).resend(tenant(), id);
async function rowOf(template: string): Promise<EmailRow> {
  const row = (await emailRows(app, owner.tenantId)).findLast((one) => one.template === template);
  if (!row) throw new Error(`no ${template}`);
  return row;
}
async function purgeInAMonth(): Promise<void> {
  jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(Date.now() + 31 * DAY));
  await app.get(PurgeEmailCopies).run();
  jest.restoreAllMocks();
}

it('shows a mail as it left, but for the links that let people in or choose for them', async () => {
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  const sent = mailsTo(mailbox, owner.email).find(({ template }) => template === 'password-reset');
  const copy = await copyOf((await rowOf('password-reset')).id);
  const link = /https:\/\/orbis\.example\/reset-password\?token=\S+/;
  expect(sent?.text).toMatch(link);
  expect(copy?.subject).toBe(sent?.subject);
  const choices = /https:\/\/orbis\.example\/api\/email\/unsubscribe\/\S+/;
  const withheld = 'https://orbis.example/[link withheld]';
  expect(copy?.text.trim()).toBe(sent?.text.replace(link, withheld).replace(choices, withheld).trim());
  expect(JSON.stringify(copy)).not.toMatch(/token/);
  expect(copy?.html).toContain('href="https://orbis.example/[link withheld]"');
});

it('shows it in the words of its time after the template changed', async () => {
  const row = await rowOf('welcome');
  await app.owner.query(
    `insert into email_template_versions (version, template, subject, html, text, created_at)
     values ('of-old', 'welcome', 'Good day, {{name}}', '<p>{{company}}</p>', 'It was {{company}}.', now()) on conflict do nothing`,
  );
  await app.owner.query(`update email_messages set template_version = 'of-old', data = data || '{"company":"A <b>"}' where id = $1`, [
    row.id,
  ]);
  expect(await copyOf(row.id)).toEqual({ subject: 'Good day, Test Owner', html: '<p>A &lt;b&gt;</p>', text: 'It was A <b>.' });
});

it('shows nothing of a mail that was never filled, and of somebody else’s', async () => {
  const id = newId();
  await app.owner.query(
    `insert into email_messages (id, tenant_id, template, dedupe_key, recipient, data, status, created_at)
     values ($1, $2, 'welcome', 'x', 'a@test.example', '{}', 'suppressed', now())`,
    [id, owner.tenantId],
  );
  expect(await copyOf(id)).toBeNull();
  const neighbour = await app.signUp();
  await expect(app.get(EmailCopies).of(tenantIdOf(neighbour.tenantId), id)).rejects.toMatchObject({ code: 'email.message_not_found' });
  await expect(app.get(EmailResend).resend(tenantIdOf(neighbour.tenantId), id)).rejects.toMatchObject({ code: 'email.message_not_found' });
});

it('sends a mail again as a mail of its own, with a link that works', async () => {
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  const first = await rowOf('password-reset');
  const id = await resend(first.id);
  await app.settle();
  const mails = mailsTo(mailbox, owner.email).filter(({ template }) => template === 'password-reset');
  expect(mails.map((mail) => headerOf(mail, 'Message-ID'))).toEqual([first.id, id].map((one) => `<${one}@orbisvoice.example>`));
  const { rows } = await app.owner.query<Record<string, unknown>>(
    'select resend_of, recipient, category, priority, dedupe_key from email_messages where id = $1',
    [id],
  );
  expect(rows).toEqual([{ resend_of: first.id, recipient: owner.email, category: 'security', priority: 0, dedupe_key: `resend/${id}` }]);
  expect(await emailEvents(app, first.id)).toEqual([['resent', id]]);
  const token = decodeURIComponent(/token=(\S+)/.exec(mails[1]?.text ?? '')?.[1] ?? '');
  const answer = await app.request('POST', '/auth/password/reset', { body: { token, password: 'a staple that is even better' } });
  expect(answer.status).toBeLessThan(300);
});

it('does not send again what is still being tried', async () => {
  jest.spyOn(app.get(EmailTransport), 'send').mockResolvedValueOnce({ kind: 'deferred', reason: '451 later' });
  await publish(app, owner.tenantId, new PasswordChanged({ userId: owner.session.me.id }));
  await app.settle();
  await expect(resend((await rowOf('password-changed')).id)).rejects.toMatchObject({ code: 'email.message_under_way' });
});

it('forgets after 30 days what a mail said, and keeps that it was sent', async () => {
  const { id } = await rowOf('welcome');
  const waiting = newId();
  await app.owner.query(
    `insert into email_messages (id, tenant_id, template, dedupe_key, recipient, data, status, created_at, next_attempt_at)
     values ($1, $2, 'welcome', 'y', 'a@test.example', '{"name":"Ada"}', 'queued', now(), now() + interval '40 days')`,
    [waiting, owner.tenantId],
  );
  await app.get(PurgeEmailCopies).run();
  expect(await copyOf(id)).not.toBeNull();
  await purgeInAMonth();
  expect(await copyOf(id)).toBeNull();
  expect(await rowOf('welcome')).toMatchObject({ id: waiting, data: { name: 'Ada' } });
  const { rows } = await app.owner.query<Record<string, unknown>>('select status, data, subject from email_messages where id = $1', [id]);
  expect(rows).toEqual([{ status: 'sent', data: null, subject: expect.any(String) as string }]);
  await expect(resend(id)).rejects.toMatchObject({ code: 'email.copy_purged' });
});
