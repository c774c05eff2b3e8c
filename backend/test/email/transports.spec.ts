import { simpleParser } from 'mailparser';
import { startMailProviders, type MailProviders, type ProviderFault } from '../../sandbox/mail-providers/index.js';
import type { InboxMessage, MailInbox } from '../../sandbox/mail/index.js';
import type { EmailTransport, OutgoingEmail, ProviderTransport } from '../../src/modules/email/transport/email-transport.js';
import { ResendTransport } from '../../src/modules/email/transport/resend.transport.js';
import { RoutedTransport } from '../../src/modules/email/transport/routed.transport.js';
import { SendGridTransport } from '../../src/modules/email/transport/sendgrid.transport.js';
import { TransportFigures } from '../../src/modules/email/transport/transport-figures.js';
import { IntegrationJournal } from '../../src/platform/reports/integration-journal.js';
import { SmtpTransport } from '../../src/modules/email/transport/smtp.transport.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { Config } from '../../src/platform/config/config.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { newId } from '../../src/platform/database/ids.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { headerOf, inbox, mailsTo } from './mails.js';

let mailbox: MailInbox;
let providers: MailProviders;
const opened: SmtpTransport[] = [];
const clock = new SystemClock();

beforeAll(async () => {
  mailbox = await inbox();
  providers = await startMailProviders({ port: 0, smtpUrl: mailbox.smtpUrl });
});
afterEach(() => providers.heal());
afterAll(async () => {
  for (const transport of opened) transport.onApplicationShutdown();
  await providers.close();
  await mailbox.close();
});

function configOf(over: Readonly<Record<string, string>> = {}): Config {
  return new Config(
    readSettings({
      DATABASE_APP_URL: 'postgres://app@db/orbis',
      DATABASE_PLATFORM_URL: 'postgres://platform@db/orbis',
      AUTH_TOKEN_SECRET: 'a token secret that is long enough for it',
      DATA_SECRET: 'a data secret that is long enough for it',
      STRIPE_SECRET_KEY: 'sk_test_x',
      STRIPE_WEBHOOK_SECRET: 'whsec_x',
      EMAIL_SMTP_URL: mailbox.smtpUrl,
      EMAIL_SENDGRID_API_KEY: providers.apiKeys.sendgrid,
      EMAIL_SENDGRID_API_URL: providers.url,
      EMAIL_RESEND_API_KEY: providers.apiKeys.resend,
      EMAIL_RESEND_API_URL: providers.url,
      ...over,
    }),
  );
}

function smtp(config: Config): SmtpTransport {
  const transport = new SmtpTransport(config);
  opened.push(transport);
  return transport;
}

/** The transport as the module builds it, with its figures. */
function routed(over: Readonly<Record<string, string>>): { transport: EmailTransport; metrics: Metrics } {
  const config = configOf(over);
  const metrics = new Metrics();
  const transport = new RoutedTransport(
    config,
    clock,
    new TransportFigures(metrics, new IntegrationJournal(clock)),
    smtp(config),
    new SendGridTransport(config, clock),
    new ResendTransport(config, clock),
  );
  transport.onModuleInit();
  return { transport, metrics };
}

const MAKERS: Readonly<Record<'smtp' | 'sendgrid' | 'resend', (config: Config) => ProviderTransport>> = {
  smtp,
  sendgrid: (config) => new SendGridTransport(config, clock),
  resend: (config) => new ResendTransport(config, clock),
};
const NAMES = ['smtp', 'sendgrid', 'resend'] as const;

const HEADERS = {
  'List-Unsubscribe': '<https://orbisvoice.example/u/token>, <mailto:unsub+token@orbisvoice.example>',
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  'List-Id': 'OrbisVoice tips <lifecycle.orbisvoice.example>',
  'Auto-Submitted': 'auto-generated',
  'X-Entity-Ref-ID': 'ref',
  'X-Orbis-Template': 'welcome',
  'Feedback-ID': 'lifecycle:welcome:transactional:orbisvoice',
};

function mail(over: Partial<OutgoingEmail> = {}): OutgoingEmail {
  const id = newId();
  return {
    id,
    tenantId: newId(),
    from: 'OrbisVoice <hello@orbisvoice.example>',
    replyTo: 'Support <help@orbisvoice.example>',
    to: `ann-${id}@example.com`,
    subject: 'Willkommen, Änne – 3 € gespart',
    html: '<html><body><p>Grüße</p><a href="https://orbisvoice.example/x?a=1&amp;b=2">Los</a></body></html>',
    text: 'Grüße\nhttps://orbisvoice.example/x?a=1&b=2\n',
    messageId: `<${id}@orbisvoice.example>`,
    headers: HEADERS,
    heldBy: null,
    ...over,
  };
}

