import { AdminSearch, type AuditList } from '@orbisvoice/shared-dto';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { givenMail } from './email-rows.js';
import { givenStaff } from './staff.js';

let app: TestApp;
let staff: TestOwner;
let loom: TestOwner;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
  loom = await app.signUp({ company: 'Loom & Sons', email: 'joseph@loom.example' });
  for (const company of ['Loom', 'The Loom 100%', 'Gloomy Days', 'Heirlooms Inc', 'Loominary', 'Loomworks', 'Blooming']) {
    await app.signUp({ company });
  }
  await app.owner.query(`update tenants set stripe_customer_id = 'cus_loom0001' where id = $1`, [loom.tenantId]);
  await app.owner.query(
    `insert into stripe_events (id, type, object_id, tenant_id, created_at, received_at, status, payload, api_version, is_livemode)
     values ('evt_loom0001', 'invoice.paid', 'in_loom0001', $1, now(), now(), 'done', '{}', 'x', false)`,
    [loom.tenantId],
  );
});
afterAll(() => app.close());

async function find(q: string): Promise<AdminSearch['groups']> {
  const answer = await app.request('GET', `/admin/search?q=${encodeURIComponent(q)}`, { token: staff.token });
  expect(answer.status).toBe(200);
  return AdminSearch.parse(answer.body).groups;
}
const titles = (groups: AdminSearch['groups'], kind: string): string[] | undefined =>
  groups.find((group) => group.kind === kind)?.hits.map(({ title }) => title);

describe('GET /admin/search', () => {
  it('finds tenants by any part of a name: the whole name first, then beginnings, and says that there are more', async () => {
    const groups = await find('loom');
    expect(titles(groups, 'tenant')).toEqual(['Loom', 'Loom & Sons', 'Loominary', 'Loomworks', 'Blooming']);
    expect(groups[0]).toMatchObject({ kind: 'tenant', hasMore: true, hits: [{ isExact: true }, { isExact: false }, {}, {}, {}] });
  });

  it('takes signs of a pattern for themselves', async () => {
    expect(titles(await find('100%'), 'tenant')).toEqual(['The Loom 100%']);
    expect(await find('l__m')).toEqual([]);
  });

  it('finds people by name and address, with their tenant', async () => {
    const [group] = await find('JOSEPH@loom.example');
    expect(group).toMatchObject({ kind: 'user', hits: [{ id: loom.session.me.id, isExact: true, tenantName: 'Loom & Sons' }] });
    expect(titles(await find('joseph@'), 'user')).toEqual(['Test Owner']);
  });

  it('finds mails by the beginning of the recipient, newest first', async () => {
    const id = await givenMail(app, { tenantId: loom.tenantId, recipient: 'books@loom.example' });
    const group = (await find('books@')).find(({ kind }) => kind === 'email');
    expect(group?.hits).toMatchObject([{ id, title: 'books@loom.example', tenantName: 'Loom & Sons' }]);
  });

  it('finds by an id what it is the id of, and that alone', async () => {
    expect(await find(loom.tenantId.toUpperCase())).toMatchObject([{ kind: 'tenant', hits: [{ title: 'Loom & Sons', isExact: true }] }]);
    expect(await find(loom.session.me.id)).toMatchObject([{ kind: 'user', hits: [{ id: loom.session.me.id, isExact: true }] }]);
    const entries = await app.request<AuditList>('GET', '/audit?action=user.signed_up', { token: loom.token });
    const [entry] = entries.body.items;
    expect(await find(entry?.id ?? '')).toMatchObject([{ kind: 'audit_entry', hits: [{ title: 'user.signed_up', isExact: true }] }]);
    const listed = await app.request<AuditList>('GET', `/admin/audit?id=${entry?.id}`, { token: staff.token });
    expect(listed.body.items.map(({ id }) => id)).toEqual([entry?.id]);
    expect(await find('00000000-0000-7000-8000-000000000000')).toEqual([]);
  });

  it('finds by an id of Stripe the customer, the event, and events about an object', async () => {
    expect(await find('cus_loom0001')).toMatchObject([{ kind: 'tenant', hits: [{ title: 'Loom & Sons' }] }]);
    expect(await find('evt_loom0001')).toMatchObject([{ kind: 'stripe_event', hits: [{ id: 'evt_loom0001', isExact: true }] }]);
    expect(await find('in_loom0001')).toMatchObject([{ kind: 'stripe_event', hits: [{ id: 'evt_loom0001', isExact: false }] }]);
  });

  it('finds entries of an action by its name, and leaves the trace of a reader', async () => {
    expect(titles(await find('user.signed'), 'audit_entry')).toContain('user.signed_up');
    const { rows } = await app.owner.query(`select 1 from audit_entries where action = 'audit.read' and actor_id = $1`, [
      staff.session.me.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('refuses too little, too much, strangers and customers', async () => {
    const status = async (q: string, token?: string): Promise<number> =>
      (await app.request('GET', `/admin/search?q=${q}`, token ? { token } : {})).status;
    expect(await status('a', staff.token)).toBe(400);
    expect(await status('a'.repeat(101), staff.token)).toBe(400);
    expect(await status('loom')).toBe(401);
    expect(await status('loom', loom.token)).toBe(403);
  });

  it('is slowed down for an address that asks without end', async () => {
    const answers = await Promise.all(Array.from({ length: 90 }, () => app.request('GET', '/admin/search?q=loom', { token: staff.token })));
    expect(answers.some(({ status }) => status === 429)).toBe(true);
  });
});
