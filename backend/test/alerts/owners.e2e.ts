import type { AuditList } from '@orbisvoice/shared-dto';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { OwnerNews } from '../../src/modules/alerts/services/owner-news.js';
import { AuditLog } from '../../src/modules/audit/index.js';
import { createApiKey } from '../factories/entities.js';
import { givenStaff } from '../admin/staff.js';
import { inbox, mailsTo } from '../email/mails.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { AlertStaff, evaluate, insertSignals } from './alert-world.js';

let app: TestApp;
let mailbox: MailInbox;
let staff: AlertStaff;

beforeAll(async () => {
  mailbox = await inbox();
  app = await startTestApp({ database: await freshDatabase(), environment: { EMAIL_SMTP_URL: mailbox.smtpUrl } });
  staff = new AlertStaff(app, await givenStaff(app));
}, 240_000);
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

/** What a worker does every half minute. */
async function turn(): Promise<void> {
  await evaluate(app);
  await app.get(OwnerNews).tell();
  await app.settle();
}

const alarms = (owner: TestOwner) => mailsTo(mailbox, owner.email).filter(({ template }) => template === 'workspace-alert');
const entries = async (owner: TestOwner) =>
  (await app.request<AuditList>('GET', '/audit?action=security.alert', { token: owner.token })).body.items;

/** Wrong passwords on the account of an owner, as the audit log has them. */
const guesses = (owner: TestOwner, count = 12): Promise<string[]> =>
  insertSignals(
    app,
    Array.from({ length: count }, () => ({
      kind: 'account.login_failed' as const,
      subject: `user:${owner.session.me.id}`,
      tenantId: owner.tenantId,
      at: new Date(),
      details: { action: 'user.login_failed' },
    })),
  );

describe('owners hear of what concerns their people and keys', () => {
  it('once while a hit grows, by mail and in their own log', async () => {
    const owner = await app.signUp();
    await guesses(owner);
    await Promise.all([turn(), app.get(OwnerNews).tell()]);
    await guesses(owner);
    await turn();
    await turn();
    expect(alarms(owner)).toHaveLength(1);
    const [mail] = alarms(owner);
    expect(mail?.subject).toBe('Many failed log-ins on one account');
    const said = mail?.text.replace(/\s+/g, ' ');
    expect(said).toContain(`log in as ${owner.session.me.name} and gave a wrong password 12 times within 15 minutes.`);
    expect(mail?.text).not.toMatch(/\/admin|threshold|failed_logins/);
    expect(await entries(owner)).toMatchObject([
      {
        actorKind: 'system',
        targetType: 'user',
        targetId: owner.session.me.id,
        changes: { rule: { after: 'failed_logins' }, count: { after: 12 } },
      },
    ]);
    const [hit] = await staff.of('failed_logins', owner.session.me.id);
    const { steps } = await staff.read(hit?.id ?? '');
    expect(steps.flatMap(({ told }) => told)).toEqual([{ channel: 'owners', status: 'sent' }]);
  });

  it('again when it comes back after staff settled it', async () => {
    const owner = await app.signUp();
    await guesses(owner);
    await turn();
    const [hit] = await staff.of('failed_logins', owner.session.me.id);
    expect((await staff.act(hit?.id ?? '', 'resolve', 'Talked to them.')).status).toBe(200);
    await guesses(owner);
    await turn();
    expect(alarms(owner)).toHaveLength(2);
    expect(await entries(owner)).toHaveLength(2);
  });

  it('of a key by its name, with the countries', async () => {
    const owner = await app.signUp();
    const key = await createApiKey(app, owner.token);
    const use = (country: string) => ({
      kind: 'api_key.use' as const,
      subject: `api_key:${key.id}`,
      facet: '198.51.100.0/24',
      tenantId: owner.tenantId,
      at: new Date(),
      details: { network: '198.51.100.0/24', country },
    });
    await insertSignals(app, [use('DE')]);
    await turn();
    await insertSignals(app, [use('BR')]);
    await turn();
    // the key itself may have been made at what counts as night here
    const mail = alarms(owner).find(({ subject }) => subject === 'An API key is used from a new country');
    expect(mail?.text.replace(/\s+/g, ' ')).toContain('The API key “Integration” was used from Brazil, where it had not been used before.');
    const ofKey = (await entries(owner)).filter(({ targetType }) => targetType === 'api_key');
    expect(ofKey).toMatchObject([{ targetId: key.id, changes: { rule: { after: 'api_key_new_country' } } }]);
  });
});

describe('nobody hears', () => {
  it('of the work our staff do for the platform, of a muted rule, and of what is no workspace’s', async () => {
    const [owner, colleague] = [await app.signUp(), await app.signUp()];
    await insertSignals(
      app,
      Array.from({ length: 10 }, () => ({
        kind: 'export' as const,
        subject: `user:${colleague.session.me.id}`,
        tenantId: colleague.tenantId,
        at: new Date(),
        details: { action: 'admin.tenants_exported' },
      })),
    );
    await staff.tune('failed_logins', { mute: { until: new Date(Date.now() + 3_600_000).toISOString(), reason: 'A known test.' } });
    await guesses(owner);
    await turn();
    await staff.tune('failed_logins', { mute: null });
    expect(await staff.of('export_burst', colleague.session.me.id)).toHaveLength(1);
    expect(await staff.of('failed_logins', owner.session.me.id)).toMatchObject([{ isMuted: true }]);
    expect([...alarms(colleague), ...alarms(owner)]).toEqual([]);
    // it goes on after the mute: now they are to know
    await guesses(owner, 1);
    await turn();
    expect(alarms(owner)).toHaveLength(1);
  });
});

it('claim, entry and news are one: when the log cannot be written they are told in the next turn', async () => {
  const [owner, other] = [await app.signUp(), await app.signUp()];
  await guesses(owner);
  await guesses(other);
  await evaluate(app);
  const record = jest.spyOn(app.get(AuditLog), 'record').mockRejectedValueOnce(new Error('the log cannot be written'));
  await expect(app.get(OwnerNews).tell()).rejects.toThrow('the log cannot be written');
  record.mockRestore();
  await app.settle();
  expect([alarms(owner).length, alarms(other).length].sort()).toEqual([0, 1]);
  await app.get(OwnerNews).tell();
  await app.settle();
  expect([alarms(owner).length, alarms(other).length]).toEqual([1, 1]);
  expect([(await entries(owner)).length, (await entries(other)).length]).toEqual([1, 1]);
});

it('a delivery is claimed by its own workspace only', async () => {
  const [owner, neighbour] = [await app.signUp(), await app.signUp()];
  await guesses(owner);
  await evaluate(app);
  const { rows } = await app.owner.query<{ id: string }>(
    `select d.id from alert_deliveries d join security_alerts a on a.id = d.alert_id where a.about_tenant_id = $1`,
    [owner.tenantId],
  );
  await app.owner.query('begin');
  await app.owner.query(`select set_config('app.tenant', $1, true)`, [neighbour.tenantId]);
  const claim = await app.owner.query('select claim_owners_delivery($1, now()) as "isClaimed"', [rows[0]?.id]);
  await app.owner.query('rollback');
  expect(claim.rows).toEqual([{ isClaimed: false }]);
});
