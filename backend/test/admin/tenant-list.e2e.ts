import fc from 'fast-check';
import { AdminTenantList, type AdminTenant, type AuditList, type TenantFilter } from '@orbisvoice/shared-dto';
import {
  PLAN_CODES,
  SUBSCRIPTION_STATUSES,
  TENANT_COLUMNS,
  TENANT_SORTS,
  TENANT_STATES,
  TENANT_STATUSES,
  type TenantSort,
} from '@orbisvoice/shared-dto/values';
import type { Refusal } from '../auth/people.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { givenStaff, impersonate } from './staff.js';
import { inOrder, insertTenants, isFound, plainTenants, stateOf, type PlainTenant } from './tenant-rows.js';

let app: TestApp;
let staff: TestOwner;
let all: PlainTenant[];

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
  await app.owner.query('update tenants set is_internal = true');
  await insertTenants(app.owner, 70);
  all = await plainTenants(app.owner);
}, 120_000);
afterAll(() => app.close());

const listed = async (query: Record<string, string | number>): Promise<AdminTenantList> => {
  const params = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
  const answer = await app.request('GET', `/admin/tenants?${params.toString()}`, { token: staff.token });
  return AdminTenantList.parse(answer.body);
};

/** Every page of a list, one after the other. */
async function pages(filter: TenantFilter, sort: TenantSort, pageSize: number): Promise<AdminTenant[]> {
  const items: AdminTenant[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: AdminTenantList = await listed({ ...filter, sort, pageSize, ...(cursor && { cursor }) });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

const csvOf = (filter: TenantFilter, sort: TenantSort, columns: readonly string[] = ['id']) =>
  app.request<string>('POST', '/admin/tenants/export', { token: staff.token, body: { filter, sort, columns } });

/** The first column of a file. */
const idsOf = (file: string) =>
  file
    .replace('\ufeff', '')
    .split('\r\n')
    .slice(1, -1)
    .map((line) => line.split(',')[0]);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 2 });
const days = (month: number) => fc.integer({ min: 0, max: 24 }).map((day) => new Date(Date.UTC(2026, month, day, 3)).toISOString());
const filters: fc.Arbitrary<TenantFilter> = fc
  .record({
    search: maybe(fc.constantFrom('ada', 'ADA', '100%', '_', 'slug-1', 'billing6@', 'person7-', 'cus_test', 'é', '\\', '"', 'nobody')),
    status: maybe(fc.constantFrom(...TENANT_STATUSES)),
    state: maybe(fc.constantFrom(...TENANT_STATES)),
    tier: maybe(fc.constantFrom(...PLAN_CODES)),
    subscription: maybe(fc.constantFrom(...SUBSCRIPTION_STATUSES)),
    usage: maybe(fc.constantFrom('near' as const, 'over' as const)),
    paying: maybe(fc.constantFrom('yes' as const, 'no' as const)),
    agents: maybe(fc.constantFrom('some' as const, 'none' as const)),
    createdFrom: maybe(days(0)),
    createdTo: maybe(days(0)),
    activeFrom: maybe(days(1)),
    activeTo: maybe(days(1)),
  })
  // three at a time at most: all together find nothing
  .chain((filter) =>
    fc.subarray(Object.keys(filter), { maxLength: 3 }).map((kept) => {
      const entries = Object.entries(filter).filter(([name, value]) => kept.includes(name) && value !== undefined);
      return Object.fromEntries(entries);
    }),
  );

