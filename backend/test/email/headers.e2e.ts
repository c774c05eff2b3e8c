import type { InboxMessage, MailInbox } from '../../sandbox/mail/index.js';
import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { InvoicePaid } from '../../src/modules/billing/index.js';
import { UsageThresholdReached } from '../../src/modules/billing/events/usage-threshold-reached.event.js';
import { ReferralConverted } from '../../src/modules/referrals/events/referral-converted.event.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { PUBLIC_URL, tokenOf } from './choices.js';
import { headerOf, inbox, letItBeDay, mailsTo, publish } from './mails.js';

let app: TestApp;
let mailbox: MailInbox;
let owner: TestOwner;
let mails: InboxMessage[];

const PERIOD = { periodStart: '2026-11-22T18:04:00.000Z', periodEnd: '2026-12-22T18:04:00.000Z' };
const USAGE = { limit: 100, ceiling: 100, periodStart: PERIOD.periodStart, resetsAt: PERIOD.periodEnd };

beforeAll(async () => {
  mailbox = await inbox();
  // settling sends whatever is due: what other suites left behind would take its time
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL }, database: await freshDatabase() });
  owner = await app.signUp();
  await letItBeDay(app, owner.tenantId);
  const invoice = { invoiceId: 'inv', number: 'ORBIS-8', currency: 'usd', tier: 'starter' as const, planName: 'Starter', hostedUrl: null };
  for (const event of [
    new UsageThresholdReached({ ...USAGE, threshold: 80, used: 80 }),
    new UsageThresholdReached({ ...USAGE, threshold: 100, used: 100 }),
    new ReferralConverted({ referralId: 'ref', company: 'Difference Co', convertedTotal: 1 }),
    new PasswordChanged({ userId: owner.session.me.id }),
    new InvoicePaid({ ...invoice, ...PERIOD, total: 2900, tax: 0, paidAt: PERIOD.periodStart, pdfUrl: null }),
  ])
    await publish(app, owner.tenantId, event);
  await app.settle();
  mails = mailsTo(mailbox, owner.email);
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

function delivered(template: string, index = 0): InboxMessage {
  const mail = mails.filter((one) => one.template === template)[index];
  if (!mail) throw new Error(`no mail ${template} was delivered`);
  return mail;
}

describe.each([
  ['welcome', 0, 'lifecycle'],
  ['conversation-limit', 0, 'usage-80'],
  ['conversation-limit', 1, 'usage-100'],
  ['referral-converted', 0, 'referral'],
] as const)('the delivered %s (%i), which its reader may not want', (template, index, list) => {
  it('can be ended by one click, at the address its footer has, too', () => {
    const mail = delivered(template, index);
    const token = tokenOf(mail);
    expect(headerOf(mail, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    const url = `${PUBLIC_URL}/api/email/unsubscribe/${token}`;
    expect(mail.html).toContain(`href="${url}"`);
    expect(mail.html).toContain(`href="${url}/preferences"`);
    expect(mail.text.split('\n')).toEqual(expect.arrayContaining([url, `${url}/preferences`]));
  });

  it('says which list it is on', () => {
    expect(headerOf(delivered(template, index), 'List-Id')).toMatch(new RegExp(`^OrbisVoice [a-z0-9 ]+ <${list}\\.orbisvoice\\.example>$`));
    expect(headerOf(delivered(template, index), 'Feedback-ID')).toBe(`${list}:${template}:optional:orbisvoice`);
  });
});

describe.each([
  ['verify-email', 'account'],
  ['password-changed', 'security'],
  ['invoice-paid', 'billing'],
] as const)('the delivered %s, which must be known', (template, list) => {
  it('offers no way to end such mails, and one to choose among the others', () => {
    const mail = delivered(template);
    expect(headerOf(mail, 'List-Unsubscribe')).toBeUndefined();
    expect(headerOf(mail, 'List-Unsubscribe-Post')).toBeUndefined();
    const [, url] = /(https:\/\/orbis\.example\/api\/email\/unsubscribe\/[A-Za-z0-9_-]+\/preferences)/.exec(mail.text) ?? [];
    expect(url).toBeDefined();
    expect(mail.html).toContain(`href="${url}"`);
    expect(mail.text).toContain('Mails like this always come');
    expect(mail.text).not.toContain('Unsubscribe from mails like this');
    expect(headerOf(mail, 'Feedback-ID')).toBe(`${list}:${template}:transactional:orbisvoice`);
  });
});

it('every delivered mail has the headers of its kind once, and none tells who reads it', () => {
  expect(mails.length).toBeGreaterThanOrEqual(7);
  for (const mail of mails) {
    for (const name of ['Auto-Submitted', 'X-Entity-Ref-ID', 'List-Id', 'Feedback-ID', 'Message-ID', 'Date', 'MIME-Version'])
      expect([mail.template, name, mail.headers.filter((header) => header.name.toLowerCase() === name.toLowerCase()).length]).toEqual([
        mail.template,
        name,
        1,
      ]);
    expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated');
    expect(headerOf(mail, 'Precedence')).toBeUndefined();
    const feedback = headerOf(mail, 'Feedback-ID') ?? '';
    expect(feedback.split(':')).toHaveLength(4);
    for (const secret of [owner.email, owner.tenantId, owner.session.me.id]) expect(feedback).not.toContain(secret);
  }
  expect(new Set(mails.map((mail) => headerOf(mail, 'X-Entity-Ref-ID'))).size).toBe(mails.length);
});
