import type { AlertDelivery, AlertDeliveryList, AuditList, ChangedAlertSettings } from '@orbisvoice/shared-dto';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { isSignedByResend } from '../../src/modules/email/transport/webhook-signatures.js';
import { AlertMails } from '../../src/modules/alerts/services/alert-mails.js';
import { AlertWebhook } from '../../src/modules/alerts/services/alert-webhook.js';
import { newId } from '../../src/platform/database/ids.js';
import { givenStaff } from '../admin/staff.js';
import { stopTime } from '../auth/people.js';
import { headerOf, inbox, mailsTo } from '../email/mails.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { AlertStaff, evaluate, insertSignals } from './alert-world.js';
import { httpsReceiver, type HttpsReceiver } from './https-receiver.js';

let app: TestApp;
let mailbox: MailInbox;
let receiver: HttpsReceiver;
let staff: AlertStaff;

beforeAll(async () => {
  [mailbox, receiver] = [await inbox(), await httpsReceiver()];
  const environment = {
    EMAIL_SMTP_URL: mailbox.smtpUrl,
    PUBLIC_URL: 'https://orbis.example',
    ALERT_WEBHOOK_PRIVATE: 'true',
    ALERT_WEBHOOK_CA_FILE: receiver.caFile,
  };
  app = await startTestApp({ database: await freshDatabase(), environment });
  staff = new AlertStaff(app, await givenStaff(app));
}, 240_000);
afterAll(async () => {
  await app.close();
  await Promise.all([mailbox.close(), receiver.close()]);
});

const settings = async (body: unknown): Promise<ChangedAlertSettings> => {
  const answer = await staff.request<ChangedAlertSettings>('PATCH', '/admin/alert-settings', body);
  expect(answer.status).toBe(200);
  return answer.body;
};
const deliveries = async (): Promise<AlertDelivery[]> =>
  (await staff.request<AlertDeliveryList>('GET', '/admin/alert-settings/deliveries')).body.items;

/** The newest call to the webhook. */
const calls = async (): Promise<AlertDelivery | undefined> => (await deliveries()).find(({ channel }) => channel === 'webhook');

/** Guesses at many accounts from one network: a hit of severity high. */
async function attack(network: string): Promise<void> {
  const at = new Date();
  await insertSignals(
    app,
    Array.from({ length: 9 }, (_, index) => ({
      kind: 'network.login_failed' as const,
      subject: `network:${network}`,
      facet: `account ${index}`,
      at,
    })),
  );
  await evaluate(app);
}
async function tellByMail(): Promise<void> {
  await app.get(AlertMails).tell();
  await app.settle();
}
const mails = () => mailsTo(mailbox, staff.owner.email).filter(({ subject }) => /alert|Guesses/.test(subject));

describe('staff hears of a hit by mail', () => {
  it('once, at once; what comes soon after is told together when the time is over', async () => {
    await settings({ emailFrom: 'high', digestMinutes: 15 });
    const time = stopTime(app);
    try {
      await attack('192.0.2.0/24');
      await attack('192.0.2.0/24');
      await Promise.all([tellByMail(), app.get(AlertMails).tell()]);
      await tellByMail();
      expect(mails().map(({ subject }) => subject)).toEqual(['Guesses across many accounts: open']);
      expect(mails()[0]?.text).toContain('network 192.0.2.0/24: 9 accounts; the limit is 8 accounts within 30');
      expect(mails()[0]?.text).toContain('https://orbis.example/admin/alerts/');

      await attack('198.51.100.0/24');
      await attack('203.0.113.0/24');
      await tellByMail();
      expect(mails()).toHaveLength(1);
      time.moveTo(16 * 60_000);
      await tellByMail();
      await tellByMail();
      expect(mails().map(({ subject }) => subject)).toEqual(['Guesses across many accounts: open', '2 alerts, the worst is high']);
    } finally {
      time.back();
    }
  });

  it('twice told by a worker that died in between is one mail', async () => {
    await settings({ digestMinutes: 1 });
    const time = stopTime(app);
    try {
      time.moveTo(60 * 60_000);
      const before = mails().length;
      await attack('10.7.7.0/24');
      await app.get(AlertMails).tell();
      // as if it had died before it noted that the batch is told
      await app.owner.query(`update alert_deliveries set status = 'waiting', sent_at = null where batch is not null and alert_id =
        (select id from security_alerts where subject = 'network:10.7.7.0/24')`);
      await tellByMail();
      expect(mails()).toHaveLength(before + 1);
    } finally {
      time.back();
    }
  });

  it('not of a muted rule, not below the severity, and not of what staff did', async () => {
    await settings({ emailFrom: 'high', digestMinutes: 1 });
    const before = (await deliveries()).length;
    await staff.tune('credential_stuffing', {
      mute: { until: new Date(Date.now() + 3_600_000).toISOString(), reason: 'Known load test.' },
    });
    await attack('10.8.8.0/24');
    await insertSignals(
      app,
      Array.from({ length: 20 }, () => ({ kind: 'account.login_failed' as const, subject: `user:${newId()}`, at: new Date() })),
    );
    await evaluate(app);
    const [muted] = await staff.of('credential_stuffing', '10.8.8.0/24');
    expect(muted).toMatchObject({ isMuted: true, status: 'open' });
    await staff.tune('credential_stuffing', { mute: null });
    const [open] = await staff.of('credential_stuffing', '192.0.2.0/24');
    expect((await staff.act(open?.id ?? '', 'acknowledge')).status).toBe(200);
    expect(await deliveries()).toHaveLength(before);
    // it goes on after the mute: now somebody is told
    await attack('10.8.8.0/24');
    expect(await staff.of('credential_stuffing', '10.8.8.0/24')).toMatchObject([{ isMuted: false }]);
    expect(await deliveries()).toHaveLength(before + 1);
  });
});