describe('GET /admin/tenants', () => {
  it('shows of every tenant what its own rows say', async () => {
    const byId = new Map((await pages({}, 'name', 100)).map((tenant) => [tenant.id, tenant]));
    const living = all.filter(({ status }) => status !== 'deleted');
    expect(byId.size).toBe(living.length);
    for (const { position: _position, memberEmails: _memberEmails, ...tenant } of living) {
      expect(byId.get(tenant.id)).toEqual({ ...tenant, conversations: null, state: stateOf(tenant) });
    }
  });

  it.each(TENANT_SORTS)('sorted by %s gives every tenant once, in order, page by page', async (sort) => {
    const found = await pages({}, sort, 7);
    const living = all.filter((tenant) => isFound(tenant, {}));
    if (sort === 'name' || sort === '-name') {
      const { rows } = await app.owner.query<{ id: string }>(
        `select id from tenants where not is_internal and status <> 'deleted' order by lower(name), id`,
      );
      const ids = rows.map(({ id }) => id);
      expect(found.map(({ id }) => id)).toEqual(sort === 'name' ? ids : ids.reverse());
    } else expect(found.map(({ id }) => id)).toEqual(inOrder(living, sort).map(({ id }) => id));
  });

  it.each<[string, TenantFilter[]]>([
    ['status', TENANT_STATUSES.map((status) => ({ status }))],
    ['state', TENANT_STATES.map((state) => ({ state }))],
    ['tier', PLAN_CODES.map((tier) => ({ tier }))],
    ['subscription', SUBSCRIPTION_STATUSES.map((subscription) => ({ subscription }))],
    ['usage', [{ usage: 'near' }, { usage: 'over' }]],
    ['paying', [{ paying: 'yes' }, { paying: 'no' }]],
    ['agents', [{ agents: 'some' }, { agents: 'none' }]],
    ['created', [{ createdFrom: '2026-01-05T01:00:00.000Z' }, { createdTo: '2026-01-05T01:00:00.000Z' }]],
    ['active', [{ activeFrom: '2026-02-05T00:00:00.000Z' }, { activeTo: '2026-02-05T00:00:00.000Z' }]],
    [
      'search',
      [{ search: 'ADA' }, { search: '%' }, { search: '_' }, { search: '\\' }, { search: 'person1-0@mail' }, { search: 'Cus_test3' }],
    ],
  ])('filters by %s, and counts what it finds', async (_name, cases) => {
    const sizes: number[] = [];
    for (const filter of cases) {
      const wanted = inOrder(
        all.filter((tenant) => isFound(tenant, filter)),
        '-createdAt',
      );
      expect((await pages(filter, '-createdAt', 50)).map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
      expect((await listed({ ...filter, pageSize: 1 })).total).toBe(wanted.length);
      sizes.push(wanted.length);
    }
    expect(Math.max(...sizes)).toBeGreaterThan(0);
    expect(Math.min(...sizes)).toBeLessThan(all.length);
  });

  it('finds by a whole id', async () => {
    const [tenant] = all.filter(({ status }) => status === 'active');
    expect((await listed({ search: tenant?.id.toUpperCase() ?? '' })).items.map(({ id }) => id)).toEqual([tenant?.id]);
  });

  it('gives for any filter, order and page size the same rows as a reference, and the file has exactly them', async () => {
    const sorts = TENANT_SORTS.filter((sort) => !sort.endsWith('name'));
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom(...sorts), fc.integer({ min: 3, max: 40 }), async (filter, sort, pageSize) => {
        const wanted = inOrder(
          all.filter((tenant) => isFound(tenant, filter)),
          sort,
        ).map(({ id }) => id);
        expect((await pages(filter, sort, pageSize)).map(({ id }) => id)).toEqual(wanted);
        expect(idsOf((await csvOf(filter, sort)).body)).toEqual(wanted);
      }),
      { numRuns: 30 },
    );
  }, 180_000);

  it('refuses a cursor of another order, a cursor that is none, and an instant nobody has', async () => {
    const { next } = await listed({ sort: '-mrr', pageSize: 2 });
    for (const query of [
      `sort=mrr&cursor=${next}`,
      'cursor=abc',
      `sort=-mrr&cursor=${Buffer.from('["-mrr","x","y"]').toString('base64url')}`,
    ]) {
      const { status, body } = await app.request<Refusal>('GET', `/admin/tenants?${query}`, { token: staff.token });
      expect([status, body]).toMatchObject([400, { code: 'request.invalid', fields: [{ path: 'cursor' }] }]);
    }
    const other = await app.request<Refusal>('GET', '/admin/tenants?sort=slug', { token: staff.token });
    expect(other).toMatchObject({ status: 400, body: { fields: [{ path: 'sort' }] } });
  });

  it('keeps what it searches and sorts by with every write, in the same commit', async () => {
    const owner = await app.signUp({ company: 'Kept In Step' });
    const one = async () => (await listed({ search: 'kept in step' })).items[0];
    expect(await one()).toMatchObject({ users: 1, agents: 0, ownerEmail: owner.email, mrr: 0 });
    await app.request('POST', '/agents', { token: owner.token, body: { name: 'Ava', systemPrompt: 'Answer politely.' } });
    expect(await one()).toMatchObject({ agents: 1 });
    await app.owner.query(`update users set email = 'moved@mail.example' where tenant_id = $1`, [owner.tenantId]);
    await app.owner.query(`update tenants set billing_email = 'books@mail.example' where id = $1`, [owner.tenantId]);
    expect((await listed({ search: 'books@mail' })).total).toBe(1);
    expect((await listed({ search: 'moved@mail' })).items.map(({ id }) => id)).toEqual([owner.tenantId]);
    expect((await listed({ search: owner.email })).total).toBe(0);
    await app.owner.query('delete from agents where tenant_id = $1', [owner.tenantId]);
    expect(await one()).toMatchObject({ agents: 0 });
    const { rows } = await app.owner.query(
      `select tenant_id from tenant_listing l, lateral tenant_listing_of(l.tenant_id) f
       where (l.members, l.agents, l.mrr, l.last_active_at, l.owner_email, l.search_text)
         is distinct from (f.members, f.agents, f.mrr, f.last_active_at, f.owner_email, f.search_text)`,
    );
    expect(rows).toEqual([]);
    await app.owner.query(`update tenants set is_internal = true where id = $1`, [owner.tenantId]);
  });

  it('loses no count when many write at once', async () => {
    const owner = await app.signUp({ company: 'Crowd' });
    const agent = (n: number) =>
      app.request('POST', '/agents', { token: owner.token, body: { name: `A${n}`, systemPrompt: 'Answer politely.' } });
    await Promise.all(Array.from({ length: 12 }, (_, n) => agent(n)));
    const { rows } = await app.owner.query<{ agents: number; real: number }>(
      `select agents, (select count(*)::int from agents where tenant_id = $1) as real from tenant_listing where tenant_id = $1`,
      [owner.tenantId],
    );
    expect(rows[0]?.real).toBeGreaterThan(0);
    expect(rows[0]?.agents).toBe(rows[0]?.real);
    await app.owner.query(`update tenants set is_internal = true where id = $1`, [owner.tenantId]);
  });
});

