import type { Agent, Session } from '@orbisvoice/shared-dto';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { PasswordChanged } from '../../src/modules/auth/events/password-changed.event.js';
import { SecurityAlertRaised } from '../../src/modules/auth/events/security-alert.event.js';
import {
  InvoicePaid,
  InvoicePaymentFailed,
  SubscriptionCanceled,
  SubscriptionCancelScheduled,
  SubscriptionCreated,
} from '../../src/modules/billing/index.js';
import { ReferralConverted } from '../../src/modules/referrals/events/referral-converted.event.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { Talker } from '../conversations/conversation-app.js';
import { emailRows, headerOf, inbox, mailsTo, publish } from './mails.js';

let app: TestApp;
let mailbox: MailInbox;

beforeAll(async () => {
  mailbox = await inbox();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL: 'https://orbis.example' } });
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const linkIn = (text: string, page: string): string => {
  const [, token] = new RegExp(`https://orbis\\.example/${page}\\?token=(\\S+)`).exec(text) ?? [];
  if (!token) throw new Error(`no link to ${page} in:\n${text}`);
  return decodeURIComponent(token);
};

it('welcomes: the link of the first mail opens the account, the second says how to begin', async () => {
  const body = { email: 'ada@lovelace.example', password: 'correct horse battery staple', name: 'Ada & Co', company: 'Engines <Ltd>' };
  await app.request('POST', '/auth/signup', { body });
  await app.settle();
  const [verify] = mailsTo(mailbox, body.email);
  expect(verify).toMatchObject({ template: 'verify-email', subject: 'Welcome to OrbisVoice: confirm your address' });
  expect(verify?.html).toContain('Ada &amp; Co');
  const token = linkIn(verify?.text ?? '', 'verify-email');
  const opened = await app.request<Session>('POST', '/auth/verify-email', { body: { token } });
  expect(opened.status).toBe(200);
  await app.settle();
  const [, welcome] = mailsTo(mailbox, body.email);
  expect(welcome).toMatchObject({ template: 'welcome' });
  expect(welcome?.text).toContain('Engines <Ltd> is ready to talk');
  expect(welcome?.html).toContain('Engines &lt;Ltd&gt;');
  expect(headerOf(welcome!, 'Auto-Submitted')).toBe('auto-generated');
  const rows = await emailRows(app, opened.body.me.tenant.id);
  expect(rows.map(({ template, status, attempts }) => [template, status, attempts])).toEqual([
    ['verify-email', 'sent', 1],
    ['welcome', 'sent', 1],
  ]);
  expect(headerOf(welcome!, 'Message-ID')).toBe(`<${rows[1]?.id}@orbisvoice.example>`);
  expect(headerOf(welcome!, 'X-Entity-Ref-ID')).toBe(rows[1]?.id);
  // no secret is left behind
  expect(JSON.stringify(rows)).not.toContain(token);
});

it('mails a reset link that works, and says that the password changed', async () => {
  const owner = await app.signUp();
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  // it overtook the mails that can wait
  const reset = mailsTo(mailbox, owner.email).find(({ template }) => template === 'password-reset');
  const token = linkIn(reset?.text ?? '', 'reset-password');
  const answer = await app.request('POST', '/auth/password/reset', { body: { token, password: 'a much better staple' } });
  expect(answer.status).toBeLessThan(300);
  await app.settle();
  expect(mailsTo(mailbox, owner.email).at(-1)?.template).toBe('password-changed');
});

it('mails the embed code, escaped in HTML and plain in text', async () => {
  const owner = await app.signUp();
  const body = { name: 'Recep<tion>', systemPrompt: 'Answer.' };
  const { body: agent } = await app.request<Agent>('POST', '/agents', { token: owner.token, body });
  await app.settle();
  const mail = mailsTo(mailbox, owner.email).at(-1);
  expect(mail?.subject).toBe('Put Recep<tion> on your website');
  expect(mail?.text).toContain(`<script src="https://orbis.example/widget.js" data-agent="${agent.publicKey}" async></script>`);
  expect(mail?.html).toContain('&lt;script src');
  expect(mail?.html).not.toContain('<script');
});

