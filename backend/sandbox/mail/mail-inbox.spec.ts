import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { startMailInbox, type MailInbox } from './index.js';

const WELCOME = {
  from: 'OrbisVoice <hello@orbisvoice.example>',
  to: 'ann@example.com',
  bcc: 'archive@example.com',
  subject: 'Willkommen, Änne',
  text: 'Plain part',
  html: '<html><head><title>x</title></head><body><a href="https://example.com/verify">Verify</a><script>alert(1)</script></body></html>',
  headers: { 'X-Orbis-Template': 'welcome' },
};

interface Listing {
  items: { id: string; subject: string; template: string }[];
  total: number;
}

describe('mail inbox', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'orbisvoice-mail-'));
  let inbox: MailInbox;

  const start = async (limit = 1000): Promise<void> => {
    inbox = await startMailInbox({ smtpPort: 0, webPort: 0, dataDir, limit });
  };
  const send = (mail: object): Promise<unknown> => createTransport(inbox.smtpUrl).sendMail(mail);
  const listing = async (query = ''): Promise<Listing> => (await fetch(`${inbox.webUrl}/api/messages${query}`)).json() as Promise<Listing>;

  beforeEach(() => start());
  afterEach(async () => {
    await inbox.clear();
    await inbox.close();
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('keeps a mail with its parts, its template and everybody it went to', async () => {
    await send(WELCOME);
    const [message] = inbox.messages();
    expect(message).toMatchObject({
      subject: 'Willkommen, Änne',
      template: 'welcome',
      from: 'hello@orbisvoice.example',
      to: ['ann@example.com', 'archive@example.com'],
      text: 'Plain part',
    });
    expect(message?.html).toContain('https://example.com/verify');
    expect(message?.source).toContain('X-Orbis-Template: welcome');
  });

  it('hands a waiting test the mail it waits for, and says what was there when it never comes', async () => {
    const waiting = inbox.waitFor(({ subject }) => subject === 'Second', 5000);
    await send({ ...WELCOME, subject: 'First' });
    await send({ ...WELCOME, subject: 'Second' });
    expect((await waiting).subject).toBe('Second');
    await expect(inbox.waitFor(({ subject }) => subject === 'Third', 50)).rejects.toThrow(/ann@example\.com.*: First/);
  });

  it('finds by recipient and subject over JSON, newest first', async () => {
    await send({ ...WELCOME, subject: 'Receipt for May' });
    await send({ ...WELCOME, to: 'bob@example.com', subject: 'Receipt for June' });
    expect((await listing()).items.map(({ subject }) => subject)).toEqual(['Receipt for June', 'Receipt for May']);
    expect(await listing('?to=ANN@&subject=receipt')).toMatchObject({ total: 1, items: [{ subject: 'Receipt for May' }] });
    expect((await fetch(`${inbox.webUrl}/api/messages`, { method: 'DELETE' })).status).toBe(204);
    expect((await listing()).total).toBe(0);
  });

  it('shows a mail as HTML that can run nothing and open links outside', async () => {
    await send(WELCOME);
    const id = inbox.messages()[0]?.id ?? '';
    const html = await fetch(`${inbox.webUrl}/api/messages/${id}/html`);
    expect(html.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-scripts)(?!.*script-src).*default-src 'none'/);
    expect(await html.text()).toContain('<head><base target="_blank">');
    const page = await (await fetch(`${inbox.webUrl}/messages/${id}`)).text();
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const source = await (await fetch(`${inbox.webUrl}/messages/${id}?view=source`)).text();
    expect(source).toContain('X-Orbis-Template: welcome');
    expect(source).not.toContain('<script>alert');
    expect((await fetch(`${inbox.webUrl}/messages/99999999`)).status).toBe(404);
  });

  it('survives a restart and forgets the oldest at its limit', async () => {
    for (const subject of ['one', 'two', 'three']) await send({ ...WELCOME, subject });
    await inbox.close();
    await start(2);
    expect(inbox.messages().map(({ subject }) => subject)).toEqual(['three', 'two', 'one']);
    await send({ ...WELCOME, subject: 'four' });
    expect(inbox.messages().map(({ subject }) => subject)).toEqual(['four', 'three']);
    await inbox.close();
    await start(2);
    expect(inbox.messages().map(({ subject }) => subject)).toEqual(['four', 'three']);
  });

  it('refuses another site: by name and by form', async () => {
    const status = await new Promise<number | undefined>((done, fail) => {
      const { port } = new URL(inbox.webUrl);
      const call = request({ host: '127.0.0.1', port, path: '/', headers: { host: 'evil.example' } }, (answer) => done(answer.statusCode));
      call.on('error', fail).end();
    });
    expect(status).toBe(421);
    await send(WELCOME);
    const cross = await fetch(`${inbox.webUrl}/clear`, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } });
    expect(cross.status).toBe(403);
    expect(inbox.messages()).toHaveLength(1);
  });
});