/** A port that was free a moment ago: nobody listens there. */
async function closedPort(): Promise<number> {
  const spare = await startMailProviders({ port: 0, smtpUrl: mailbox.smtpUrl });
  await spare.close();
  return Number(new URL(spare.url).port);
}

async function delivered(to: string): Promise<InboxMessage> {
  return mailbox.waitFor((message) => message.to.includes(to), 5000);
}

describe.each(NAMES)('%s', (name) => {
  it('delivers the mail as it was written', async () => {
    const outgoing = mail();
    const delivery = await MAKERS[name](configOf()).send(outgoing);
    expect(delivery).toEqual({ kind: 'accepted', transport: name, providerId: expect.stringMatching(/.{20}/) as string });
    const message = await delivered(outgoing.to);
    expect(message.subject).toBe(outgoing.subject);
    expect(message.text.trim()).toBe(outgoing.text.trim());
    expect(message.html.trim()).toBe(outgoing.html);
    expect(headerOf(message, 'From')).toBe('OrbisVoice <hello@orbisvoice.example>');
    expect(headerOf(message, 'Reply-To')).toBe('Support <help@orbisvoice.example>');
    expect(headerOf(message, 'Message-ID')).toBe(outgoing.messageId);
    for (const [header, value] of Object.entries(HEADERS)) expect([header, headerOf(message, header)]).toEqual([header, value]);
    expect(mailsTo(mailbox, outgoing.to)).toHaveLength(1);
  });

  it('takes a file along', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
    const outgoing = mail({ attachments: [{ fileName: 'report.pdf', contentType: 'application/pdf', bytes }] });
    expect(await MAKERS[name](configOf()).send(outgoing)).toMatchObject({ kind: 'accepted' });
    const { attachments, text } = await simpleParser((await delivered(outgoing.to)).source);
    expect(text?.trim()).toBe(outgoing.text.trim());
    expect(attachments.map(({ filename, contentType, content }) => [filename, contentType, content.equals(bytes)])).toEqual([
      ['report.pdf', 'application/pdf', true],
    ]);
  });

  it('waits when nobody is there', async () => {
    const host = `127.0.0.1:${await closedPort()}`;
    const away = { EMAIL_SMTP_URL: `smtp://${host}`, EMAIL_SENDGRID_API_URL: `http://${host}`, EMAIL_RESEND_API_URL: `http://${host}` };
    const delivery = await MAKERS[name](configOf(away)).send(mail());
    expect(delivery).toMatchObject({ kind: 'deferred', isOutage: true });
    expect(delivery).not.toHaveProperty('heldBy');
  });
});

describe.each(['sendgrid', 'resend'] as const)('%s', (name) => {
  const send = (outgoing: OutgoingEmail, over = {}) => MAKERS[name](configOf(over)).send(outgoing);
  const fail = (kind: ProviderFault['kind']) => providers.fail({ provider: name, kind });

  it.each(['error500', 'unavailable'] as const)('tries again after %s, wherever', async (kind) => {
    fail(kind);
    const delivery = await send(mail());
    expect(delivery).toMatchObject({ kind: 'deferred', isOutage: true });
    expect(delivery).not.toHaveProperty('heldBy');
  });

  it.each(['refuse', 'answer_lost', 'bad_gateway'] as const)('stays with the provider after %s', async (kind) => {
    fail(kind);
    expect(await send(mail())).toMatchObject({ kind: 'deferred', isOutage: true, heldBy: name });
  });

  it('waits as long as the provider asks', async () => {
    fail('rate_limit');
    const delivery = await send(mail());
    expect(delivery).toMatchObject({ kind: 'deferred' });
    const wait = delivery.kind === 'deferred' ? delivery.retryAfter : undefined;
    expect(wait).toBeGreaterThan(4000);
    expect(wait).toBeLessThanOrEqual(7000);
  });

  it('gives no mail up for a wrong key of ours', async () => {
    const wrong = { EMAIL_SENDGRID_API_KEY: 'SG.wrong', EMAIL_RESEND_API_KEY: 're_wrong' };
    expect(await send(mail(), wrong)).toMatchObject({ kind: 'deferred', isOutage: true });
  });

  it('gives up what the provider will never take', async () => {
    const delivery = await send(mail({ subject: '' }));
    expect(delivery).toMatchObject({ kind: 'rejected', transport: name, isMailboxGone: false });
  });
});

