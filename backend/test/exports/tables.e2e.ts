import { API_KEY_SCOPES, EXPORT_DATASETS, type ApiKeyScope, type ExportDataset } from '@orbisvoice/shared-dto/values';
import type { DatasetTable } from '../../src/modules/exports/persistence/dataset-columns.js';
import { DATASET_TABLES, type TableDataset } from '../../src/modules/exports/persistence/dataset-tables.js';
import { createApiKey } from '../factories/entities.js';
import { tenantWorld, type TenantWorld } from '../factories/tenant-world.js';
import { startTestApp, type TestApp } from '../harness/app.js';
import { ask, exported, fileOf, guarded, NASTY, parseCsv } from './export-world.js';
import { NASTY_ROWS } from './nasty-rows.js';

const TABLES = Object.entries<DatasetTable>(DATASET_TABLES) as [TableDataset, DatasetTable][];

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ environment: { EXPORT_MAX_UNFINISHED: '100' } });
});
afterAll(() => app.close());

describe('a table with texts of others', () => {
  it.each(NASTY_ROWS)('$dataset gives them back as they were, but for the mark before a formula', async ({ dataset, columns, sql }) => {
    const owner = await app.signUp();
    // a statement that makes the rows anew takes no texts
    for (const text of sql) await app.owner.query(text, text.includes('$2') ? [owner.tenantId, NASTY] : [owner.tenantId]);
    const csv = await exported(app, owner.token, { dataset });
    const [header = [], ...rows] = parseCsv(await fileOf(app, owner.token, csv.id));
    expect([csv.status, csv.rows, csv.rowsExpected]).toEqual(['completed', rows.length, rows.length]);
    const json = await exported(app, owner.token, { dataset, format: 'json' });
    const lines = (await fileOf(app, owner.token, json.id)).split('\n').slice(0, -1);
    for (const column of columns) {
      expect([column, rows.map((row) => row[header.indexOf(column)]).slice(0, NASTY.length)]).toEqual([column, NASTY.map(guarded)]);
      const values = lines.map((line) => (JSON.parse(line) as Record<string, unknown>)[column]);
      expect([column, values.slice(0, NASTY.length)]).toEqual([column, NASTY]);
    }
  });

  it('has lists and truths as a program reads them', async () => {
    const owner = await app.signUp();
    const rows = NASTY_ROWS.find(({ dataset }) => dataset === 'agents');
    await app.owner.query(rows?.sql[0] ?? '', [owner.tenantId, NASTY]);
    const csv = await exported(app, owner.token, { dataset: 'agents' });
    const [header = [], ...cells] = parseCsv(await fileOf(app, owner.token, csv.id));
    const of = (column: string): string[] => cells.map((row) => row[header.indexOf(column)] ?? '');
    const expected = NASTY.map((description) => [{ name: 'x', description }]);
    expect(of('tools').map((cell) => JSON.parse(cell) as unknown)).toEqual(expected);
    expect(of('allowedOrigins').map((cell) => JSON.parse(cell) as unknown)).toEqual(NASTY.map((text) => [text]));
    expect(new Set(of('isActive'))).toEqual(new Set(['true']));
    const json = await exported(app, owner.token, { dataset: 'agents', format: 'json' });
    const [first = ''] = (await fileOf(app, owner.token, json.id)).split('\n');
    expect(JSON.parse(first)).toMatchObject({
      tools: expected[0],
      allowedOrigins: [NASTY[0]],
      isActive: true,
      widget: {},
      deletedAt: null,
    });
  });
});

describe('every dataset that is a table', () => {
  let mine: TenantWorld;
  let other: TenantWorld;

  const countOf = async (dataset: TableDataset): Promise<number> => {
    const text = `select count(*)::int as count from ${DATASET_TABLES[dataset].table} where tenant_id = $1`;
    return (await app.owner.query<{ count: number }>(text, [mine.tenantId])).rows[0]?.count ?? 0;
  };

  beforeAll(async () => {
    [mine, other] = [await tenantWorld(app), await tenantWorld(app)];
    for (const { tenantId } of [mine, other])
      await app.owner.query(
        `insert into invoices (id, tenant_id, stripe_invoice_id, number, status, total, currency, period_start, period_end, created_at, updated_at)
         values (uuid_v7(), $1::uuid, 'in_draft' || $1::uuid, 'draft', 'draft', 0, 'usd', now(), now(), now(), now())`,
        [tenantId],
      );
  });

  it.each(TABLES)('%s holds every row of its own workspace, in both formats, and nothing of another one', async (dataset) => {
    for (const format of ['csv', 'json']) {
      // the export that asks is under way itself; a draft is nobody's yet
      const differs = dataset === 'exports' ? 1 : dataset === 'invoices' ? -1 : 0;
      const count = (await countOf(dataset)) + differs;
      const done = await exported(app, mine.owner.token, { dataset, format });
      const file = await fileOf(app, mine.owner.token, done.id);
      expect(done).toMatchObject({ status: 'completed', rows: count, rowsExpected: count });
      expect(Buffer.byteLength(file)).toBe(done.bytes);
      expect(count).toBeGreaterThan(0);
      for (const foreign of [other.canary, other.tenantId, other.invoiceId]) expect(file).not.toContain(foreign);
      // where an endpoint leads is its owners' own; links of others are a way to somebody's money
      const links = dataset === 'webhook_endpoints' ? [] : ['https://'];
      for (const secret of [mine.apiKey.secret, 'whsec_', ...links]) expect(file).not.toContain(secret);
    }
  });

  it('is refused to whoever may not read its rows', async () => {
    const [all, none] = [[...API_KEY_SCOPES], ['exports.read', 'exports.write'] satisfies ApiKeyScope[]];
    const opened = async (scopes: ApiKeyScope[]): Promise<string[]> => {
      const { secret } = await createApiKey(app, mine.owner.token, { scopes });
      const answers = await Promise.all(TABLES.map(async ([dataset]) => ({ dataset, ...(await ask(app, secret, { dataset })) })));
      for (const { dataset, status, body } of answers)
        if (status !== 201) expect([dataset, status, body]).toEqual([dataset, 403, expect.objectContaining({ code: 'access.forbidden' })]);
      await app.settle();
      return answers.filter(({ status }) => status === 201).map(({ dataset }) => dataset);
    };
    expect(await opened(none)).toEqual(['exports']);
    const readable = TABLES.filter(([dataset]) => all.some((scope) => scope === EXPORT_DATASETS[dataset].permission));
    expect(await opened(all)).toEqual(readable.map(([dataset]) => dataset));
  });

  it('asks for the permission of the page that shows its rows', () => {
    const closed: Partial<Record<ExportDataset, string>> = {
      members: 'team.read',
      invitations: 'team.manage',
      api_keys: 'api_keys.read',
      referrals: 'referrals.read',
      referral_visits: 'referrals.read',
      email_messages: 'emails.read',
      email_events: 'emails.read',
      report_schedules: 'reports.manage',
      report_recipients: 'reports.manage',
      report_runs: 'reports.manage',
      webhook_endpoints: 'webhooks.read',
      webhook_deliveries: 'webhooks.read',
      webhook_tries: 'webhooks.read',
    };
    const scopes: readonly string[] = API_KEY_SCOPES;
    const beyondKeys = TABLES.map(([dataset]) => [dataset, EXPORT_DATASETS[dataset].permission] as const);
    expect(Object.fromEntries(beyondKeys.filter(([, permission]) => !scopes.includes(permission)))).toEqual(closed);
  });
});
