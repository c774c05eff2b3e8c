import { type TenantView, type TenantViewList, TenantView as ViewSchema } from '@orbisvoice/shared-dto';
import type { AuditList } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import type { Refusal } from '../auth/people.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

let app: TestApp;
let ann: TestOwner;
let bob: TestOwner;

beforeAll(async () => {
  app = await startTestApp();
  [ann, bob] = [await givenStaff(app), await givenStaff(app)];
}, 60_000);
afterAll(() => app.close());

const SETTINGS = {
  filter: { state: 'past_due' as const, search: 'dental' },
  sort: '-mrr' as const,
  columns: ['name' as const, 'mrr' as const],
};
const call = <T = TenantView & Refusal>(who: TestOwner, method: string, path = '', body?: unknown) =>
  app.request<T>(method, `/admin/tenant-views${path}`, { token: who.token, ...(body !== undefined && { body }) });
const save = async (who: TestOwner, name: string, isShared = false): Promise<TenantView> =>
  ViewSchema.parse((await call(who, 'POST', '', { name, isShared, settings: SETTINGS })).body);
const names = async (who: TestOwner): Promise<string[]> => (await call<TenantViewList>(who, 'GET')).body.items.map(({ name }) => name);
const actions = async (id: string): Promise<string[]> => {
  const { body } = await app.request<AuditList>('GET', `/admin/audit?targetId=${id}`, { token: ann.token });
  return body.items.map(({ action }) => action);
};

describe('views of the tenants list', () => {
  it('are kept as they were saved, and private until they are shared', async () => {
    const view = await save(ann, 'Late payers');
    expect(view).toMatchObject({ name: 'Late payers', isShared: false, isOwn: true, isDefault: false, settings: SETTINGS });
    expect(await names(bob)).not.toContain('Late payers');
    const shared = await call(ann, 'PATCH', `/${view.id}`, { isShared: true, name: 'Late payers, all' });
    expect(shared.body).toMatchObject({ isShared: true, name: 'Late payers, all', settings: SETTINGS });
    const seen = (await call<TenantViewList>(bob, 'GET')).body.items.find(({ id }) => id === view.id);
    expect(seen).toMatchObject({ isOwn: false, ownerName: 'Test Owner', settings: SETTINGS });
    expect(await actions(view.id)).toEqual(['admin.tenant_view_updated', 'admin.tenant_view_saved']);
  });

  it('are changed and deleted by nobody else, and shared no longer by who is staff no more', async () => {
    const view = await save(ann, 'Only mine to change', true);
    for (const answer of [
      await call(bob, 'PATCH', `/${view.id}`, { name: 'Taken' }),
      await call(bob, 'DELETE', `/${view.id}`),
      await call(bob, 'POST', `/${view.id}/restore`),
      await call(ann, 'PATCH', `/${newId()}`, { name: 'Nothing' }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'admin.view_not_found']);
    }
    await app.owner.query('update users set is_admin = false where id = $1', [ann.session.me.id]);
    expect(await names(bob)).not.toContain('Only mine to change');
    await app.owner.query('update users set is_admin = true where id = $1', [ann.session.me.id]);
  });

  it('come back after they were deleted, unless their name is taken meanwhile', async () => {
    const view = await save(ann, 'Gone and back');
    expect((await call(ann, 'DELETE', `/${view.id}`)).status).toBe(204);
    expect(await names(ann)).not.toContain('Gone and back');
    expect((await call(ann, 'PATCH', `/${view.id}`, { name: 'Ghost' })).body.code).toBe('admin.view_not_found');
    expect((await call(ann, 'POST', `/${view.id}/restore`)).body).toMatchObject({ id: view.id, name: 'Gone and back', settings: SETTINGS });
    expect(await actions(view.id)).toEqual(['admin.tenant_view_restored', 'admin.tenant_view_deleted', 'admin.tenant_view_saved']);
    await call(ann, 'DELETE', `/${view.id}`);
    await save(ann, 'gone AND back');
    expect((await call(ann, 'POST', `/${view.id}/restore`)).body.code).toBe('admin.view_name_taken');
  });

  it('have a name of their own, and settings the list knows', async () => {
    await save(ann, 'Once');
    expect((await call(ann, 'POST', '', { name: 'ONCE', isShared: false, settings: SETTINGS })).body.code).toBe('admin.view_name_taken');
    expect((await save(bob, 'Once')).isOwn).toBe(true);
    const odd = await call(ann, 'POST', '', { name: 'Odd', isShared: false, settings: { ...SETTINGS, sort: 'slug' } });
    expect([odd.status, odd.body.code]).toEqual([400, 'request.invalid']);
  });

  it('are fifty of one person, and room is made by deleting one', async () => {
    const cleo = await givenStaff(app);
    await app.owner.query(
      `insert into staff_views (id, tenant_id, user_id, name, is_shared, settings, created_at, updated_at)
       select gen_random_uuid(), $1, $2, 'View ' || n, false, $3, now(), now() from generate_series(1, 49) n`,
      [cleo.tenantId, cleo.session.me.id, SETTINGS],
    );
    const body = (name: string) => ({ name, isShared: false, settings: SETTINGS });
    // two at once for the last place
    const last = await Promise.all(['One', 'Other'].map((name) => call(cleo, 'POST', '', body(name))));
    expect(last.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = await call(cleo, 'POST', '', body('One too many'));
    expect([refused.status, refused.body.code]).toEqual([409, 'admin.view_limit_reached']);
    const { id } = last.find(({ status }) => status === 201)?.body ?? { id: '' };
    await call(cleo, 'DELETE', `/${id}`);
    expect((await call(cleo, 'POST', '', body('In its place'))).status).toBe(201);
    expect((await call(cleo, 'POST', `/${id}/restore`)).body.code).toBe('admin.view_limit_reached');
    expect((await call(ann, 'POST', '', body('Of another person'))).status).toBe(201);
  });

  it('open the list by default for whoever chooses one', async () => {
    const view = await save(ann, 'First thing in the morning', true);
    const chosen = await call<TenantViewList>(bob, 'PUT', '/default', { viewId: view.id });
    expect(chosen.body.items.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([view.id]);
    expect((await call<TenantViewList>(ann, 'GET')).body.items.every(({ isDefault }) => !isDefault)).toBe(true);
    const other = await save(bob, 'Another');
    expect((await call<TenantViewList>(bob, 'PUT', '/default', { viewId: other.id })).body.items.filter((it) => it.isDefault)).toHaveLength(
      1,
    );
    expect((await call<TenantViewList>(bob, 'PUT', '/default', { viewId: null })).body.items.every(({ isDefault }) => !isDefault)).toBe(
      true,
    );
    const twice = await Promise.all([view, other, view, other].map(({ id }) => call(bob, 'PUT', '/default', { viewId: id })));
    expect(twice.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const hidden = await save(ann, 'Not for Bob');
    expect((await call(bob, 'PUT', '/default', { viewId: hidden.id })).body.code).toBe('admin.view_not_found');
  });
});
