import { AdminEmailCopy, AdminEmailDetail, AdminEmailList, type Problem, ResentEmail } from '@orbisvoice/shared-dto';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { newId } from '../../src/platform/database/ids.js';
import { emailRows, inbox, mailsTo } from '../email/mails.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { givenMail } from './email-rows.js';
import { givenStaff } from './staff.js';

let app: TestApp;
let mailbox: MailInbox;
let staff: TestOwner;
let tenant: TestOwner;
/** The mail that asks the owner to confirm the address, with a one-time link. */
let id: string;

beforeAll(async () => {
  mailbox = await inbox();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl } });
  staff = await givenStaff(app);
  tenant = await app.signUp();
  await app.settle();
  const sent = (await emailRows(app, tenant.tenantId)).find(({ template }) => template === 'verify-email');
  if (!sent) throw new Error('no mail was sent');
  id = sent.id;
});
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const get = <T>(path: string) => app.request<T>('GET', `/admin/emails/${path}`, { token: staff.token });
const post = <T>(path: string, body?: object) => app.request<T>('POST', `/admin/emails/${path}`, { token: staff.token, body: body ?? {} });
const tokensIn = (text: string): string[] => [...text.matchAll(/token=([\w%.-]+)/g)].map(([, token = '']) => token);
const lettersOf = (template: string) => mailsTo(mailbox, tenant.email).filter((mail) => mail.template === template);

describe('GET /admin/emails/:id/copy', () => {
  it('shows what was sent without the link that lets people in, to read and to frame', async () => {
    const copy = AdminEmailCopy.parse((await get(`${id}/copy`)).body);
    const [letter] = lettersOf('verify-email');
    expect(copy.subject).toBe(letter?.subject);
    const [token] = tokensIn(letter?.text ?? '');
    expect(token).toBeTruthy();
    const framed = await app.request<string>('GET', copy.pageUrl.replace(/^\/api/, ''));
    expect(framed.status).toBe(200);
    for (const shown of [copy.html, copy.text, framed.body]) {
      expect(shown).toContain(tenant.session.me.name);
      expect(shown).not.toContain(token);
    }
  });

  it('is gone when what the mail said was purged, and is not there before it was written', async () => {
    for (const status of ['sent', 'queued'] as const) {
      const other = await givenMail(app, { tenantId: tenant.tenantId, status });
      if (status === 'sent') await app.owner.query('update email_messages set data = null where id = $1', [other]);
      expect(await get<Problem>(`${other}/copy`)).toMatchObject({ status: 410, body: { code: 'email.copy_purged' } });
    }
    expect(await get<Problem>(`${newId()}/copy`)).toMatchObject({ status: 404, body: { code: 'email.message_not_found' } });
  });
});

describe('POST /admin/emails/:id/resend', () => {
  it('sends a new mail with a new link, tells both of each other, and writes down who and why', async () => {
    const answer = await post(`${id}/resend`, { reason: 'asked for it by phone' });
    expect(answer.status).toBe(200);
    const fresh = ResentEmail.parse(answer.body).id;
    await app.settle();
    const letters = lettersOf('verify-email');
    expect(letters).toHaveLength(2);
    const [first, second] = letters.map(({ text }) => tokensIn(text)[0]);
    expect(second).not.toBe(first);

    const origin = AdminEmailDetail.parse((await get(id)).body);
    expect(origin).toMatchObject({ resends: [{ id: fresh, status: 'sent' }], hasOneTimeLink: true, resendRefusal: null });
    expect(origin.timeline.at(-1)).toMatchObject({ kind: 'resent', detail: fresh });
    expect(AdminEmailDetail.parse((await get(fresh)).body)).toMatchObject({ status: 'sent', resendOf: { id, status: 'sent' } });
    const { rows } = await app.owner.query(`select * from audit_entries where action = 'admin.email_resent' and target_id = $1`, [id]);
    expect(rows).toMatchObject([
      {
        tenant_id: tenant.tenantId,
        actor_kind: 'staff',
        actor_id: staff.session.me.id,
        changes: { 'new mail': { after: fresh }, reason: { after: 'asked for it by phone' } },
      },
    ]);
  });

  it('refuses what is under way, and what is no longer known; and then writes nothing', async () => {
    const waiting = await givenMail(app, { tenantId: tenant.tenantId, status: 'queued' });
    const purged = await givenMail(app, { tenantId: tenant.tenantId });
    await app.owner.query('update email_messages set data = null where id = $1', [purged]);
    const before = await emailRows(app, tenant.tenantId);
    expect(await post<Problem>(`${waiting}/resend`)).toMatchObject({ status: 409, body: { code: 'email.message_under_way' } });
    expect(await post<Problem>(`${purged}/resend`)).toMatchObject({ status: 410, body: { code: 'email.copy_purged' } });
    expect(await post<Problem>(`${newId()}/resend`)).toMatchObject({ status: 404, body: { code: 'email.message_not_found' } });
    expect(await post<Problem>(`${id}/resend`, { to: 'mallory@example.com' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
    expect(await emailRows(app, tenant.tenantId)).toEqual(before);
  });
});

it('GET /admin/emails shows what the engine did', async () => {
  const { body } = await app.request('GET', `/admin/emails?tenantId=${tenant.tenantId}&template=verify-email`, { token: staff.token });
  expect(AdminEmailList.parse(body).items.at(-1)).toMatchObject({
    id,
    status: 'sent',
    transport: 'smtp',
    attempts: 1,
    category: 'account',
  });
});
