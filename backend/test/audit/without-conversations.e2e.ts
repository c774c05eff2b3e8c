import { type AuditList, type Problem } from '@orbisvoice/shared-dto';
import { AUDIT_TARGET_TYPES, CONVERSATION_TRAFFIC } from '@orbisvoice/shared-dto/values';
import { auditPage, auditStretch, type AuditStatement } from '../../src/modules/audit/persistence/audit-page.sql.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { TenantReader } from '../../src/platform/database/tenant-reader.js';
import { encodeCursor } from '../../src/platform/http/page.js';
import { givenStaff } from '../admin/staff.js';
import { startTestApp, type TestAnswer, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';

let app: TestApp;
let staff: TestOwner;
let owner: TestOwner;

/** Entries of a busy workspace: one in a thousand is none of a conversation. */
const ENTRIES = 30_000;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
  owner = await app.signUp();
  await app.owner.query(
    `insert into audit_entries (id, tenant_id, at, action, actor_kind, target_type, target_id, seq, hash, mac)
     select gen_random_uuid(), $1, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second',
       case when n % 1000 = 0 then 'agent.updated' else ($3::text[])[1 + n % 3] end, 'system', 'conversation', 'n' || n,
       100000 + n, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
     from generate_series(1, $2::int) n`,
    [owner.tenantId, ENTRIES, CONVERSATION_TRAFFIC],
  );
  await app.owner.query('analyze audit_entries');
}, 120_000);
afterAll(() => app.close());

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }];
}
const explained = ({ name, text, values }: AuditStatement) => ({
  name: `explain.${name}`,
  text: `explain (analyze, format json) ${text}`,
  values: [...values],
});
/** How the entries are read: by which index, whether anything is sorted, and how many rows were looked at in vain. */
function planOf(rows: readonly Explained[]) {
  const nodes = rows.flatMap((row) => nodesOf(row['QUERY PLAN'][0].Plan));
  const entries = nodes.filter((node) => node['Relation Name'] === 'audit_entries');
  return {
    indexes: entries.map((node) => node['Index Name'] ?? node['Node Type']),
    isSorted: nodes.some((node) => node['Node Type'].includes('Sort')),
    inVain: entries.reduce((sum, node) => sum + (node['Rows Removed by Filter'] ?? 0), 0),
  };
}

