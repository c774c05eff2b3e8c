import type { MailInbox } from '../../sandbox/mail/index.js';
import { SweepEmails } from '../../src/modules/email/jobs/sweep-emails.job.js';
import { ReferralConverted } from '../../src/modules/referrals/events/referral-converted.event.js';
import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { emailRows, inbox, mailsTo, publish } from './mails.js';

let app: TestApp;
let mailbox: MailInbox;

beforeAll(async () => {
  mailbox = await inbox();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl }, database: await freshDatabase() });
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});
afterEach(() => jest.restoreAllMocks());

const at = (time: string) => jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(time));

it('keeps good news until the morning of its reader, and warnings not for a second', async () => {
  const owner = await app.signUp();
  await app.owner.query(`update tenants set time_zone = 'America/New_York' where id = $1`, [owner.tenantId]);
  await app.settle();
  // a year ahead, so that nothing else is due between the two
  at('2027-11-22T03:00:00.000Z');
  await publish(app, owner.tenantId, new ReferralConverted({ referralId: 'ref', company: 'Loom & Sons', convertedTotal: 1 }));
  await publish(app, owner.tenantId, new PasswordChanged({ userId: owner.session.me.id }));
  await app.settle();
  const templates = () => mailsTo(mailbox, owner.email).map(({ template }) => template);
  expect(templates()).toContain('password-changed');
  expect(templates()).not.toContain('referral-converted');
  const [news] = (await emailRows(app, owner.tenantId)).filter(({ template }) => template === 'referral-converted');
  expect(news).toMatchObject({ status: 'queued', attempts: 0, next_attempt_at: new Date('2027-11-22T13:00:00.000Z') });

  at('2027-11-22T12:59:59.000Z');
  await app.get(SweepEmails).run();
  expect(templates()).not.toContain('referral-converted');
  at('2027-11-22T13:00:01.000Z');
  await app.get(SweepEmails).run();
  expect(templates().filter((template) => template === 'referral-converted')).toHaveLength(1);
});
