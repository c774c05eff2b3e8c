import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { AuditQuery, TenantFilter } from '@orbisvoice/shared-dto';
import { TENANT_SORTS, type TenantSort } from '@orbisvoice/shared-dto/values';
import type { Pool } from 'pg';
import { applicationImports } from '../src/app.module.js';
import { tenantCount, tenantPage, type TenantKey } from '../src/modules/admin/persistence/tenant-list.sql.js';
import { PlatformOverviewService } from '../src/modules/admin/services/platform-overview.service.js';
import { TenantDirectoryService } from '../src/modules/admin/services/tenant-directory.service.js';
import { PlatformHours } from '../src/modules/analytics/index.js';
import { AuditReader } from '../src/modules/audit/index.js';
import { auditPage } from '../src/modules/audit/persistence/audit-page.sql.js';
import { readSettings } from '../src/platform/config/settings.js';
import { tenantIdOf } from '../src/platform/access/tenant-id.js';
import { encodeCursor } from '../src/platform/http/page.js';
import { fill } from './admin-lists-data.js';
import { productEnvironment } from './bench-process.js';
import { benchActor } from './bench-actor.js';
import { openBenchDatabase } from './metering-database.js';

const SIZES = {
  tenants: Number(process.env['TENANTS'] ?? 100_000),
  entries: Number(process.env['ENTRIES'] ?? 10_000_000),
  conversations: Number(process.env['CONVERSATIONS'] ?? 1_000_000),
};
const ROUNDS = Number(process.env['ROUNDS'] ?? 5);
const PAGE = 50;
/** What staff wait for a page at most, by the median; an index that is not used costs seconds. */
const PAGE_LIMIT_MS = Number(process.env['PAGE_LIMIT_MS'] ?? 500);
/** Tables no page may read from end to end. */
const LARGE = ['audit_entries', 'conversations'];

const print = (line: string): void => void process.stdout.write(`${line}\n`);

