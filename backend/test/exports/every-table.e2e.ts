import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { EXPORT_DATASETS } from '@orbisvoice/shared-dto/values';
import { DATASET_TABLES } from '../../src/modules/exports/persistence/dataset-tables.js';
import type { DatasetTable } from '../../src/modules/exports/persistence/dataset-columns.js';
import { workerDatabase } from '../harness/postgres.js';
import { TABLES_NOT_EXPORTED } from './tables-not-exported.js';

const GUIDE = readFileSync(resolve(__dirname, '../../../docs/guides/exports.md'), 'utf8');
const EXCEPTIONS = Object.keys(TABLES_NOT_EXPORTED).sort();

/** Tables with a tenant; a partition is part of its table. */
const OF_TENANTS = `
  select c.table_name as name from information_schema.columns c
  join pg_class t on t.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
  where c.table_schema = 'public' and c.column_name = 'tenant_id' and not t.relispartition order by 1`;

/** Columns that are nobody's to take along. */
const SECRET = /hash|token|secret|password|\bmac\b|_sealed|\.data\b|request_key|storage_key|dedupe_key|\.visitor\b|\bip\b/;

/** Those that `conversationConditions` knows. */
const OF_CONVERSATIONS = [
  'hasFirstResponse',
  'hour',
  'isCounted',
  'isEnded',
  'length',
  'measuredStage',
  'oncePerVisitor',
  'unsaid',
  'visitor',
  'weekday',
];

describe('every table with rows of a workspace', () => {
  let owner: pg.Pool;
  let tables: string[];
  const exported = Object.values<DatasetTable>(DATASET_TABLES).map(({ table }) => table);

  beforeAll(async () => {
    owner = new pg.Pool({ connectionString: (await workerDatabase()).ownerUrl, max: 1 });
    tables = (await owner.query<{ name: string }>(OF_TENANTS)).rows.map(({ name }) => name);
  });
  afterAll(() => owner.end());

  it('is a dataset, or has a reason why not', () => {
    const known = [...exported, ...EXCEPTIONS];
    expect(tables.filter((table) => !known.includes(table))).toEqual([]);
    expect(known.filter((table) => !tables.includes(table))).toEqual([]);
    expect(EXCEPTIONS.filter((table) => exported.includes(table))).toEqual([]);
    expect(new Set(exported).size).toBe(exported.length);
  });

  it('and the guide names those that are none', () => {
    const [, section = ''] = GUIDE.split('\n## What is no export\n');
    const [own = ''] = section.split(/\n## /);
    const named = [...own.matchAll(/`([a-z_]+)`/g)].map(([, name = '']) => name).filter((name) => tables.includes(name));
    expect([...new Set(named)].sort()).toEqual(EXCEPTIONS);
  });

  it('is read from itself, and gives no secret', () => {
    for (const [dataset, { table, from, columns, orderBy }] of Object.entries<DatasetTable>(DATASET_TABLES)) {
      expect([dataset, new RegExp(`\\b${table} \\w+\\b`).test(from)]).toEqual([dataset, true]);
      expect([dataset, columns.filter(({ sql }) => SECRET.test(sql)).map(({ name }) => name)]).toEqual([dataset, []]);
      expect([dataset, orderBy]).toEqual([dataset, expect.stringMatching(/\w/)]);
    }
  });

  it('narrows by what its dataset says', () => {
    for (const [dataset, { filters, areConversations, asks = {} }] of Object.entries<DatasetTable>(DATASET_TABLES)) {
      const said = EXPORT_DATASETS[dataset as keyof typeof DATASET_TABLES].filters;
      const narrowed = [...Object.keys(filters), ...Object.keys(asks), ...(areConversations ? OF_CONVERSATIONS : [])];
      expect([dataset, narrowed.sort()]).toEqual([dataset, [...said].sort()]);
    }
  });
});