describe('the audit log without what conversations write', () => {
  const ask = <T = AuditList>(query: string) => app.request<T>('GET', `/admin/audit?${query}`, { token: staff.token });
  const own = (query: string) => app.request<AuditList>('GET', `/audit?${query}`, { token: owner.token });
  const actionsOf = ({ body }: { body: AuditList }) => new Set(body.items.map(({ action }) => action));
  const traffic = (actions: ReadonlySet<string>) => CONVERSATION_TRAFFIC.filter((action) => actions.has(action));

  it('leaves out these and nothing else, for a workspace and for staff, on every page', async () => {
    const whole = new Map<string, string>();
    const { rows } = await app.owner.query<{ id: string; action: string }>('select id, action from audit_entries where tenant_id = $1', [
      owner.tenantId,
    ]);
    for (const { id, action } of rows) if (!CONVERSATION_TRAFFIC.some((one) => one === action)) whole.set(id, action);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: TestAnswer<AuditList> = await ask(
        `tenantId=${owner.tenantId}&without=conversations&pageSize=7${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.items.map(({ id }) => id));
      cursor = page.body.next;
    }
    // looking at it is written down, too
    expect(seen.filter((id) => whole.has(id)).sort()).toEqual([...whole.keys()].sort());
    expect(seen.length).toBe(new Set(seen).size);
    expect(traffic(actionsOf(await own('pageSize=100&without=conversations&to=2026-02-01T00:00:00Z')))).toEqual([]);
    expect(traffic(actionsOf(await own('pageSize=100&to=2026-02-01T00:00:00Z')))).toEqual([...CONVERSATION_TRAFFIC]);
  });

  it('goes with every other filter, and is nothing together with one of the actions it leaves out', async () => {
    const { body } = await ask(`tenantId=${owner.tenantId}&without=conversations&targetType=conversation&pageSize=100`);
    expect(actionsOf({ body })).toEqual(new Set(['agent.updated']));
    expect(body.items).toHaveLength(ENTRIES / 1_000);
    expect((await ask('without=conversations&action=tool.executed')).body.items).toEqual([]);
  });

  it('refuses what it does not know, by the name of the field', async () => {
    for (const [field, value] of [
      ['without', 'everything'],
      ['targetType', 'spaceship'],
    ] as const) {
      const answer = await ask<Problem>(`${field}=${value}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', fields: [{ path: field }] } });
    }
    for (const type of AUDIT_TARGET_TYPES) expect((await ask(`targetType=${type}&pageSize=1`)).status).toBe(200);
  });

  it('is exported as it is shown, and the record of the export says so', async () => {
    const query = `format=csv&without=conversations`;
    const { body } = await app.request<string>('GET', `/audit/export?${query}`, { token: owner.token });
    for (const action of CONVERSATION_TRAFFIC) expect(body).not.toContain(`,${action},`);
    const shown = await own('pageSize=100&without=conversations');
    // the head and an empty end
    expect(body.split('\r\n')).toHaveLength(shown.body.items.length + 2);
    const all = await app.request<string>('POST', '/admin/audit/export', {
      token: staff.token,
      body: { format: 'jsonl', tenantId: owner.tenantId, without: 'conversations', action: 'agent.updated' },
    });
    expect(all.body.trimEnd().split('\n')).toHaveLength(ENTRIES / 1_000);
    expect((await own('action=audit.exported&actorKind=user')).body.items).toMatchObject([
      { changes: { without: { after: 'conversations' } } },
    ]);
  });

  it('is walked along indexes that conversations do not fill: nothing is sorted, nothing is read in vain', async () => {
    const cursor = encodeCursor(['2026-01-01T05:00:00.000000Z', owner.tenantId]);
    const without = 'conversations' as const;
    const { tenantId } = owner;
    const plan = async (statement: AuditStatement) => {
      const { text, values } = explained(statement);
      return planOf((await app.owner.query<Explained>(text, values)).rows);
    };
    // behind row-level security, prepared, as a workspace reads its own
    const ownPlan = async (statement: AuditStatement) =>
      planOf(await app.get(TenantReader).query<Explained>(tenantIdOf(tenantId), explained(statement)));
    const good = (index: string) => ({ indexes: [index], isSorted: false, inVain: 0 });
    expect(await plan(auditPage({ pageSize: 10, without }))).toEqual(good('audit_entries_news'));
    expect(await plan(auditPage({ pageSize: 10, without, cursor }))).toEqual(good('audit_entries_news'));
    expect(await plan(auditPage({ pageSize: 10, without, tenantId }))).toEqual(good('audit_entries_tenant_news'));
    expect(await plan(auditPage({ pageSize: 10, without, tenantId, cursor }))).toEqual(good('audit_entries_tenant_news'));
    expect(await ownPlan(auditPage({ pageSize: 10, without, tenantId }))).toEqual(good('audit_entries_tenant_news'));
    expect(await ownPlan(auditPage({ pageSize: 10, without, tenantId, cursor }))).toEqual(good('audit_entries_tenant_news'));
    expect(await ownPlan(auditStretch({ without, tenantId }, null, 10))).toEqual(good('audit_entries_tenant_news_seq'));
    expect(await plan(auditStretch({ without }, null, 10))).toEqual(good('audit_entries_news'));
    expect(await plan(auditStretch({ without, tenantId }, null, 10))).toEqual(good('audit_entries_tenant_news_seq'));
    const behind = { seq: '110000', exactAt: '2026-01-01T05:00:00.000000Z', id: tenantId };
    expect(await plan(auditStretch({ without, tenantId }, behind, 10))).toEqual(good('audit_entries_tenant_news_seq'));
  });
});
