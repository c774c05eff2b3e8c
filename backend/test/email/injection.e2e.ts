import type { MailInbox } from '../../sandbox/mail/index.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { headerOf, inbox, mailsTo } from './mails.js';

let app: TestApp;
let mailbox: MailInbox;
let owner: TestOwner;

beforeAll(async () => {
  mailbox = await inbox();
  app = await startTestApp({ environment: { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL: 'https://orbis.example' } });
});
beforeEach(async () => (owner = await app.signUp()));
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

const HOSTILE: readonly [string, string][] = [
  ['a template', '{{url}} {{#each this}}{{@key}}{{/each}} {{{constructor.constructor}}}'],
  ['a helper call', '{{lookup this "constructor"}}{{#with "s" as |x|}}{{x.sub.constructor}}{{/with}}'],
  ['a script', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['an attribute', '" onmouseover="alert(1)" href="javascript:alert(1)'],
  ['a second recipient', 'Ada\r\nBcc: everybody@evil.example\r\nX-Evil: 1'],
  ['the end of the headers', 'Ada\r\n\r\n<h1>another mail</h1>'],
  ['a bare line feed', 'Ada\nCc: everybody@evil.example'],
  ['a line separator', 'Ada\u2028Bcc: everybody@evil.example'],
  ['the end of the message', 'Ada\r\n.\r\nMAIL FROM:<evil@evil.example>'],
  ['an encoded word', '=?utf-8?Q?Ada=0D=0ABcc:_everybody@evil.example?='],
];

/** Names of every kind become hostile behind the back of the validation: the mail must stand alone. */
async function rename(to: string): Promise<void> {
  await app.owner.query('update users set name = $2 where id = $1', [owner.session.me.id, to]);
  await app.owner.query('update tenants set name = $2 where id = $1', [owner.tenantId, to]);
}

it.each(HOSTILE)('%s in a name, a company and a subject does nothing in the delivered mail', async (_, text) => {
  await rename(text);
  const { body: agent } = await app.request<{ id: string }>('POST', '/agents', {
    token: owner.token,
    body: { name: 'Reception', systemPrompt: 'Answer.' },
  });
  // the name of the agent is part of the subject
  await app.owner.query(
    `update outbox_events set payload = jsonb_set(payload, '{name}', to_jsonb($2::text)) where tenant_id = $1 and name = 'agent.created'`,
    [owner.tenantId, text],
  );
  await app.request('POST', '/auth/password/forgot', { body: { email: owner.email } });
  await app.settle();
  expect(agent.id).toBeDefined();
  const mails = mailsTo(mailbox, owner.email);
  expect(mails.map(({ template }) => template).sort()).toEqual(['agent-created', 'password-reset', 'verify-email', 'welcome']);
  for (const mail of mails) {
    expect(mail.to).toEqual([owner.email]);
    for (const name of ['Bcc', 'Cc', 'X-Evil']) expect(headerOf(mail, name)).toBeUndefined();
    expect(mail.headers.filter(({ name }) => name.toLowerCase() === 'to')).toHaveLength(1);
    expect(mail.subject).not.toMatch(/[\r\n\u2028]/);
    expect(mail.html).not.toMatch(/<script|<img|<h1>another|\son\w+="|href="javascript/i);
    // one document: nothing closed it early
    expect(mail.html.match(/<\/html>/g)).toHaveLength(1);
    expect(mail.text + mail.html).not.toMatch(/function|\[object|undefined/);
  }
  const agentMail = mails.find(({ template }) => template === 'agent-created');
  // it is there, as text
  expect(agentMail?.text.replace(/\s+/g, ' ')).toContain(text.replace(/\s+/g, ' ').split(' ')[0]);
  expect(mailbox.messages().filter(({ to }) => to.some((address) => address.endsWith('evil.example')))).toEqual([]);
});