@Module({})
class BenchModule {}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}
interface Case {
  readonly label: string;
  readonly product: () => Promise<unknown>;
  readonly bare: readonly Statement[];
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const begun = performance.now();
    await work();
    // the first one warms up
    if (round > 0) times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** How each table is reached, and the large ones that are read from end to end. */
async function planOf(bare: Pool, statements: readonly Statement[]): Promise<{ ways: string; faults: string[] }> {
  const nodes: PlanNode[] = [];
  for (const { text, values } of statements) {
    const { rows } = await bare.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (format json) ${text}`, [...values]);
    const [row] = rows;
    if (row) nodes.push(...nodesOf(row['QUERY PLAN'][0].Plan));
  }
  const named = nodes.filter((node) => node['Relation Name'] ?? node['Index Name']);
  const ways = [...new Set(named.map((node) => node['Index Name'] ?? `${node['Relation Name'] ?? ''} (${node['Node Type']})`))];
  const faults = named
    .filter((n) => n['Node Type'].endsWith('Seq Scan') && LARGE.includes(n['Relation Name'] ?? ''))
    .map((n) => n['Relation Name'] ?? '');
  return { ways: ways.join(', '), faults };
}

const database = await openBenchDatabase();
const imports = applicationImports(readSettings(productEnvironment(database)));
const app = await NestFactory.createApplicationContext({ module: BenchModule, imports }, { logger: false });
const at = new Date();
let faults = 0;
const slow: string[] = [];

async function run(heading: string, cases: readonly Case[]): Promise<void> {
  print(`\n${heading}\n${'page'.padEnd(44)}${'product'.padStart(11)}${'same SQL'.padStart(11)}${'ratio'.padStart(8)}  reads`);
  for (const { label, product, bare } of cases) {
    const [mine, alone] = [
      await medianOf(product),
      await medianOf(() => Promise.all(bare.map(({ text, values }) => database.owner.query(text, [...values])))),
    ];
    const plan = await planOf(database.owner, bare);
    faults += plan.faults.length;
    if (mine > PAGE_LIMIT_MS) slow.push(`${label} ${mine.toFixed(0)} ms`);
    const ratio = (alone / mine).toFixed(2);
    print(
      `${label.padEnd(44)}${mine.toFixed(1).padStart(8)} ms${alone.toFixed(1).padStart(8)} ms${ratio.padStart(8)}  ${plan.faults.length > 0 ? `SEQ SCAN of ${plan.faults.join()}; ` : ''}${plan.ways}`,
    );
  }
}

/** The key of the row in the middle of a list: what a page deep inside begins behind. */
async function deepKey(filter: TenantFilter, sort: TenantSort): Promise<TenantKey | null> {
  const { text, values } = tenantPage(filter, { sort, after: null, limit: Math.floor(SIZES.tenants / 2), at });
  const { rows } = await database.owner.query<{ sortKey: string; id: string }>(
    `select "sortKey", id from (${text}) l offset ${Math.floor(SIZES.tenants / 2) - 1}`,
    [...values],
  );
  const [row] = rows;
  return row ? { value: row.sortKey, id: row.id } : null;
}

function tenantCase(label: string, filter: TenantFilter, { sort, after }: { sort: TenantSort; after: TenantKey | null }): Case {
  const directory = app.get(TenantDirectoryService, { strict: false });
  const cursor = after ? { cursor: encodeCursor([sort, after.value, after.id]) } : {};
  return {
    label,
    product: () => directory.list({ ...filter, sort, pageSize: PAGE, ...cursor }),
    bare: [tenantPage(filter, { sort, after, limit: PAGE + 1, at }), tenantCount(filter, at)],
  };
}

const TENANT_FILTERS: readonly (readonly [string, TenantFilter])[] = [
  ['search, a name', { search: 'c4ca4238' }],
  ['search, a member', { search: 'person2@company777.' }],
  ['search, nothing', { search: 'nobody at all' }],
  ['status suspended', { status: 'suspended' }],
  ['state past due', { state: 'past_due' }],
  ['plan professional', { tier: 'professional' }],
  ['subscription trialing', { subscription: 'trialing' }],
  ['usage near', { usage: 'near' }],
  ['usage over', { usage: 'over' }],
  ['paying', { paying: 'yes' }],
  ['no agents', { agents: 'none' }],
  ['created, a day', { createdFrom: new Date(at.getTime() - 86_400_000).toISOString() }],
  ['inactive for 60 days', { activeTo: new Date(at.getTime() - 60 * 86_400_000).toISOString() }],
];

async function tenantCases(): Promise<Case[]> {
  const cases: Case[] = [];
  for (const sort of TENANT_SORTS) {
    cases.push(tenantCase(`sorted by ${sort}`, {}, { sort, after: null }));
    cases.push(tenantCase(`sorted by ${sort}, in the middle`, {}, { sort, after: await deepKey({}, sort) }));
  }
  for (const [label, filter] of TENANT_FILTERS) cases.push(tenantCase(label, filter, { sort: '-createdAt', after: null }));
  cases.push(tenantCase('state past due, sorted by -mrr', { state: 'past_due' }, { sort: '-mrr', after: null }));
  return cases;
}

async function auditCases(): Promise<Case[]> {
  const reader = app.get(AuditReader, { strict: false });
  const { rows } = await database.owner.query<{
    tenantId: string;
    actorId: string;
    targetId: string;
    traceId: string;
    at: Date;
    id: string;
  }>(
    `select tenant_id as "tenantId", actor_id as "actorId", target_id as "targetId", trace_id as "traceId", at, id from audit_entries order by at offset ${Math.floor(SIZES.entries / 2)} limit 1`,
  );
  const [middle] = rows;
  if (!middle) return [];
  const loud = '0195f3c0-0001-7000-8000-000000000001';
  const cursor = encodeCursor([middle.at.toISOString().replace('Z', '000Z'), middle.id]);
  const month = {
    from: new Date(at.getTime() - 200 * 86_400_000).toISOString(),
    to: new Date(at.getTime() - 170 * 86_400_000).toISOString(),
  };
  const queries: readonly (readonly [string, Partial<AuditQuery>])[] = [
    ['newest', {}],
    ['in the middle', { cursor }],
    ['a quiet tenant', { tenantId: middle.tenantId }],
    ['a loud tenant, in the middle', { tenantId: loud, cursor }],
    ['a frequent action', { action: 'agent.updated' }],
    ['a rare action', { action: 'tenant.banned' }],
    ['an action that never was', { action: 'dispute.opened' }],
    ['by staff', { actorKind: 'staff' }],
    ['by API keys (never)', { actorKind: 'api_key' }],
    ['one actor', { actorId: middle.actorId }],
    ['an actor that never was', { actorId: 'nobody' }],
    ['one target', { targetId: middle.targetId }],
    ['a target that never was', { targetId: 'nothing' }],
    ['one trace', { traceId: middle.traceId }],
    ['a trace that never was', { traceId: 'nothing' }],
    ['a frequent kind of target', { targetType: 'agent' }],
    ['a kind of target that never was', { targetType: 'tenant_view' }],
    ['without conversations', { without: 'conversations' }],
    ['without conversations, in the middle', { without: 'conversations', cursor }],
    ['without them, a loud tenant', { without: 'conversations', tenantId: loud }],
    ['without them, a loud tenant, in the middle', { without: 'conversations', tenantId: loud, cursor }],
    ['without them, one actor', { without: 'conversations', actorId: middle.actorId }],
    ['without them, by staff', { without: 'conversations', actorKind: 'staff' }],
    ['without them, a frequent kind of target', { without: 'conversations', targetType: 'agent' }],
    ['one address', { ip: '203.0.113.9' }],
    ['a month', month],
    ['a month, a rare action', { ...month, action: 'tenant.banned' }],
    ['a loud tenant, a rare action', { tenantId: loud, action: 'tenant.banned' }],
  ];
  return queries.map(([label, query]) => {
    const asked = { ...query, pageSize: PAGE };
    return { label, product: () => reader.ofAllTenants(asked), bare: [auditPage(reader.filterOf(asked))] };
  });
}

try {
  await fill(database.owner, SIZES, (line) => print(`made ${line}`));
  const hours = app.get(PlatformHours, { strict: false });
  const overview = app.get(PlatformOverviewService, { strict: false });
  const { rows } = await database.owner.query<{ id: string }>('select id from tenants limit 1');
  const reader = benchActor(tenantIdOf(rows[0]?.id ?? ''));
  const [before, begun] = [await medianOf(() => overview.read(reader)), performance.now()];
  await hours.roll();
  print(
    `\noverview: ${before.toFixed(0)} ms without closed hours, closing them ${(performance.now() - begun).toFixed(0)} ms, then ${(await medianOf(() => overview.read(reader))).toFixed(0)} ms`,
  );
  print(`hours held against their rows: ${await hours.check()} differed`);
  await run(`tenants, ${SIZES.tenants}, ${PAGE} rows and the count, median of ${ROUNDS}`, await tenantCases());
  await run(`audit log, ${SIZES.entries}, ${PAGE} rows, median of ${ROUNDS}`, await auditCases());
  print(`\n${faults === 0 ? 'no large table is read from end to end' : `${faults} pages read a large table from end to end`}`);
  print(slow.length === 0 ? `every page within ${PAGE_LIMIT_MS} ms` : `over ${PAGE_LIMIT_MS} ms: ${slow.join('; ')}`);
  if (faults > 0 || slow.length > 0) process.exitCode = 1;
} finally {
  await app.close();
  await database.close();
}