it('mails 80 and 100 % once each, to the billing contact', async () => {
  const talker = await Talker.of(app);
  await talker.leave(5);
  for (let index = 0; index < 5; index++) await talker.say((await talker.start()).id, { speaker: 'visitor' });
  await app.settle();
  await app.settle();
  const mails = mailsTo(mailbox, talker.owner.email).filter(({ template }) => template === 'conversation-limit');
  expect(mails.map(({ subject }) => subject)).toEqual(['80 % of your conversations are used', '100 % of your conversations are used']);
  expect(mails[0]?.text).toContain('4 of 5 conversations');
  expect(mails[1]?.text).toContain('New conversations have stopped');
});

it('mails the invitation with a link that lets its reader in', async () => {
  const owner = await app.signUp();
  const email = 'grace@hopper.example';
  const invited = await app.request('POST', '/team/invitations', { token: owner.token, body: { email, role: 'admin' } });
  expect(invited.status).toBeLessThan(300);
  await app.settle();
  const [mail] = mailsTo(mailbox, email);
  expect(mail?.subject).toBe('Test Owner invites you to OrbisVoice');
  const body = { token: linkIn(mail?.text ?? '', 'accept-invitation'), name: 'Grace', password: 'nanoseconds on a wire' };
  expect((await app.request('POST', '/team/invitations/accept', { body })).status).toBeLessThan(300);
});

it('writes the mails of money, recommendations and alarms', async () => {
  const owner = await app.signUp();
  const { id: userId } = owner.session.me;
  const plan = { subscriptionId: 'sub', tier: 'starter' as const, planName: 'Starter' };
  const invoice = { invoiceId: 'inv', number: 'ORBIS-7', currency: 'usd', tier: plan.tier, planName: plan.planName, hostedUrl: null };
  const period = { periodStart: '2026-11-22T18:04:00.000Z', periodEnd: '2026-12-22T18:04:00.000Z' };
  const events = [
    new SubscriptionCreated({ ...plan, ...period, amount: 2900, currency: 'usd', conversationLimit: 1000 }),
    new InvoicePaid({ ...invoice, ...period, total: 3451, tax: 551, paidAt: period.periodStart, pdfUrl: 'https://pay.example/7.pdf' }),
    new InvoicePaymentFailed({ ...invoice, amountDue: 2900, attempt: 1, reason: null, nextAttemptAt: null, graceEndsAt: period.periodEnd }),
    new SubscriptionCancelScheduled({ ...plan, endsAt: period.periodEnd, reason: null }),
    new SubscriptionCanceled({ ...plan, endedAt: period.periodEnd, reason: null }),
    new ReferralConverted({ referralId: 'ref', company: 'Difference Co', convertedTotal: 3 }),
    new PasswordChanged({ userId }),
    new SecurityAlertRaised({ kind: 'refresh_token_reused', userId, sessionId: 'session', ip: '203.0.113.9' }),
  ];
  for (const event of events) await publish(app, owner.tenantId, event);
  await app.settle();
  const mails = mailsTo(mailbox, owner.email);
  const text = (template: string, index = 0): string => mails.filter((mail) => mail.template === template)[index]?.text ?? '';
  expect(text('subscription-confirmed')).toMatch(/1,000[\s\S]*USD 29\.00/);
  expect(text('invoice-paid')).toMatch(/USD 29\.00[\s\S]*USD 5\.51[\s\S]*USD 34\.51[\s\S]*https:\/\/pay\.example\/7\.pdf/);
  expect(text('payment-failed')).toContain('22 December 2026');
  expect(text('subscription-canceled')).toContain('Starter ends on');
  expect(text('subscription-canceled', 1)).toContain('Starter has ended');
  expect(text('referral-converted')).toContain('Difference Co');
  expect(text('password-changed')).toContain('Every other session was signed out');
  expect(text('security-alert')).toContain('203.0.113.9');
});