describe('POST /admin/tenants/export', () => {
  it('has every column it was asked for, in that order, safe for spreadsheets, and is on record', async () => {
    const [wanted] = all.filter(({ name, status }) => name.startsWith('=cmd') && status !== 'deleted');
    if (!wanted) throw new Error('no such tenant');
    const answer = await csvOf({ search: wanted.id }, 'name', TENANT_COLUMNS);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="orbisvoice-tenants.csv"');
    const [head, row, end] = answer.body.replace('\ufeff', '').split('\r\n');
    expect(head).toBe(
      'name,id,slug,ownerEmail,billingEmail,status,state,tier,subscriptionStatus,mrrUsd,usageCount,usageLimit,users,agents,lastActiveAt,createdAt,stripeCustomerId',
    );
    expect(row).toBe(
      [
        `'=cmd|calc`,
        wanted.id,
        wanted.slug,
        wanted.ownerEmail,
        wanted.billingEmail,
        wanted.status,
        stateOf(wanted),
        wanted.subscriptionTier,
        wanted.subscriptionStatus,
        (wanted.mrr / 100).toFixed(2),
        wanted.usageCount,
        wanted.usageLimit,
        wanted.users,
        wanted.agents,
        wanted.lastActiveAt,
        wanted.createdAt,
        wanted.stripeCustomerId,
      ].join(','),
    );
    expect(end).toBe('');
    const audit = await app.request<AuditList>('GET', '/admin/audit?action=admin.tenants_exported', { token: staff.token });
    expect(audit.body.items[0]).toMatchObject({
      actorId: staff.session.me.id,
      changes: { search: { after: wanted.id }, sort: { after: 'name' }, rows: { after: '1' } },
    });
  });

  it('quotes what needs quotes', async () => {
    const { body } = await csvOf({ search: 'quoted' }, 'name', ['name']);
    expect(body.split('\r\n')[1]).toBe('"mary ""quoted"", Ltd"');
  });

  it('names the field of an instant that is none, in the list, in its file and in an order for many', async () => {
    const filter = { createdFrom: '2026-01-01T00:00:00Z', activeFrom: '0000-01-01T00:00:00Z' };
    const list = await app.request<Refusal>('GET', `/admin/tenants?${new URLSearchParams(filter).toString()}`, { token: staff.token });
    const body = { action: 'suspend', selection: { filter } };
    const bulk = await app.request<Refusal>('POST', '/admin/tenant-bulk/preview', { token: staff.token, body });
    const file = await app.request<Refusal>('POST', '/admin/tenants/export', {
      token: staff.token,
      body: { filter, sort: 'name', columns: ['name'] },
    });
    expect([list, file, bulk].map(({ status, body: { fields } }) => [status, fields?.[0]?.path])).toEqual([
      [400, 'activeFrom'],
      [400, 'filter.activeFrom'],
      [400, 'selection.filter.activeFrom'],
    ]);
  });

  it('is not for people who act as somebody, nor for tenants', async () => {
    const owner = await app.signUp();
    const body = { filter: {}, sort: 'name', columns: ['name'] };
    expect((await app.request<Refusal>('POST', '/admin/tenants/export', { token: owner.token, body })).body.code).toBe('access.forbidden');
    const acting = await impersonate(app, staff, { tenantId: owner.tenantId, userId: owner.session.me.id, mode: 'read' });
    expect((await app.request('POST', '/admin/tenants/export', { token: acting.accessToken, body })).status).toBe(403);
    const none = await app.request<Refusal>('POST', '/admin/tenants/export', { token: staff.token, body: { ...body, columns: [] } });
    expect(none).toMatchObject({ status: 400, body: { fields: [{ path: 'columns' }] } });
  });
});
