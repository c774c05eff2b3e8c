import type { Export } from '@orbisvoice/shared-dto';
import type { MailInbox } from '../../sandbox/mail/index.js';
import { ExportRescue } from '../../src/modules/exports/services/export-rescue.js';
import { FileStorage } from '../../src/platform/storage/file-storage.js';
import { emailRows, inbox, mailsTo } from '../email/mails.js';
import { createApiKey } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { ask, look } from './export-world.js';

const SECRET = 'AKIA-OF-THE-BUCKET';

let app: TestApp;
let mailbox: MailInbox;
let storage: jest.SpyInstance;
let owner: TestOwner;

beforeAll(async () => {
  mailbox = await inbox();
  const environment = { EMAIL_SMTP_URL: mailbox.smtpUrl, PUBLIC_URL: 'https://orbis.example' };
  app = await startTestApp({ database: await freshDatabase(), environment });
}, 90_000);
afterAll(async () => {
  await app.close();
  await mailbox.close();
});

beforeEach(async () => {
  owner = await app.signUp();
  await app.settle();
  storage = jest.spyOn(app.get(FileStorage), 'put').mockRejectedValue(new Error(`403 for ${SECRET}`));
});
afterEach(() => storage.mockRestore());

/** The templates of mails about exports, oldest first. */
const told = async (tenantId: string): Promise<string[]> =>
  (await emailRows(app, tenantId)).map(({ template }) => template).filter((name) => name.startsWith('export-'));

/** The jobs until one fails, which the queue keeps, and then what they left to do. */
async function settled(): Promise<void> {
  await app.settle().catch(() => undefined);
  await app.settle();
}

/** More than an export has. */
const MOST_TRIES = 20;

/** Tries until nothing tries any more. */
async function tryToTheEnd(id: string): Promise<Export> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    await settled();
    const one = await look(app, owner.token, id);
    if (one.status !== 'queued') return one;
    expect(await told(owner.tenantId)).toEqual([]);
    await app.owner.query(`update exports set queued_at = now() - interval '2 minutes' where id = $1`, [id]);
    await app.get(ExportRescue).run();
  }
  throw new Error(`an export is still tried after ${MOST_TRIES} tries`);
}

it('tells once of an export whose storage fails, and of the file when it came about after all', async () => {
  const { id, fileName } = (await ask(app, owner.token, { dataset: 'members' })).body;
  expect(await tryToTheEnd(id)).toMatchObject({ status: 'failed', failure: 'storage_failed' });
  expect(await told(owner.tenantId)).toEqual(['export-failed']);
  const [mail] = mailsTo(mailbox, owner.email).filter(({ template }) => template === 'export-failed');
  expect(mail).toMatchObject({ subject: `We could not write ${fileName}` });
  expect(mail?.text).toContain('The file store did not take it.');
  expect(mail?.text).toContain(`https://orbis.example/exports/${id}`);
  expect(`${mail?.text} ${mail?.html}`).not.toMatch(new RegExp(`${SECRET}|storage_failed|\\bat .*\\.[jt]s\\b`));
  storage.mockRestore();
  expect((await app.request('POST', `/exports/${id}/retry`, { token: owner.token })).status).toBe(200);
  await app.settle();
  expect(await told(owner.tenantId)).toEqual(['export-failed', 'export-ready']);
});

it('tells of each asking that failed', async () => {
  const { id } = (await ask(app, owner.token, { dataset: 'members' })).body;
  await app.owner.query('update exports set attempts = 2 where id = $1', [id]);
  await settled();
  await app.request('POST', `/exports/${id}/retry`, { token: owner.token });
  await app.owner.query('update exports set attempts = 2 where id = $1', [id]);
  await settled();
  expect(await told(owner.tenantId)).toEqual(['export-failed', 'export-failed']);
});

it('tells nobody of what was cancelled, nor of what an API key asked for', async () => {
  const canceled = (await ask(app, owner.token, { dataset: 'members' })).body;
  expect((await app.request('POST', `/exports/${canceled.id}/cancel`, { token: owner.token })).status).toBe(200);
  const { secret } = await createApiKey(app, owner.token, { scopes: ['exports.read', 'exports.write', 'billing.read'] });
  const { id } = (await ask(app, secret, { dataset: 'invoices' })).body;
  await app.owner.query('update exports set attempts = 2 where id = $1', [id]);
  await settled();
  expect(await look(app, owner.token, id)).toMatchObject({ status: 'failed' });
  expect(await told(owner.tenantId)).toEqual([]);
});
