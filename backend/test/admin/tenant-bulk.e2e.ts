import {
  type AuditList,
  TenantBulkPreview,
  type TenantBulkRow,
  type TenantBulkRowList,
  TenantBulkRun,
  type TenantBulkRunList,
} from '@orbisvoice/shared-dto';
import { AllTenantsTenantBulkRepository } from '../../src/modules/admin/persistence/all-tenants-tenant-bulk.repository.js';
import { TenantBulkWork } from '../../src/modules/admin/services/tenant-bulk-work.js';
import { TenantStandings } from '../../src/modules/admin/services/tenant-standing.service.js';
import { newId } from '../../src/platform/database/ids.js';
import type { Refusal } from '../auth/people.js';
import { Talker } from '../conversations/conversation-app.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { freshDatabase } from '../harness/postgres.js';
import { givenStaff } from './staff.js';

const REASON = 'Unpaid since the spring, agreed with finance.';
let app: TestApp;
let staff: TestOwner;

beforeAll(async () => {
  app = await startTestApp({ database: await freshDatabase() });
  staff = await givenStaff(app);
}, 120_000);
afterAll(() => app.close());
afterEach(() => jest.restoreAllMocks());

const post = <T = Refusal>(path: string, body: unknown = {}, who = staff) =>
  app.request<T>('POST', `/admin/tenant-bulk${path}`, { token: who.token, body });
const get = async <T>(path: string): Promise<T> => (await app.request<T>('GET', `/admin/tenant-bulk${path}`, { token: staff.token })).body;
const given = async (count: number, company = 'Bulk'): Promise<string[]> => {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push((await app.signUp({ company })).tenantId);
  return ids;
};
const start = async (action: string, ids: readonly string[], total = ids.length): Promise<TenantBulkRun> => {
  const answer = await post('', { action, selection: { ids }, reason: REASON, expectedTotal: total });
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
  return TenantBulkRun.parse(answer.body);
};
const run = (id: string): Promise<TenantBulkRun> => get(`/${id}`);
const rows = async (id: string): Promise<TenantBulkRow[]> => (await get<TenantBulkRowList>(`/${id}/rows?pageSize=100`)).items;
const statuses = async (ids: readonly string[]): Promise<string[]> => {
  const found = await app.owner.query<{ id: string; status: string }>('select id, status from tenants where id = any($1)', [ids]);
  return ids.map((id) => found.rows.find((row) => row.id === id)?.status ?? 'gone');
};
const logOf = async (tenantId: string, action: string): Promise<AuditList['items']> =>
  (await app.request<AuditList>('GET', `/admin/audit?tenantId=${tenantId}&action=${action}`, { token: staff.token })).body.items;

