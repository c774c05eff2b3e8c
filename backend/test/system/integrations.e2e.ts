import { IntegrationProbe, type Problem, SystemIntegrations } from '@orbisvoice/shared-dto';
import { startMailInbox, type MailInbox } from '../../sandbox/mail/index.js';
import { IntegrationRecorder } from '../../src/modules/system/services/integration-recorder.js';
import { Config } from '../../src/platform/config/config.js';
import { IntegrationJournal } from '../../src/platform/reports/integration-journal.js';
import { RunCounts } from '../../src/platform/reports/run-counts.js';
import { givenStaff } from '../admin/staff.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStripeSandbox, type StripeSandbox } from '../../sandbox/stripe/server.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';

let app: TestApp;
let staff: TestOwner;
let colleague: TestOwner;
let stripe: StripeSandbox;
let inbox: MailInbox;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orbis-integrations-'));
  stripe = await startStripeSandbox({ port: 0 });
  inbox = await startMailInbox({ smtpPort: 0, webPort: 0, dataDir: folder });
  app = await startTestApp({
    database: await freshDatabase(),
    environment: {
      STRIPE_API_URL: stripe.url,
      EMAIL_SMTP_URL: inbox.smtpUrl,
      EMAIL_FALLBACK_TRANSPORT: 'resend',
      EMAIL_RESEND_API_KEY: 're_secret_key_of_the_suite',
      EMAIL_RESEND_API_URL: 'http://127.0.0.1:9',
    },
  });
  staff = await givenStaff(app);
  colleague = await givenStaff(app);
}, 60_000);
afterAll(async () => {
  await app.close();
  await inbox.close();
  await stripe.close();
  await rm(folder, { recursive: true, force: true });
});

const PATH = '/admin/system/integrations';
const board = async () => SystemIntegrations.parse((await app.request('GET', PATH, { token: staff.token })).body);
const one = async (name: string) => {
  const found = (await board()).items.find((item) => item.name === name);
  if (!found) throw new Error(`no integration ${name}`);
  return found;
};
const probe = (name: string, by = staff) => app.request<IntegrationProbe>('POST', `${PATH}/${name}/probe`, { token: by.token });
const rested = (name: string) =>
  app.owner.query(`update integration_probes set begun_at = begun_at - interval '1 minute' where name = $1`, [name]);

it('lists what this installation has, and nothing else', async () => {
  const { redis } = app.get(Config);
  const names = (await board()).items.map(({ name }) => name).sort();
  expect(names).toEqual(['postgres', ...(redis.url ? ['redis'] : []), 'resend', 'smtp', 'storage', 'stripe', 'stripe-webhook']);
});

describe('a probe', () => {
  it('asks, and its answer is kept for everybody with who asked', async () => {
    for (const name of ['postgres', 'stripe', 'smtp']) {
      const answer = await probe(name);
      expect(answer.status).toBe(200);
      expect(IntegrationProbe.parse(answer.body)).toMatchObject({ isOk: true, byName: 'Test Owner' });
      expect((await one(name)).probe).toEqual({ ...answer.body });
    }
    const { rows } = await app.owner.query(
      `select target_id from audit_entries where action = 'admin.integration_probed' and tenant_id = $1 order by target_id`,
      [staff.tenantId],
    );
    expect(rows).toEqual([{ target_id: 'postgres' }, { target_id: 'smtp' }, { target_id: 'stripe' }]);
  });

  it('changes nothing at the other side: no mail, no object', async () => {
    await rested('smtp');
    expect((await probe('smtp')).body.isOk).toBe(true);
    expect(inbox.messages()).toEqual([]);
  });

  it('tells that somebody is down, with the key masked', async () => {
    const answer = await probe('resend');
    expect(answer).toMatchObject({ status: 200, body: { isOk: false, detail: expect.stringContaining('no answer') as string } });
    expect(JSON.stringify(answer.body)).not.toContain('re_secret');
    expect((await probe('stripe-webhook')).body).toMatchObject({ isOk: false });
  });

  it('is made once in a while, whoever asks', async () => {
    await rested('postgres');
    const answers = await Promise.all([probe('postgres'), probe('postgres', colleague), probe('postgres')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429]);
    expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ code: 'integrations.probe_too_soon' });
  });

  it.each(['nobody', 'voice-engine'])('of %s, which is not there, is refused', async (name) => {
    expect(await app.request<Problem>('POST', `${PATH}/${name}/probe`, { token: staff.token })).toMatchObject({
      status: 404,
      body: { code: 'integrations.not_found' },
    });
  });
});

describe('what processes note', () => {
  const write = () => app.get(IntegrationRecorder).write();

  it('is shown with last success, last error and counts, masked', async () => {
    const journal = app.get(IntegrationJournal);
    journal.note('smtp', { ms: 12.4 });
    journal.note('smtp', { ms: 5_000, error: 'smtp did not answer for ada@example.com' });
    await write();
    expect(await one('smtp')).toMatchObject({
      latencyMs: 12,
      successes24h: 1,
      failures24h: 1,
      lastError: 'smtp did not answer for a***@example.com',
    });
    await write();
    expect(await one('smtp')).toMatchObject({ successes24h: 1, failures24h: 1 });
  });

  it('is shown for each process: an open circuit here, a closed one there, none of the dead', async () => {
    const until = new Date(Date.now() + 60_000);
    app.get(IntegrationJournal).circuit('smtp', { state: 'open', until });
    await write();
    const process = (host: string, seen: string) =>
      `with p as (insert into system_processes (id, kind, host, pid, version, node_version, started_at, seen_at, figures)
         values (gen_random_uuid(), 'worker', '${host}', 7, '1', '20', now(), now() - interval '${seen}', '{}') returning id)
       insert into integration_reports (name, process_id, circuit, circuit_until, reported_at) select 'smtp', id, 'open', now() - interval '1 s', now() from p`;
    await app.owner.query(process('other', '1 second'));
    await app.owner.query(process('dead', '5 minutes'));
    const { circuits } = await one('smtp');
    expect(circuits.map(({ kind, host, state }) => [kind, host === 'other', state])).toEqual([
      ['worker', true, 'half_open'],
      ['api', false, 'open'],
    ]);
    expect(circuits[1]?.until).toBe(until.toISOString());
  });

  it('counts what came to the webhook without a signature', async () => {
    const refused = await fetch(`${app.url}/api/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': 't=1,v1=00' },
      body: '{}',
    });
    expect(refused.status).toBe(400);
    await write();
    expect(await one('stripe-webhook')).toMatchObject({
      failures24h: 1,
      lastSuccessAt: null,
      lastError: 'A request without a valid signature',
    });
  });

  it('and what workers ran, is written once however often it is tried', async () => {
    const runs = app.get(RunCounts);
    for (const outcome of ['done', 'done', 'retried', 'failed'] as const) runs.count('emails', outcome);
    await app.owner.query('alter table queue_minutes rename to queue_minutes_away');
    await write();
    await app.owner.query('alter table queue_minutes_away rename to queue_minutes');
    runs.count('emails', 'done');
    await write();
    await runs.flush();
    const { rows } = await app.owner.query(
      `select sum(done)::int as done, sum(retried)::int as retried, sum(failed)::int as failed from queue_minutes where queue = 'emails'`,
    );
    expect(rows).toEqual([{ done: 3, retried: 1, failed: 1 }]);
  });
});
