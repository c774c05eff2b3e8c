import type { MailInbox } from '../../sandbox/mail/index.js';
import { DataKeys } from '../../src/platform/crypto/data-keys.js';
import { ReferralConverted } from '../../src/modules/referrals/events/referral-converted.event.js';
import { SweepEmails } from '../../src/modules/email/jobs/sweep-emails.job.js';
import { EmailTransport } from '../../src/modules/email/transport/email-transport.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { browse, keptOf, ONE_CLICK, press, PUBLIC_URL, tokenOf } from './choices.js';
import { emailRows, inbox, letItBeDay, mailsTo, publish } from './mails.js';

let app: TestApp;
let mailbox: MailInbox;
let owner: TestOwner;
let token: string;
let referrals = 0;

beforeAll(async () => {
  mailbox = await inbox();
  // the sweeper takes whatever mail is due: no other suite's may be
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL }, database: await freshDatabase() });
});
beforeEach(async () => {
  owner = await app.signUp({ company: 'Engines <Ltd>' });
  await letItBeDay(app, owner.tenantId);
  await converted();
  token = tokenOf(referralMails()[0]);
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const converts = () =>
  publish(app, owner.tenantId, new ReferralConverted({ referralId: `ref-${referrals++}`, company: 'Difference Co', convertedTotal: 1 }));
async function converted(): Promise<void> {
  await converts();
  await app.settle();
}
const referralMails = () => mailsTo(mailbox, owner.email).filter(({ template }) => template === 'referral-converted');
const NO = { category: 'referral', is_enabled: false, source: 'one_click' };

it('shows why a mail came, to whom, and one button, without script', async () => {
  const page = await browse(app, token);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("style-src 'self'");
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('set-cookie')).toBeNull();
  expect(page.body).toContain('<html lang="en"');
  expect(page.body).toContain('Unsubscribe from referrals?');
  expect(page.body).toContain('Engines &lt;Ltd&gt;');
  expect(page.body).toContain(`${owner.email.charAt(0)}•••@test.example`);
  expect(page.body).not.toContain(owner.email);
  expect(page.body.match(/<button/g)).toHaveLength(1);
  expect(page.body).not.toMatch(/<script|style="/);
  const style = await app.request<string>('GET', '/email/style.css');
  expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
});

it('changes nothing for whoever only looks: scanners, previews, HEAD', async () => {
  const before = await keptOf(app, owner.tenantId);
  for (let round = 0; round < 10; round++)
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const method = index === 9 ? 'HEAD' : 'GET';
        const path = index % 2 === 0 ? token : `${token}/preferences`;
        expect((await app.request(method, `/email/unsubscribe/${path}?action=unsubscribe`)).status).toBe(200);
      }),
    );
  expect(await keptOf(app, owner.tenantId)).toEqual(before);
  for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await app.request(method, `/email/unsubscribe/${token}`)).status).toBe(405);
  await converted();
  expect(referralMails()).toHaveLength(2);
});

it.each([
  ['a form', ONE_CLICK, 'application/x-www-form-urlencoded'],
  ['a form with a charset', ONE_CLICK, 'application/x-www-form-urlencoded; charset=UTF-8'],
  [
    'a multipart form',
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    'multipart/form-data; boundary=x',
  ],
  ['an empty form', '', 'application/x-www-form-urlencoded'],
])('ends such mails at once on %s', async (_, body, type) => {
  const answer = await press(app, token, body, type);
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('You are unsubscribed from referrals');
  await converted();
  expect(referralMails()).toHaveLength(1);
  const [, last] = (await emailRows(app, owner.tenantId)).filter(({ template }) => template === 'referral-converted');
  expect(last).toMatchObject({ status: 'suppressed', error: 'unsubscribed from referrals' });
});

it('ends them on a POST that says nothing', async () => {
  expect((await app.request('POST', `/email/unsubscribe/${token}`)).status).toBe(200);
  expect((await keptOf(app, owner.tenantId)).choices).toEqual([NO]);
});

it('ends them once, however often and how many at a time it is pressed', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => press(app, token)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect((await press(app, token)).status).toBe(200);
  const kept = await keptOf(app, owner.tenantId);
  const [row] = (await emailRows(app, owner.tenantId)).filter(({ template }) => template === 'referral-converted');
  expect(kept.choices).toEqual([NO]);
  expect(kept.events).toEqual([{ message_id: row?.id, detail: 'referrals (one_click)' }]);
  expect(kept.audit).toHaveLength(1);
  expect(kept.audit[0]).toMatchObject({
    actor_kind: 'anonymous',
    changes: { referral: { before: true, after: false }, source: { before: null, after: 'one_click' } },
  });
  expect(JSON.stringify(kept.audit)).not.toContain(owner.email);
});

it('concerns this recipient of this workspace and this kind of mail only', async () => {
  const other = await app.signUp();
  await press(app, token);
  expect((await keptOf(app, other.tenantId)).choices).toEqual([]);
  await letItBeDay(app, other.tenantId);
  await publish(app, other.tenantId, new ReferralConverted({ referralId: `ref-${referrals++}`, company: 'Else', convertedTotal: 1 }));
  await app.request('POST', '/agents', { token: owner.token, body: { name: 'Ava', systemPrompt: 'Answer.' } });
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  expect(mailsTo(mailbox, other.email).at(-1)?.template).toBe('referral-converted');
  expect(mailsTo(mailbox, owner.email).map(({ template }) => template)).toEqual(
    expect.arrayContaining(['agent-created', 'password-reset']),
  );
});

