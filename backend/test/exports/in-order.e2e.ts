import pg from 'pg';
import { csvRows, type DatasetTable, settingsOf } from '../../src/modules/exports/persistence/dataset-columns.js';
import { DATASET_TABLES } from '../../src/modules/exports/persistence/dataset-tables.js';
import { Config } from '../../src/platform/config/config.js';
import { IN_ORDER } from '../../src/platform/database/snapshot-copy.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';

let app: TestApp;
let owner: TestOwner;
let client: pg.Client;

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp();
  client = new pg.Client({ connectionString: app.get(Config).database.appUrl });
  await client.connect();
  const settings = { 'app.tenant': owner.tenantId, ...settingsOf({}, { timeZone: 'UTC', heldSince: new Date() }), ...IN_ORDER };
  for (const [name, value] of Object.entries(settings)) await client.query('select set_config($1, $2, false)', [name, value]);
});
afterAll(async () => {
  await client.end();
  await app.close();
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** What is read first: the rows that all others are looked up for, of a partitioned table each of its partitions. */
function drivers(node: PlanNode): PlanNode[] {
  const [first] = node.Plans ?? [];
  if (!first) return [node];
  return node['Node Type'].endsWith('Append') ? (node.Plans ?? []).flatMap(drivers) : drivers(first);
}

const tables: readonly (readonly [string, DatasetTable])[] = Object.entries(DATASET_TABLES);

it.each(tables.filter(([, { isInOrder }]) => isInOrder))('rows of %s come in the order of an index of the tenant', async (_, table) => {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (format json) ${csvRows(table, {})}`);
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('no plan');
  // a partial sort is of the rows of one moment, which an index has beside each other
  expect(nodesOf(plan).map((node) => node['Node Type'])).not.toContain('Sort');
  for (const { 'Index Cond': condition = 'none' } of drivers(plan)) expect(condition).toContain(`current_setting('app.tenant'`);
});