describe('a standing for many tenants', () => {
  it('is previewed with how many of each outcome, what stops and who is told, and changes nothing', async () => {
    const talker = await Talker.of(app);
    await talker.start();
    const [active = '', suspended = ''] = await given(2);
    await app.owner.query(`update tenants set status = 'suspended', status_reason = 'before' where id = $1`, [suspended]);
    const ids = [talker.owner.tenantId, active, suspended, staff.tenantId, newId(), active.toUpperCase()];
    const preview = await post('/preview', { action: 'suspend', selection: { ids } });
    expect(TenantBulkPreview.parse(preview.body)).toMatchObject({
      total: 5,
      willChange: 2,
      notPossible: 1,
      protected: 1,
      gone: 1,
      agents: 1,
      liveConversations: 1,
      mails: 2,
    });
    expect(await statuses([active, suspended])).toEqual(['active', 'suspended']);
  });

  it('keeps what came of each: done, left as it was and why; each on record with the tenant it is about', async () => {
    const ids = await given(3);
    const [first = '', second = '', third = ''] = ids;
    await app.owner.query(`update tenants set status = 'banned' where id = $1`, [second]);
    const begun = await start('suspend', [first, second, staff.tenantId, third]);
    expect(begun).toMatchObject({ status: 'running', counts: { total: 4, pending: 4 }, isUndoable: false, staffName: 'Test Owner' });
    await app.settle();
    expect(await run(begun.id)).toMatchObject({
      status: 'done',
      counts: { total: 4, pending: 0, done: 2, skipped: 2, failed: 0 },
      isUndoable: true,
    });
    expect(
      (await rows(begun.id)).map(({ tenantId, outcome, detail, statusBefore, statusAfter }) => [
        tenantId,
        outcome,
        detail,
        statusBefore,
        statusAfter,
      ]),
    ).toEqual([
      [first, 'done', null, 'active', 'suspended'],
      [second, 'skipped', 'not_possible', null, null],
      [staff.tenantId, 'skipped', 'protected', null, null],
      [third, 'done', null, 'active', 'suspended'],
    ]);
    expect(await statuses(ids)).toEqual(['suspended', 'banned', 'suspended']);
    expect(await logOf(first, 'tenant.suspended')).toMatchObject([
      { actorKind: 'staff', actorId: staff.session.me.id, changes: { reason: { after: REASON } } },
    ]);
    expect(await logOf(second, 'tenant.suspended')).toEqual([]);
    expect((await logOf(staff.tenantId, 'admin.tenant_bulk_started'))[0]).toMatchObject({
      targetId: begun.id,
      changes: { tenants: { after: 4 } },
    });
    const skipped = await get<TenantBulkRowList>(`/${begun.id}/rows?outcome=skipped&pageSize=1`);
    expect(skipped.items).toHaveLength(1);
    const rest = await get<TenantBulkRowList>(`/${begun.id}/rows?outcome=skipped&pageSize=1&cursor=${skipped.next}`);
    expect([rest.items[0]?.tenantId, rest.next]).toEqual([staff.tenantId, null]);
  });

  it('is taken back where nobody has changed the tenant since, once', async () => {
    const ids = await given(3);
    const begun = await start('suspend', ids);
    await app.settle();
    await app.request('POST', `/admin/tenants/${ids[1]}/reinstate`, { token: staff.token, body: { reason: REASON } });
    const both = await Promise.all([
      post<TenantBulkRun>(`/${begun.id}/undo`, { reason: REASON }),
      post<TenantBulkRun>(`/${begun.id}/undo`, { reason: REASON }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    const back = both.find(({ status }) => status === 202)?.body.id ?? '';
    await app.settle();
    expect((await rows(back)).map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['done', null],
      ['skipped', 'changed_since'],
      ['done', null],
    ]);
    expect(await statuses(ids)).toEqual(['active', 'active', 'active']);
    expect(await run(begun.id)).toMatchObject({ isUndoable: false, undoneBy: back });
    expect(await run(back)).toMatchObject({ action: 'undo', undoOf: begun.id, isUndoable: false });
    expect((await post(`/${begun.id}/undo`, { reason: REASON })).body.code).toBe('admin.bulk_not_undoable');
  });

  it('is not taken back where somebody has decided anew, though it stands as the run left it', async () => {
    const ids = await given(2);
    const begun = await start('suspend', ids);
    await app.settle();
    for (const action of ['reinstate', 'suspend'])
      await app.request('POST', `/admin/tenants/${ids[0]}/${action}`, { token: staff.token, body: { reason: 'Sent mail nobody wanted.' } });
    const back = await post<TenantBulkRun>(`/${begun.id}/undo`, { reason: REASON });
    await app.settle();
    expect((await rows(back.body.id)).map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['skipped', 'changed_since'],
      ['done', null],
    ]);
    expect(await statuses(ids)).toEqual(['suspended', 'active']);
  });

  it('outlives the account of whoever ordered it, and is undone by a colleague', async () => {
    const ids = await given(1);
    const former = await givenStaff(app);
    const ordered = await post<TenantBulkRun>('', { action: 'suspend', selection: { ids }, reason: REASON, expectedTotal: 1 }, former);
    await app.settle();
    const back = await post<TenantBulkRun>(`/${ordered.body.id}/undo`, { reason: REASON });
    await app.settle();
    expect(await statuses(ids)).toEqual(['active']);
    await app.owner.query('delete from users where id = $1', [former.session.me.id]);
    expect(await run(ordered.body.id)).toMatchObject({ staffName: 'Test Owner', undoneBy: back.body.id, counts: { done: 1 } });
  });

  it('can be undone again when the undo died before its first row', async () => {
    const ids = await given(1);
    const begun = await start('suspend', ids);
    await app.settle();
    const lost = jest.spyOn(AllTenantsTenantBulkRepository.prototype, 'addUndoRows').mockRejectedValueOnce(new Error('the worker died'));
    expect((await post(`/${begun.id}/undo`, { reason: REASON })).status).toBe(500);
    lost.mockRestore();
    await app.owner.query(`update tenant_bulk_runs set created_at = now() - interval '5 minutes' where undo_of = $1`, [begun.id]);
    await app.get(TenantBulkWork).resume();
    expect(await run(begun.id)).toMatchObject({ isUndoable: true, undoneBy: null });
    expect((await post(`/${begun.id}/undo`, { reason: REASON })).status).toBe(202);
    await app.settle();
    expect(await statuses(ids)).toEqual(['active']);
  });

  it('undoes a reinstatement to what each was: suspended or banned', async () => {
    const ids = await given(2);
    await app.owner.query(`update tenants set status = case when id = $1 then 'suspended' else 'banned' end where id = any($2)`, [
      ids[0],
      ids,
    ]);
    const begun = await start('reinstate', ids);
    await app.settle();
    expect(await statuses(ids)).toEqual(['active', 'active']);
    await post(`/${begun.id}/undo`, { reason: REASON });
    await app.settle();
    expect(await statuses(ids)).toEqual(['suspended', 'banned']);
  });

  it('does all that a filter finds, and nothing when that is not what was previewed', async () => {
    const ids = await given(4, 'Filtered Lot');
    const selection = { filter: { search: 'filtered lot' } };
    const preview = await post<TenantBulkPreview>('/preview', { action: 'suspend', selection });
    expect(preview.body).toMatchObject({ total: 4, willChange: 4 });
    await given(1, 'Filtered Lot');
    const order = { action: 'suspend', selection, reason: REASON };
    const refused = await post('', { ...order, expectedTotal: 4, expectedSet: preview.body.set });
    expect([refused.status, refused.body.code]).toEqual([409, 'admin.bulk_changed']);
    expect(await statuses(ids)).toEqual(ids.map(() => 'active'));
    const again = await post<TenantBulkPreview>('/preview', { action: 'suspend', selection });
    expect((await post('', { ...order, expectedTotal: 5, expectedSet: again.body.set })).status).toBe(202);
    await app.settle();
    expect(await statuses(ids)).toEqual(ids.map(() => 'suspended'));
  });

  it('does nothing when as many match as before, but others; and asks for the set wherever a filter chooses', async () => {
    const [first = '', second = ''] = await given(2, 'Swapped Lot');
    const selection = { filter: { search: 'swapped lot' } };
    const order = { action: 'suspend', selection, reason: REASON, expectedTotal: 2 };
    const { body } = await post<TenantBulkPreview>('/preview', { action: 'suspend', selection });
    await app.owner.query(`update tenants set name = 'Renamed meanwhile' where id = $1`, [first]);
    const [newcomer = ''] = await given(1, 'Swapped Lot');
    const refused = await post('', { ...order, expectedSet: body.set });
    expect([refused.status, refused.body.code]).toEqual([409, 'admin.bulk_changed']);
    const blind = await post<Refusal & { fields: { path: string }[] }>('', order);
    expect([blind.status, blind.body.fields.map(({ path }) => path)]).toEqual([400, ['expectedSet']]);
    expect(await statuses([first, second, newcomer])).toEqual(['active', 'active', 'active']);
  });

  it('goes on after a tenant that could not be changed, and leaves no trace of the try there', async () => {
    const ids = await given(3);
    const change = TenantStandings.prototype.change;
    jest.spyOn(TenantStandings.prototype, 'change').mockImplementation(async function (this: TenantStandings, actor, order) {
      const standing = await change.call(this, actor, order);
      if (order.tenantId === ids[1]) throw new Error('the disk is full');
      return standing;
    });
    const begun = await start('suspend', ids);
    await app.settle();
    expect((await rows(begun.id)).map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['done', null],
      ['failed', 'error'],
      ['done', null],
    ]);
    expect(await statuses(ids)).toEqual(['suspended', 'active', 'suspended']);
    expect(await logOf(ids[1] ?? '', 'tenant.suspended')).toEqual([]);
    expect(await run(begun.id)).toMatchObject({ status: 'done', counts: { done: 2, failed: 1 } });
  });

  it('is worked once by two workers, and goes on where a dead one left it', async () => {
    const ids = await given(4);
    const begun = await start('suspend', ids);
    const work = app.get(TenantBulkWork);
    await Promise.all([work.run(begun.id), work.run(begun.id)]);
    await app.settle();
    for (const id of ids) expect(await logOf(id, 'tenant.suspended')).toHaveLength(1);
    const left = await start('reinstate', ids);
    await app.owner.query(`update tenant_bulk_runs set created_at = now() - interval '5 minutes' where id = $1`, [left.id]);
    await app.owner.query(
      `update tenant_bulk_rows set outcome = 'skipped', detail = 'error', settled_at = now() - interval '4 minutes' where run_id = $1 and position = 1`,
      [left.id],
    );
    await work.resume();
    expect((await rows(left.id)).map(({ outcome }) => outcome)).toEqual(['skipped', 'done', 'done', 'done']);
  });

  it('stops on a word, and when whoever ordered it is staff no more', async () => {
    const ids = await given(2);
    const begun = await start('suspend', ids);
    expect((await post<TenantBulkRun>(`/${begun.id}/stop`)).body).toMatchObject({ status: 'stopping' });
    await app.settle();
    expect(await run(begun.id)).toMatchObject({ status: 'stopped', counts: { done: 0, skipped: 2 }, isUndoable: false });
    expect((await rows(begun.id)).map(({ detail }) => detail)).toEqual(['stopped', 'stopped']);
    expect((await post(`/${begun.id}/stop`)).body.code).toBe('admin.bulk_over');
    expect((await logOf(staff.tenantId, 'admin.tenant_bulk_stopped'))[0]).toMatchObject({ targetId: begun.id });

    const former = await givenStaff(app);
    const ordered = await post<TenantBulkRun>('', { action: 'suspend', selection: { ids }, reason: REASON, expectedTotal: 2 }, former);
    await app.owner.query('update users set is_admin = false where id = $1', [former.session.me.id]);
    await app.settle();
    expect(await run(ordered.body.id)).toMatchObject({ status: 'stopped', counts: { skipped: 2 } });
    expect((await rows(ordered.body.id)).map(({ detail }) => detail)).toEqual(['staff_revoked', 'staff_revoked']);
    expect(await statuses(ids)).toEqual(['active', 'active']);
  });

  it('lists its runs newest first, page by page, and wants a reason, a selection and an existing run', async () => {
    const first = await get<TenantBulkRunList>('?pageSize=2');
    expect(first.items).toHaveLength(2);
    const second = await get<TenantBulkRunList>(`?pageSize=2&cursor=${first.next}`);
    const all = [...first.items, ...second.items];
    expect(new Set(all.map(({ id }) => id)).size).toBe(4);
    expect(all.map(({ createdAt }) => createdAt)).toEqual(
      all
        .map(({ createdAt }) => createdAt)
        .sort()
        .reverse(),
    );
    const [id = ''] = await given(1);
    const bad = await post('', { action: 'suspend', selection: { ids: [id] }, reason: 'short', expectedTotal: 1 });
    expect(bad.body).toMatchObject({ code: 'request.invalid', fields: [{ path: 'reason' }] });
    expect((await post('/preview', { action: 'ban', selection: { ids: [id] } })).status).toBe(400);
    expect((await post('/preview', { action: 'suspend', selection: { ids: [] } })).status).toBe(400);
    expect((await post(`/${newId()}/undo`, { reason: REASON })).body.code).toBe('admin.bulk_not_found');
    const owner = await app.signUp();
    expect((await post('/preview', { action: 'suspend', selection: { ids: [id] } }, owner)).body.code).toBe('access.forbidden');
  });
});
