import { AdminEmailTemplateDetail, AdminEmailTemplateList, type Problem, TestEmailResult } from '@orbisvoice/shared-dto';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { TEMPLATES } from '../../src/modules/email/generated/templates.js';
import { EmailTransport } from '../../src/modules/email/transport/email-transport.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { inbox, headerOf, mailsTo } from '../email/mails.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

let app: TestApp;
let mailbox: MailInbox;
let staff: TestOwner;

beforeAll(async () => {
  mailbox = await inbox();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl } });
  staff = await givenStaff(app);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const get = <T>(path: string) => app.request<T>('GET', `/admin/email-templates${path}`, { token: staff.token });
const detail = async (name: string) => AdminEmailTemplateDetail.parse((await get(`/${name}`)).body);
const send = <T = TestEmailResult>(name: string) =>
  app.request<T>('POST', `/admin/email-templates/${name}/send-test`, { token: staff.token });
/** A page as the browser gets it. */
const page = (url: string) => app.request<string>('GET', url.replace(/^\/api/, ''));

it('GET /admin/email-templates shows every template by name', async () => {
  const { items } = AdminEmailTemplateList.parse((await get('')).body);
  expect(items.map(({ name }) => name)).toEqual(Object.keys(TEMPLATES).sort());
  expect(new Set(items.map(({ preview }) => preview)).size).toBe(items.length);
  expect(new Set(items.map(({ version }) => version)).size).toBe(items.length);
  expect(items.find(({ name }) => name === 'password-reset')).toMatchObject({ category: 'security', hasOneTimeLink: true });
});

describe('GET /admin/email-templates/:name', () => {
  it('renders its sample', async () => {
    const template = await detail('welcome');
    expect(template.html).toContain('Ada Lovelace');
    expect(template.text).toContain('Ada Lovelace');
    expect(template.htmlBytes).toBe(Buffer.byteLength(template.html));
  });

  it('answers 404 to an unknown name, also one that every object has, and 400 to what is none', async () => {
    for (const name of ['no-such', 'constructor']) {
      expect(await get<Problem>(`/${name}`)).toMatchObject({ status: 404, body: { code: 'email.template_not_found' } });
    }
    expect(await get<Problem>('/Welcome')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });
});

describe('GET /email-previews/:ticket', () => {
  it('is the mail in a sandbox that can run, read and send nothing, for frames of ours', async () => {
    const { pageUrl } = await detail('welcome');
    const { status, headers, body } = await page(pageUrl);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "frame-ancestors 'self'", "form-action 'none'", 'sandbox']),
    );
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toContain('Ada Lovelace');
    expect(body).not.toContain('prefers-color-scheme');
  });

  it('shows it to a reader with a light or with a dark system', async () => {
    const { pageUrl } = await detail('welcome');
    const [light, dark] = [(await page(`${pageUrl}?scheme=light`)).body, (await page(`${pageUrl}?scheme=dark`)).body];
    expect((await page(pageUrl)).body).toBe(light);
    expect(dark).not.toBe(light);
    expect((await page(`${pageUrl}?scheme=sepia`)).status).toBe(400);
  });

  it('ends after minutes, and opens to no other name', async () => {
    const { pageUrl } = await detail('welcome');
    const broken = pageUrl.slice(0, -3) + (pageUrl.endsWith('AAA') ? 'BBB' : 'AAA');
    const gone = { status: 410, body: { code: 'email.preview_expired' } };
    for (const url of [broken, '/api/email-previews/x']) expect(await page(url)).toMatchObject(gone);
    expect((await page(pageUrl)).status).toBe(200);
    const now = app.get(Clock).now().getTime();
    jest.spyOn(app.get(Clock), 'now').mockReturnValue(new Date(now + 11 * 60_000));
    expect(await page(pageUrl)).toMatchObject(gone);
    // a frame shows what it gets: words for people, in the same sandbox
    const framed = await app.request<string>('GET', pageUrl.replace('/api', ''), { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(framed.status).toBe(410);
    expect(framed.headers.get('content-type')).toContain('text/html');
    expect(framed.headers.get('content-security-policy')).toContain('sandbox');
    expect(framed.body).toContain('This view has expired');
  });
});

describe('POST /admin/email-templates/:name/send-test', () => {
  it('sends the sample to whoever asks, marked, and writes it down', async () => {
    const { status, body } = await send('welcome');
    expect(status).toBe(200);
    expect(TestEmailResult.parse(body)).toMatchObject({
      outcome: 'accepted',
      to: staff.email,
      subject: expect.stringMatching(/^\[Test\] /),
    });
    const [mail] = mailsTo(mailbox, staff.email).slice(-1);
    expect(mail?.subject).toBe(body.subject);
    expect(headerOf(mail!, 'X-Orbis-Template')).toBe('welcome');
    const { rows } = await app.owner.query(`select * from audit_entries where action = 'admin.email_test_sent' and tenant_id = $1`, [
      staff.tenantId,
    ]);
    expect(rows).toMatchObject([
      { actor_kind: 'staff', actor_id: staff.session.me.id, target_id: 'welcome', changes: { outcome: { after: 'accepted' } } },
    ]);
  });

  it('says what the server said when it did not take it', async () => {
    jest.spyOn(app.get(EmailTransport), 'send').mockResolvedValueOnce({ kind: 'deferred', reason: '451 try later' });
    expect((await send('welcome')).body).toMatchObject({ outcome: 'deferred', detail: '451 try later' });
  });

  it('of an unknown template is 404; it takes no address', async () => {
    expect(await send<Problem>('no-such')).toMatchObject({ status: 404, body: { code: 'email.template_not_found' } });
  });

  it('is limited', async () => {
    jest.spyOn(app.get(EmailTransport), 'send').mockResolvedValue({ kind: 'deferred', reason: 'not sent' });
    const statuses = new Set<number>();
    for (let times = 0; times < 31; times++) statuses.add((await send<Problem>('welcome')).status);
    expect(statuses).toEqual(new Set([200, 429]));
  });
});

it('is closed to nobody and to tenants', async () => {
  const tenant = await app.signUp();
  for (const path of ['', '/welcome']) {
    expect((await app.request('GET', `/admin/email-templates${path}`)).status).toBe(401);
    expect((await app.request('GET', `/admin/email-templates${path}`, { token: tenant.token })).status).toBe(403);
  }
});