describe('another system hears of a hit', () => {
  it('by a signed call, once', async () => {
    const { webhookSecret } = await settings({ emailFrom: 'never', webhookFrom: 'high', webhookUrl: receiver.url });
    expect(webhookSecret).toMatch(/^whsec_/);
    await attack('10.20.0.0/24');
    await Promise.all([app.get(AlertWebhook).handOver(), app.get(AlertWebhook).handOver()]);
    await app.settle();
    expect(receiver.calls).toHaveLength(1);
    const [call] = receiver.calls;
    const [id, timestamp, signature] = ['id', 'timestamp', 'signature'].map((part) => String(call?.headers[`webhook-${part}`]));
    const signed = { id: id ?? '', timestamp: timestamp ?? '', signature: signature ?? '', body: call?.body ?? Buffer.alloc(0) };
    expect(isSignedByResend(webhookSecret ?? '', signed, new Date())).toBe(true);
    expect(isSignedByResend(webhookSecret ?? '', { ...signed, body: Buffer.concat([signed.body, Buffer.from(' ')]) }, new Date())).toBe(
      false,
    );
    expect(JSON.parse(signed.body.toString())).toMatchObject({
      type: 'alert.opened',
      data: { rule: 'credential_stuffing', severity: 'high', subjectKind: 'network', subjectId: '10.20.0.0/24', count: 9, threshold: 8 },
    });
  });

  it('again when it was not there, and no more when it says it is gone; a redirect is not followed', async () => {
    receiver.calls.length = 0;
    receiver.answers.push({ status: 503 }, { status: 302, location: receiver.url });
    await attack('10.21.0.0/24');
    const handOver = async (attempt: number): Promise<unknown> => {
      const delivery = await calls();
      return app
        .get(AlertWebhook)
        .send({ deliveryId: delivery?.id ?? '' }, { id: 'job', attempt })
        .then(
          () => 'sent',
          (error: unknown) => String(error),
        );
    };
    expect(await handOver(1)).toContain('503');
    expect(await calls()).toMatchObject({ status: 'waiting', attempts: 1, responseStatus: 503 });
    expect(await handOver(2)).toContain('302');
    expect(await handOver(3)).toBe('sent');
    expect(await handOver(4)).toBe('sent');
    expect(await calls()).toMatchObject({ status: 'sent', attempts: 3, error: null });
    expect(receiver.calls).toHaveLength(3);
    expect(new Set(receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);

    receiver.answers.push({ status: 410 });
    await attack('10.22.0.0/24');
    expect(await handOver(1)).toContain('410');
    expect(await calls()).toMatchObject({ status: 'failed', responseStatus: 410 });
    // its dead letter, when staff let it run once more, is no empty run
    expect(await handOver(9)).toBe('sent');
    expect(await calls()).toMatchObject({ status: 'sent', responseStatus: 204, attempts: 2 });
    expect(await handOver(10)).toBe('sent');
    expect(receiver.calls).toHaveLength(5);
  });

  it('as a test on demand, with what came of it; the log says where to, and no key', async () => {
    receiver.calls.length = 0;
    const answer = await staff.request<AlertDelivery>('POST', '/admin/alert-settings/test');
    expect(answer).toMatchObject({ status: 202, body: { alertId: null, channel: 'webhook' } });
    await app.settle();
    expect(receiver.calls.map(({ body }) => (JSON.parse(body.toString()) as { type: string }).type)).toEqual(['alert.test']);
    expect((await deliveries()).find(({ id }) => id === answer.body.id)).toMatchObject({ status: 'sent', responseStatus: 204 });
    const audit = await staff.request<AuditList>('GET', '/admin/audit?action=admin.alert_settings_changed');
    expect(JSON.stringify(audit.body)).not.toMatch(/of-the-receiver|whsec_/);
    expect(JSON.stringify(audit.body)).toContain(new URL(receiver.url).origin);
    await settings({ webhookUrl: null });
    expect((await staff.request<{ code: string }>('POST', '/admin/alert-settings/test')).body.code).toBe('alerts.webhook_missing');
  });

  it('takes https addresses only', async () => {
    for (const webhookUrl of ['http://example.com/', 'ftp://example.com/', 'javascript:alert(1)', 'nowhere']) {
      const answer = await staff.request<{ code: string }>('PATCH', '/admin/alert-settings', { webhookUrl });
      expect([webhookUrl, answer.status]).toEqual([webhookUrl, 400]);
    }
    expect((await staff.request('PATCH', '/admin/alert-settings', {})).status).toBe(400);
  });
});

it('a mail says who it is from and why', () => {
  const [mail] = mails();
  expect(mail && headerOf(mail, 'subject')).toBe('Guesses across many accounts: open');
  expect(mail?.text).toContain('you work for OrbisVoice');
});