describe('a repeat of a mail whose answer was lost', () => {
  it('is the same mail to Resend', async () => {
    const outgoing = mail();
    const transport = MAKERS.resend(configOf());
    providers.fail({ provider: 'resend', kind: 'answer_lost' });
    expect(await transport.send(outgoing)).toMatchObject({ kind: 'deferred', heldBy: 'resend' });
    const again = await transport.send(outgoing);
    expect(again).toEqual({ kind: 'accepted', transport: 'resend', providerId: providers.find('resend', outgoing.to).id });
    expect(mailsTo(mailbox, outgoing.to)).toHaveLength(1);
  });

  it('is the same mail to Resend even when it carries a new link', async () => {
    const outgoing = mail();
    const transport = MAKERS.resend(configOf());
    providers.fail({ provider: 'resend', kind: 'answer_lost' });
    await transport.send(outgoing);
    const again = await transport.send({ ...outgoing, text: 'https://orbisvoice.example/reset?token=new' });
    expect(again).toEqual({ kind: 'accepted', transport: 'resend', providerId: null });
    expect(mailsTo(mailbox, outgoing.to)).toHaveLength(1);
  });

  it('is a second mail with the same Message-ID to SendGrid: the one duplicate there can be', async () => {
    const outgoing = mail();
    const transport = MAKERS.sendgrid(configOf());
    providers.fail({ provider: 'sendgrid', kind: 'answer_lost' });
    await transport.send(outgoing);
    await transport.send(outgoing);
    const ids = mailsTo(mailbox, outgoing.to).map((message) => headerOf(message, 'Message-ID'));
    expect(ids).toEqual([outgoing.messageId, outgoing.messageId]);
  });
});

describe('with a fallback', () => {
  const both = { EMAIL_TRANSPORT: 'sendgrid', EMAIL_FALLBACK_TRANSPORT: 'resend' };

  it('sends another way what was refused cleanly', async () => {
    const { transport } = routed(both);
    providers.fail({ provider: 'sendgrid', kind: 'unavailable' });
    const outgoing = mail();
    expect(await transport.send(outgoing)).toMatchObject({ kind: 'accepted', transport: 'resend' });
    expect(mailsTo(mailbox, outgoing.to)).toHaveLength(1);
  });

  it('never sends another way what the first may have taken', async () => {
    const { transport } = routed(both);
    providers.fail({ provider: 'sendgrid', kind: 'answer_lost' });
    const outgoing = mail();
    const held = await transport.send(outgoing);
    expect(held).toMatchObject({ kind: 'deferred', heldBy: 'sendgrid' });
    providers.fail({ provider: 'sendgrid', kind: 'unavailable' });
    expect(await transport.send({ ...outgoing, heldBy: 'sendgrid' })).toMatchObject({ kind: 'deferred', heldBy: 'sendgrid' });
    expect(providers.accepted.filter(({ provider, to }) => provider === 'resend' && to === outgoing.to)).toHaveLength(0);
    expect(await transport.send({ ...outgoing, heldBy: 'sendgrid' })).toMatchObject({ kind: 'accepted', transport: 'sendgrid' });
  });

  it('asks a broken provider no more, and says so in the figures', async () => {
    const { transport, metrics } = routed(both);
    providers.fail({ provider: 'sendgrid', kind: 'error500', times: 5 });
    for (let i = 0; i < 5; i++) await transport.send(mail());
    // the provider is well again, but nobody asks it yet
    const outgoing = mail();
    expect(await transport.send(outgoing)).toMatchObject({ kind: 'accepted', transport: 'resend' });
    const figures = await metrics.text();
    expect(figures).toContain('orbis_email_circuit{transport="sendgrid",state="open"} 1');
    expect(figures).toContain('orbis_email_circuit{transport="resend",state="closed"} 1');
    expect(figures).toContain('orbis_email_deliveries_total{transport="sendgrid",outcome="deferred"} 5');
    expect(figures).toContain('orbis_email_deliveries_total{transport="resend",outcome="accepted"} 6');
  });

  it('keeps a mail of which nobody would take anything', async () => {
    const { transport } = routed(both);
    providers.fail({ provider: 'sendgrid', kind: 'rate_limit' });
    providers.fail({ provider: 'resend', kind: 'rate_limit' });
    const delivery = await transport.send(mail());
    expect(delivery).toMatchObject({ kind: 'deferred', retryAfter: expect.any(Number) as number });
    expect(delivery.kind === 'deferred' && delivery.reason).toMatch(/sendgrid 429.+resend 429/);
  });

  it('does not try another way what is wrong with the mail', async () => {
    const { transport } = routed(both);
    const outgoing = mail({ subject: '' });
    expect(await transport.send(outgoing)).toMatchObject({ kind: 'rejected', transport: 'sendgrid' });
  });
});
