import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AuditList, type AuditVerification, AuditVerifications, type Problem } from '@orbisvoice/shared-dto';
import { AuditErasure, AuditHeadSigning, AuditReader, AuditVerifier } from '../../src/modules/audit/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { givenStaff, impersonate } from '../admin/staff.js';
import { join as joinTenant } from '../auth/people.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { asIntruder } from './chain-tampering.js';

const SCRIPT = join(__dirname, '../../../tools/verify-audit-export.mjs');

describe('the audit log over HTTP', () => {
  let app: TestApp;
  let staff: TestOwner;
  let owner: TestOwner;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'orbis-audit-'));
    const environment = { AUDIT_HEADS_FILE: join(folder, 'heads.jsonl') };
    app = await startTestApp({ database: await freshDatabase(), environment });
    staff = await givenStaff(app);
    owner = await app.signUp({ company: '=cmd()' });
    await app.request('POST', '/auth/login', { body: { email: owner.email, password: 'not the password' } });
    await app.request('PUT', '/billing/email', { token: owner.token, body: { email: 'money@secret.example' } });
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  const own = (query = ''): Promise<AuditList> =>
    app.request<AuditList>('GET', `/audit?pageSize=100${query}`, { token: owner.token }).then(({ body }) => body);
  const ofAll = (query = ''): Promise<AuditList> =>
    app.request<AuditList>('GET', `/admin/audit?pageSize=100${query}`, { token: staff.token }).then(({ body }) => body);
  const exported = (body: object): Promise<string> =>
    app.request<string>('POST', '/admin/audit/export', { token: staff.token, body }).then((answer) => answer.body);
  const script = (...files: string[]): Promise<string> =>
    promisify(execFile)(process.execPath, [SCRIPT, ...files]).then(
      ({ stdout }) => stdout,
      (error: { stdout: string }) => error.stdout,
    );

  it('shows a tenant its own part, to who may see it', async () => {
    const { items } = await own();
    expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['user.signed_up', 'billing.email_changed', 'audit.read']));
    expect(items.every(({ tenantId }) => tenantId === owner.tenantId)).toBe(true);
    expect(items.find(({ action }) => action === 'billing.email_changed')).toMatchObject({
      actorName: 'Test Owner',
      ip: '127.0.0.1',
      changes: { billingEmail: { after: 'money@secret.example' } },
    });
    const member = await joinTenant(app, owner, 'member');
    expect(await app.request('GET', '/audit', { token: member.token })).toMatchObject({ status: 403 });
    expect(await app.request('GET', '/audit/export', { token: member.token })).toMatchObject({ status: 403 });
    expect(await app.request('GET', '/audit')).toMatchObject({ status: 401 });
    expect(await app.request('GET', `/audit?tenantId=${staff.tenantId}`, { token: owner.token })).toMatchObject({ status: 400 });
  });

  it('finds by actor, target and address, and notes a reader once', async () => {
    const me = owner.session.me.id;
    await own();
    expect((await own('&action=audit.read')).items).toHaveLength(1);
    const mine = (await ofAll(`&actorId=${me}`)).items.map(({ actorId }) => actorId);
    expect(mine.length).toBeGreaterThan(1);
    expect(new Set(mine)).toEqual(new Set([me]));
    expect((await ofAll(`&targetType=user&targetId=${me}&action=user.login_failed`)).items).toHaveLength(1);
    expect((await ofAll('&ip=127.0.0.1')).items.length).toBeGreaterThan(3);
    expect((await ofAll('&ip=127.0.0.2')).items).toEqual([]);
    expect(await app.request('GET', '/admin/audit?ip=localhost', { token: staff.token })).toMatchObject({ status: 400 });
  });

  it('finds what one request did, and entries of one kind of target', async () => {
    const [changed] = (await own('&action=billing.email_changed')).items;
    const traceId = changed?.traceId ?? '';
    expect((await ofAll(`&traceId=${traceId}`)).items.map(({ id }) => id)).toEqual([changed?.id]);
    expect((await own(`&traceId=${traceId}`)).items.map(({ id }) => id)).toEqual([changed?.id]);
    expect((await ofAll('&traceId=never')).items).toEqual([]);
    const kinds = (await ofAll('&targetType=user')).items.map(({ targetType }) => targetType);
    expect(new Set(kinds)).toEqual(new Set(['user']));
    const { rows } = await app.owner.query<{ name: string }>(
      `select relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = 'audit_entries'::regclass and i.indisvalid and relname ~ '^audit_entries_(trace|target_type|news|tenant_news)$' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      'audit_entries_news',
      'audit_entries_target_type',
      'audit_entries_tenant_news',
      'audit_entries_trace',
    ]);
  });

  it('notes staff who read as somebody else beside that person, under both names', async () => {
    await own();
    const seen = await impersonate(app, staff, { tenantId: owner.tenantId, userId: owner.session.me.id, mode: 'read' });
    expect((await app.request('GET', '/audit', { token: seen.accessToken })).status).toBe(200);
    const me = { actorKind: 'user', actorId: owner.session.me.id };
    expect((await own(`&action=audit.read&actorId=${me.actorId}`)).items).toMatchObject([
      { ...me, impersonatorId: staff.session.me.id },
      { ...me, impersonatorId: null },
    ]);
  });

  it('keeps no name, address or mail address in the open', async () => {
    const { rows } = await app.owner.query<{ text: string }>('select to_json(a)::text as text from audit_entries a');
    const text = rows.map((row) => row.text).join('\n');
    for (const personal of ['Test Owner', 'money@secret.example', '127.0.0.1', owner.email]) expect(text).not.toContain(personal);
  });

  it('is exported with what proves it, and the export is on record', async () => {
    await app.get(AuditHeadSigning).sign();
    const { publicKey } = AuditVerifications.parse((await app.request('GET', '/admin/audit/verify', { token: staff.token })).body);
    const files = { log: join(folder, 'log.jsonl'), heads: join(folder, 'heads.jsonl'), key: join(folder, 'key.pem') };
    const answer = await app.request<string>('GET', '/audit/export?format=jsonl', { token: owner.token });
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="orbisvoice-audit.jsonl"');
    const lines = answer.body.trimEnd().split('\n');
    await writeFile(files.log, answer.body);
    await writeFile(files.key, publicKey);
    expect(await script(files.log, files.heads, files.key)).toBe(`${lines.length} entries, intact\n`);
    expect(await readFile(files.heads, 'utf8')).toBe((await app.request<string>('GET', '/admin/audit/heads', { token: staff.token })).body);
    await writeFile(files.log, answer.body.replace('user.signed_up', 'user.updated'));
    expect(await script(files.log)).toMatch(/^entry 1: /);
    await writeFile(files.log, answer.body.replace('"targetType":"user"', '"targetType":"agent"'));
    expect(await script(files.log)).toBe('entry 1: says something else than its canonical form\n');
    await writeFile(files.log, `${lines.slice(0, 2).join('\n')}\n`);
    expect(await script(files.log, files.heads, files.key)).toMatch(/cut or written anew/);
    expect((await own('&action=audit.exported')).items).toMatchObject([{ changes: { format: { after: 'jsonl' } } }]);
  });

  it('gives staff what the filters find, as a table that calculates nothing', async () => {
    const csv = await exported({ format: 'csv', tenantId: owner.tenantId });
    const [head, ...lines] = csv.trimEnd().split('\r\n');
    expect(head).toMatch(/^seq,at,tenantId,tenantName,.*,hash,mac,canonical$/);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.map((line) => line.split(',')[0])).toEqual(lines.map((_line, index) => String(index + 1)));
    expect(lines.every((line) => line.includes(",'=cmd(),"))).toBe(true);
    const some = await exported({ format: 'jsonl', action: 'user.signed_up' });
    expect(some.trimEnd().split('\n')).toHaveLength((await ofAll('&action=user.signed_up')).items.length);
    // on record where the tenant sees it, and with staff where it was about all
    expect((await own('&action=audit.exported')).items).toMatchObject([{ actorKind: 'staff' }, { actorKind: 'user' }]);
    expect((await ofAll(`&action=audit.exported&tenantId=${staff.tenantId}`)).items).toHaveLength(1);
    expect(await app.request('POST', '/admin/audit/export', { token: staff.token, body: { format: 'pdf' } })).toMatchObject({
      status: 400,
    });
    expect(await app.request('POST', '/admin/audit/export', { token: owner.token, body: { format: 'csv' } })).toMatchObject({
      status: 403,
    });
  });

  it('notes whoever acts as a reader beside that reader', async () => {
    const customer = await app.signUp();
    const whom = { tenantId: customer.tenantId, userId: customer.session.me.id };
    const { accessToken } = await impersonate(app, staff, { ...whom, mode: 'read' });
    for (const token of [customer.token, accessToken, accessToken]) await app.request('GET', '/audit', { token });
    const { items } = await ofAll(`&tenantId=${customer.tenantId}&action=audit.read&actorKind=user`);
    expect(items.map(({ actorId, impersonatorId, impersonatorName }) => ({ actorId, impersonatorId, impersonatorName }))).toEqual([
      { actorId: whom.userId, impersonatorId: staff.session.me.id, impersonatorName: 'Test Owner' },
      { actorId: whom.userId, impersonatorId: null, impersonatorName: null },
    ]);
    const own = await app.request<AuditList>('GET', '/audit?action=audit.read&actorKind=user', { token: customer.token });
    expect(own.body.items[0]).toMatchObject({ impersonatorName: 'Test Owner' });
  });

  it('forgets a person and still verifies', async () => {
    const gone = await app.signUp();
    expect(await app.get(AuditErasure).person({ userId: gone.session.me.id, email: gone.email })).toBeGreaterThan(0);
    const { items } = await ofAll(`&tenantId=${gone.tenantId}&actorId=${gone.session.me.id}`);
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ actorName, ip }) => actorName === '[erased]' && ip === null)).toBe(true);
    expect(await app.get(AuditVerifier).verify()).toMatchObject({ findings: [] });
    await app.get(AuditErasure).tenant(tenantIdOf(owner.tenantId));
    expect((await ofAll(`&tenantId=${owner.tenantId}&action=billing.email_changed`)).items).toMatchObject([
      { actorName: '[erased]', changes: { billingEmail: { after: '[erased]' } } },
    ]);
    expect(await app.get(AuditVerifier).verify()).toMatchObject({ findings: [] });
  });

  it('seals nothing with a key that was erased, in other processes neither', async () => {
    const customer = await app.signUp();
    const [tenantId, userId] = [tenantIdOf(customer.tenantId), customer.session.me.id];
    const other = await startTestApp({ database: app.database });
    const rename = async (name: string): Promise<string | null | undefined> => {
      await other.request('PATCH', '/auth/me', { token: customer.token, body: { name } });
      return (await app.get(AuditReader).ofTenant(tenantId, { pageSize: 1, actorId: userId })).items[0]?.actorName;
    };
    try {
      expect(await rename('Test Owner the Second')).toMatch(/^Test Owner/);
      await app.get(AuditErasure).person({ userId, email: null });
      const until = Date.now() + 3_000;
      let name = await rename('Test Owner 0');
      for (let turn = 1; name === '[erased]' && Date.now() < until; turn++) name = await rename(`Test Owner ${turn}`);
      expect(name).toMatch(/^Test Owner/);
    } finally {
      await other.close();
    }
  });

  it('is checked by a worker on the word of staff, one check at a time', async () => {
    const start = (token = staff.token) => app.request<AuditVerification & Problem>('POST', '/admin/audit/verify', { token });
    const list = async (): Promise<AuditVerifications> =>
      AuditVerifications.parse((await app.request('GET', '/admin/audit/verify', { token: staff.token })).body);
    expect(await start(owner.token)).toMatchObject({ status: 403 });
    expect(await start()).toMatchObject({ status: 202, body: { status: 'running', startedBy: 'Test Owner' } });
    expect(await start()).toMatchObject({ status: 409, body: { code: 'audit.verification_running' } });
    await app.settle();
    const [intact] = (await list()).items;
    expect(intact).toMatchObject({ status: 'intact', faultyTenants: 0, findings: [] });
    expect(intact?.entries).toBeGreaterThan(10);
    await asIntruder(app.owner, owner.tenantId, [`update audit_entries set action = 'x' where tenant_id = :tenant and seq = 2`]);
    await start();
    await app.settle();
    expect((await list()).items[0]).toMatchObject({
      status: 'broken',
      faultyTenants: 1,
      findings: [{ tenantId: owner.tenantId, tenantName: '=cmd()', seq: 2, kind: 'changed' }],
    });
  });
});
