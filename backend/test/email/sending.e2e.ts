import type { MailInbox } from '../../sandbox/mail/index.js';
import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { SweepEmails } from '../../src/modules/email/jobs/sweep-emails.job.js';
import type { Delivery } from '../../src/modules/email/domain/delivery.js';
import { AllTenantsDueEmailsRepository } from '../../src/modules/email/persistence/all-tenants-due-emails.repository.js';
import { EmailSender } from '../../src/modules/email/services/email-sender.js';
import { EmailTransport } from '../../src/modules/email/transport/email-transport.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { emailRows, headerOf, inbox, mailsTo, publish, type EmailRow } from './mails.js';

let app: TestApp;
let mailbox: MailInbox;
let owner: TestOwner;

beforeAll(async () => {
  mailbox = await inbox();
  // the sweeper takes whatever mail is due: no other suite's may be
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl }, database: await freshDatabase() });
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

const happens = () => publish(app, owner.tenantId, new PasswordChanged({ userId: owner.session.me.id }));
const mails = () => mailsTo(mailbox, owner.email).filter(({ template }) => template === 'password-changed');
async function row(): Promise<EmailRow> {
  const found = (await emailRows(app, owner.tenantId)).find(({ template }) => template === 'password-changed');
  if (!found) throw new Error('no mail was ordered');
  return found;
}
const answer = (...deliveries: Delivery[]) => {
  const send = jest.spyOn(app.get(EmailTransport), 'send');
  for (const delivery of deliveries) send.mockResolvedValueOnce(delivery);
  return send;
};
/** Lets everything that waits be due now, and the sweeper find it. */
async function later(): Promise<void> {
  await app.owner.query(
    `update email_messages set next_attempt_at = next_attempt_at - interval '2 hours', locked_until = locked_until - interval '2 hours',
            created_at = created_at - interval '2 hours' where tenant_id = $1`,
    [owner.tenantId],
  );
  await app.get(SweepEmails).run();
  await app.settle();
}

it('tries again after a temporary refusal, and sends once', async () => {
  answer({ kind: 'deferred', reason: '451 greylisted' });
  await happens();
  await app.settle();
  expect(await row()).toMatchObject({ status: 'queued', attempts: 1, error: '451 greylisted' });
  expect(mails()).toHaveLength(0);
  await later();
  expect(await row()).toMatchObject({ status: 'sent', attempts: 2, error: null });
  expect(mails()).toHaveLength(1);
});

it('waits before it tries again', async () => {
  const send = answer({ kind: 'deferred', reason: 'no connection' });
  await happens();
  await app.settle();
  await app.get(SweepEmails).run();
  await app.settle();
  expect(send).toHaveBeenCalledTimes(1);
});

it('shows a final refusal and leaves it', async () => {
  answer({ kind: 'rejected', reason: '550 no such mailbox', transport: 'smtp', isMailboxGone: true });
  await happens();
  await app.settle();
  expect(await row()).toMatchObject({ status: 'failed', error: '550 no such mailbox' });
  await later();
  expect(mails()).toHaveLength(0);
});

it('gives up after a day', async () => {
  answer({ kind: 'deferred', reason: 'no connection' }, { kind: 'deferred', reason: 'still no connection' });
  await happens();
  await app.settle();
  await app.owner.query(`update email_messages set created_at = created_at - interval '25 hours' where tenant_id = $1`, [owner.tenantId]);
  await later();
  expect(await row()).toMatchObject({ status: 'failed', error: 'still no connection' });
});

it('sends the same Message-ID again when it died between the server’s answer and its mark', async () => {
  jest.spyOn(app.get(AllTenantsDueEmailsRepository), 'mark').mockRejectedValueOnce(new Error('killed'));
  await happens();
  await expect(app.settle()).rejects.toThrow('killed');
  expect(await row()).toMatchObject({ status: 'sending', attempts: 1 });
  // the lease holds: nobody else touches it yet
  await app.get(SweepEmails).run();
  await app.settle();
  expect(mails()).toHaveLength(1);
  await later();
  expect(await row()).toMatchObject({ status: 'sent', attempts: 2 });
  const ids = mails().map((mail) => headerOf(mail, 'Message-ID'));
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(1);
});

it('finds a mail whose job was lost', async () => {
  await happens();
  await app.settle();
  await app.owner.query(`update email_messages set status = 'queued', attempts = 0, sent_at = null where tenant_id = $1`, [owner.tenantId]);
  await app.owner.query(`update email_messages set next_attempt_at = created_at where tenant_id = $1`, [owner.tenantId]);
  await later();
  expect(await row()).toMatchObject({ status: 'sent', attempts: 1 });
});

it('sends one mail when ten workers have the job', async () => {
  await happens();
  await app.settle();
  const { id } = await row();
  await app.owner.query(`update email_messages set status = 'queued', next_attempt_at = created_at where id = $1`, [id]);
  await Promise.all(Array.from({ length: 10 }, () => app.get(EmailSender).send()));
  expect(mails()).toHaveLength(2);
  expect(await row()).toMatchObject({ status: 'sent', attempts: 2 });
});

it('writes one mail per fact, however often the event is delivered', async () => {
  await happens();
  await app.settle();
  await app.owner.query(`update outbox_events set dispatched_at = null where tenant_id = $1`, [owner.tenantId]);
  await app.settle();
  expect(mails()).toHaveLength(1);
  const rows = await emailRows(app, owner.tenantId);
  expect(rows.filter(({ template }) => template === 'password-changed')).toHaveLength(1);
});

it('lets no name write a header', async () => {
  await app.owner.query(`update users set name = E'Ada\\r\\nBcc: all@example.com' where id = $1`, [owner.session.me.id]);
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  const mail = mailsTo(mailbox, owner.email).at(-1);
  expect(mail?.template).toBe('password-reset');
  expect(headerOf(mail!, 'Bcc')).toBeUndefined();
  expect(mail?.to).toEqual([owner.email]);
});
