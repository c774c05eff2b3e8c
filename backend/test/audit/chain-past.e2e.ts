import pg from 'pg';
import { AuditReader, AuditVerifier } from '../../src/modules/audit/index.js';
import { migrate } from '../../src/migrate.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { startTestApp, testEnvironment } from '../harness/app.js';
import { freshDatabase, type TestDatabase } from '../harness/postgres.js';

const TENANT = '0195f3c0-0000-7000-8000-000000000001';
const USER = '0195f3c0-0000-7000-8000-000000000002';

/** As it was on the day before the chain: entries without a place, their addresses readable. */
const BEFORE = `
alter table audit_entries drop constraint audit_entries_chained;
insert into tenants (id, name, slug, billing_email, referral_code, created_at, updated_at)
  values ('${TENANT}', 'Old', 'old', 'old@test.example', 'OLD', now(), now());
insert into audit_entries (id, tenant_id, at, action, actor_kind, actor_id, actor_name, target_type, target_id, changes, ip, trace_id)
  select gen_random_uuid(), '${TENANT}', '2025-01-01T00:00:00.123456Z'::timestamptz + n * interval '1 hour', 'team.member_joined', 'user', '${USER}',
    'Ada Lovelace', 'user', '${USER}', '{"z": 1.50, "email": {"after": "ada@test.example", "before": null}}', '198.51.100.7', 't' || n
  from generate_series(1, 2500) n;
alter table audit_entries add constraint audit_entries_chained
  check (ip is null and seq is not null and seq > 0 and hash is not null and length(hash) = 32 and mac is not null and length(mac) = 32) not valid`;

describe('migrate, on a database with a past', () => {
  let database: TestDatabase;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await freshDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(BEFORE);
  });
  afterAll(() => owner.end());

  const again = (dataSecret?: string): Promise<string[]> => {
    const lines: string[] = [];
    const [appPassword, platformPassword] = [database.appUrl, database.platformUrl].map((url) => decodeURIComponent(new URL(url).password));
    return migrate({
      ownerUrl: database.ownerUrl,
      appPassword: appPassword ?? '',
      platformPassword: platformPassword ?? '',
      ...(dataSecret && { dataSecret }),
      log: (line) => lines.push(line),
    }).then(() => lines);
  };

  it('says that it needs the secret, and leaves everything as it was', async () => {
    await expect(again()).rejects.toThrow('DATA_SECRET');
    expect((await owner.query('select 1 from audit_entries where seq is null')).rowCount).toBe(2_500);
  });

  it('chains and seals what was written before, oldest first, once', async () => {
    const { DATA_SECRET: secret = '' } = testEnvironment(database);
    expect(await again(secret)).toEqual(['chained 2500 audit entries']);
    expect(await again(secret)).toEqual([]);
    const { rows } = await owner.query<{ text: string }>('select to_json(a)::text as text from audit_entries a');
    expect(rows.filter(({ text }) => /Ada Lovelace|ada@test|198\.51/.test(text))).toEqual([]);
    await expect(owner.query(`update audit_entries set action = 'x'`)).rejects.toThrow('append-only');
    const app = await startTestApp({ database });
    try {
      expect(await app.get(AuditVerifier).verify()).toMatchObject({ tenants: 1, entries: 2_500, findings: [] });
      const { items } = await app.get(AuditReader).ofTenant(tenantIdOf(TENANT), { pageSize: 1 });
      expect(items).toMatchObject([
        { seq: 2_500, actorName: 'Ada Lovelace', ip: '198.51.100.7', changes: { email: { after: 'ada@test.example' } } },
      ]);
    } finally {
      await app.close();
    }
  });
});
