import type { Agent, Session } from '@orbisvoice/shared-dto';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { shiftTime } from '../auth/people.js';
import { Talker } from '../conversations/conversation-app.js';
import { emailRows, headerOf, inbox, mailsTo } from './mails.js';

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
  const again = await app.request('POST', '/auth/password/reset', { body: { token, password: 'and another staple' } });
  expect(again).toMatchObject({ status: 400, body: { code: 'auth.token_invalid' } });
  await app.settle();
  expect(mailsTo(mailbox, owner.email).at(-1)?.template).toBe('password-changed');
});

it('mails a reset link that dies after fifteen minutes, counted from the mail', async () => {
  const owner = await app.signUp();
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  const reset = mailsTo(mailbox, owner.email).find(({ template }) => template === 'password-reset');
  const token = linkIn(reset?.text ?? '', 'reset-password');
  const use = () => app.request('POST', '/auth/password/reset', { body: { token, password: 'a much better staple' } });
  const late = shiftTime(app, 15 * 60_000 + 1_000);
  expect(await use()).toMatchObject({ status: 400, body: { code: 'auth.token_invalid' } });
  late.back();
  const inTime = shiftTime(app, 14 * 60_000);
  expect((await use()).status).toBe(204);
  inTime.back();
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