it('takes it back on the page, and ends it there, too', async () => {
  const ended = await browse(app, token, { action: 'unsubscribe' });
  expect(ended.body).toContain('You are unsubscribed from referrals');
  expect(ended.body).toContain('value="resubscribe"');
  expect((await browse(app, token)).body).toContain('You are unsubscribed from referrals');
  const back = await browse(app, token, { action: 'resubscribe' });
  expect(back.body).toContain('Unsubscribe from referrals?');
  await converted();
  expect(referralMails()).toHaveLength(2);
  const { choices, audit } = await keptOf(app, owner.tenantId);
  expect(choices).toEqual([{ category: 'referral', is_enabled: true, source: 'page' }]);
  expect(audit.map(({ changes }) => changes['referral'])).toEqual([
    { before: true, after: false },
    { before: false, after: true },
  ]);
  expect((await browse(app, token, { action: 'delete' })).status).toBe(400);
});

it('saves all choices on one page, and never by an empty form', async () => {
  const page = await browse(app, `${token}/preferences`);
  expect(page.body.match(/type="checkbox"/g)).toHaveLength(5);
  expect(page.body.match(/ checked/g)).toHaveLength(5);
  expect((await browse(app, `${token}/preferences`, {})).status).toBe(400);
  expect((await keptOf(app, owner.tenantId)).choices).toEqual([]);
  const saved = await browse(app, `${token}/preferences`, { action: 'save', usage_100: 'on', lifecycle: 'on', gossip: 'on' });
  expect(saved.body).toContain('Your choice is saved');
  expect(saved.body.match(/ checked/g)).toHaveLength(2);
  const { choices, audit } = await keptOf(app, owner.tenantId);
  expect(choices.map(({ category, is_enabled, source }) => [category, is_enabled, source])).toEqual([
    ['referral', false, 'page'],
    ['reports', false, 'page'],
    ['usage_80', false, 'page'],
  ]);
  expect(audit).toHaveLength(1);
  const none = await browse(app, `${token}/preferences`, { action: 'none', lifecycle: 'on' });
  expect(none.body).not.toContain(' checked');
});

it('answers a mail there is no choice about with why, and lets it be', async () => {
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  const mail = mailsTo(mailbox, owner.email).at(-1);
  const [, security] = /unsubscribe\/([\w-]+)\/preferences/.exec(mail?.text ?? '') ?? [];
  expect((await browse(app, security ?? '')).body).toContain('Mails about security always come');
  expect((await browse(app, security ?? '')).body).not.toContain('<button');
  expect((await press(app, security ?? '')).status).toBe(404);
  expect((await browse(app, `${security}/preferences`, { action: 'none' })).status).toBe(200);
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  expect(mailsTo(mailbox, owner.email).filter(({ template }) => template === 'password-reset')).toHaveLength(2);
});

it('says of any other link that it is not valid, and no more', async () => {
  const keys = app.get(DataKeys);
  const broken = [
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    token.slice(0, -4),
    `${token}A`,
    token.toLowerCase(),
    keys.seal('another purpose', JSON.stringify([owner.tenantId, owner.tenantId, 'x', 'referral'])),
    keys.seal('unsubscribe link', JSON.stringify({ tenantId: owner.tenantId })),
    owner.tenantId,
    'x',
  ];
  for (const one of broken) {
    const page = await browse(app, one);
    expect([one, page.status]).toEqual([one, 404]);
    expect(page.body).toContain('This link is not valid');
    expect(page.body).not.toContain(owner.tenantId);
    expect((await browse(app, `${one}/preferences`, { action: 'none' })).status).toBe(404);
    expect(await press(app, one)).toMatchObject({ status: 404, body: { code: 'email.token_invalid' } });
  }
  expect((await keptOf(app, owner.tenantId)).choices).toEqual([]);
});

it('works for a mail that is no longer kept', async () => {
  await app.owner.query('delete from email_messages where tenant_id = $1', [owner.tenantId]);
  expect((await browse(app, token)).body).toContain('Unsubscribe from referrals?');
  expect((await press(app, token)).status).toBe(200);
  const { choices, events, audit } = await keptOf(app, owner.tenantId);
  expect([choices, events, audit.length]).toEqual([[NO], [], 1]);
});

it('refuses at the last moment: what was ordered before the click does not leave', async () => {
  const send = jest.spyOn(app.get(EmailTransport), 'send').mockResolvedValueOnce({ kind: 'deferred', reason: '451 later' });
  await converted();
  send.mockRestore();
  const [, waiting] = (await emailRows(app, owner.tenantId)).filter(({ template }) => template === 'referral-converted');
  expect(waiting).toMatchObject({ status: 'queued' });
  await press(app, token);
  await app.owner.query(`update email_messages set next_attempt_at = created_at where id = $1`, [waiting?.id]);
  await app.get(SweepEmails).run();
  await app.settle();
  const [, refused] = (await emailRows(app, owner.tenantId)).filter(({ template }) => template === 'referral-converted');
  expect(refused).toMatchObject({ status: 'suppressed', error: 'unsubscribed from referrals' });
  expect(referralMails()).toHaveLength(1);
});
