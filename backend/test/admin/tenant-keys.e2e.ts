import type { AdminApiKeyList, AuditList } from '@orbisvoice/shared-dto';
import { newId } from '../../src/platform/database/ids.js';
import { createApiKey } from '../factories/entities.js';
import { startTestApp, type TestApp, type TestOwner } from '../harness/app.js';
import { givenStaff } from './staff.js';

let app: TestApp;
let staff: TestOwner;
const REASON = 'It stands in a public repository.';

beforeAll(async () => {
  app = await startTestApp();
  staff = await givenStaff(app);
}, 240_000);
afterAll(() => app.close());

const list = async (tenantId: string) => (await app.request<AdminApiKeyList>('GET', `/admin/tenants/${tenantId}/api-keys`, staff)).body;
const revoke = (tenantId: string, body: unknown) =>
  app.request<{ code?: string; fields?: { path: string }[] }>('POST', `/admin/tenants/${tenantId}/api-keys/revoke`, { ...staff, body });

it('shows staff the keys of a tenant, those that work first, and never a key', async () => {
  const owner = await app.signUp();
  const [old, live] = [await createApiKey(app, owner.token), await createApiKey(app, owner.token)];
  const [gone, over] = [await createApiKey(app, owner.token), await createApiKey(app, owner.token)];
  await app.owner.query(`update api_keys set created_by = null where id = $1`, [old.id]);
  await app.owner.query(`update api_keys set expires_at = now() - interval '1 day' where id = $1`, [over.id]);
  expect((await app.request('DELETE', `/api-keys/${gone.id}`, { token: owner.token })).status).toBe(204);
  const { items, total } = await list(owner.tenantId);
  expect(total).toBe(4);
  expect(items.map(({ id }) => id)).toEqual([live.id, old.id, over.id, gone.id]);
  const { id, name } = owner.session.me;
  expect(items.map(({ createdBy }) => createdBy)).toEqual([{ id, name }, null, { id, name }, { id, name }]);
  expect(items[3]?.revokedAt).not.toBeNull();
  expect(JSON.stringify(items)).not.toContain(live.secret);
  expect(items[0]).toMatchObject({ name: 'Integration', lastUsedAt: null, expiresAt: null, revokedAt: null });
});

it('ends a key at once, with the reason in the tenant’s own log', async () => {
  const owner = await app.signUp();
  const key = await createApiKey(app, owner.token);
  const use = () => app.request('GET', '/conversations', { token: key.secret });
  expect((await use()).status).toBe(200);
  expect((await revoke(owner.tenantId, { apiKeyId: key.id, reason: REASON })).status).toBe(204);
  expect((await use()).status).toBe(401);
  const { body } = await app.request<AuditList>('GET', '/audit?action=admin.api_key_revoked', { token: owner.token });
  expect(body.items).toMatchObject([
    { actorKind: 'staff', targetType: 'api_key', targetId: key.id, changes: { state: { after: 'revoked' }, reason: { after: REASON } } },
  ]);
  const { rows } = await app.owner.query(`select name from outbox_events where tenant_id = $1 and name = 'api_key.revoked'`, [
    owner.tenantId,
  ]);
  expect(rows).toHaveLength(1);
});

it('refuses what is not there, what is over, and what has no reason', async () => {
  const [owner, other] = [await app.signUp(), await app.signUp()];
  const key = await createApiKey(app, owner.token);
  const wanted = { apiKeyId: key.id, reason: REASON };
  expect((await app.request('GET', `/admin/tenants/${newId()}/api-keys`, staff)).status).toBe(404);
  expect((await revoke(newId(), wanted)).body.code).toBe('admin.tenant_not_found');
  // a key is its own tenant's
  expect((await revoke(other.tenantId, wanted)).body.code).toBe('api_keys.not_found');
  expect((await revoke(owner.tenantId, { ...wanted, reason: 'short' })).body.fields).toMatchObject([{ path: 'reason' }]);
  expect((await revoke(owner.tenantId, wanted)).status).toBe(204);
  expect((await revoke(owner.tenantId, wanted)).body.code).toBe('api_keys.not_found');
  expect((await app.request('POST', `/admin/tenants/${owner.tenantId}/api-keys/revoke`, { token: owner.token, body: wanted })).status).toBe(
    403,
  );
});
