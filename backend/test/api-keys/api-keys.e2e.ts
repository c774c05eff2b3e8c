import { type ApiKey, type ApiKeyPage, type IssuedApiKey } from '@orbisvoice/shared-dto';
import { isApiKey } from '../../src/modules/api-keys/api-key-format.js';
import { TenantService } from '../../src/modules/tenants/index.js';
import { tenantIdOf } from '../../src/platform/access/tenant-id.js';
import { AuthenticatorRegistry } from '../../src/platform/access/authenticator.js';
import { systemOrigin } from '../../src/platform/access/actor.js';
import { auditActions, join, outbox, shiftTime, useApp, type Refusal } from '../auth/people.js';

const DAY = 86_400_000;

describe('/api-keys', () => {
  const app = useApp();
  const create = (token: string, over: object = {}) =>
    app().request<IssuedApiKey & Refusal>('POST', '/api-keys', { token, body: { name: 'Server', scopes: ['agents.read'], ...over } });
  const rotate = (token: string, id: string) => app().request<IssuedApiKey & Refusal>('POST', `/api-keys/${id}/rotate`, { token });
  const revoke = (token: string, id: string) => app().request<Refusal>('DELETE', `/api-keys/${id}`, { token });
  const list = (token: string, query = '') => app().request<ApiKeyPage & Refusal>('GET', `/api-keys${query}`, { token });
  const actorOf = (secret: string) => app().get(AuthenticatorRegistry).authenticate(secret, systemOrigin());
  const stored = async (id: string) =>
    (await app().owner.query<Record<string, unknown>>('select * from api_keys where id = $1', [id])).rows[0];

  it('POST shows the key once and stores a digest', async () => {
    const owner = await app().signUp();
    const { status, body } = await create(owner.token, { scopes: ['agents.read', 'conversations.write', 'agents.read'] });
    expect(status).toBe(201);
    expect(isApiKey(body.secret)).toBe(true);
    expect(body).toMatchObject({ prefix: body.secret.slice(0, 12), scopes: ['agents.read', 'conversations.write'], lastUsedAt: null });
    const listed = await list(owner.token);
    expect(listed.body.items).toHaveLength(1);
    const everything = [JSON.stringify(listed.body), JSON.stringify(await stored(body.id))];
    const { rows } = await app().owner.query('select changes from audit_entries where tenant_id = $1', [owner.tenantId]);
    const events = await outbox(app(), owner.tenantId, 'api_key.created');
    for (const text of [...everything, JSON.stringify(rows), JSON.stringify(events)]) expect(text).not.toContain(body.secret.slice(12));
    expect(events).toMatchObject([{ apiKeyId: body.id, name: 'Server', createdBy: owner.session.me.id }]);
  });

  it('works as its scopes say and no further', async () => {
    const owner = await app().signUp();
    const { body } = await create(owner.token);
    const actor = await actorOf(body.secret);
    expect(actor).toMatchObject({ kind: 'api_key', tenantId: owner.tenantId, apiKeyId: body.id, userId: null, isStaff: false });
    expect([...(actor?.permissions ?? [])]).toEqual(['agents.read']);
    for (const [method, path] of [
      ['GET', '/api-keys'],
      ['POST', '/api-keys'],
      ['GET', '/team/members'],
      ['GET', '/auth/me'],
      ['PATCH', '/auth/me'],
    ] as const) {
      expect((await app().request(method, path, { token: body.secret, ...(method !== 'GET' && { body: { name: 'x' } }) })).status).toBe(
        403,
      );
    }
    expect(await actorOf(`${body.secret.slice(0, -1)}_`)).toBeNull();
  });

  it('notes the first use as news, later ones once a minute', async () => {
    const owner = await app().signUp();
    const { body } = await create(owner.token);
    await Promise.all(Array.from({ length: 8 }, () => actorOf(body.secret)));
    expect(await outbox(app(), owner.tenantId, 'api_key.used_first')).toEqual([{ apiKeyId: body.id, name: 'Server' }]);
    const first = (await stored(body.id))?.['last_used_at'];
    await actorOf(body.secret);
    expect((await stored(body.id))?.['last_used_at']).toEqual(first);
    const time = shiftTime(app(), 61_000);
    await actorOf(body.secret);
    time.back();
    expect((await stored(body.id))?.['last_used_at']).not.toEqual(first);
    expect((await auditActions(app(), owner.tenantId)).filter((action) => action === 'api_key.used_first')).toHaveLength(1);
  });

  it('POST :id/rotate gives a new key; the old one works for another day', async () => {
    const owner = await app().signUp();
    const { body: old } = await create(owner.token);
    const { status, body: fresh } = await rotate(owner.token, old.id);
    expect(status).toBe(201);
    expect(fresh).toMatchObject({ name: old.name, scopes: old.scopes });
    expect(fresh.id).not.toBe(old.id);
    expect(await actorOf(old.secret)).not.toBeNull();
    expect(await actorOf(fresh.secret)).not.toBeNull();
    const time = shiftTime(app(), DAY + 1_000);
    expect(await actorOf(old.secret)).toBeNull();
    expect(await actorOf(fresh.secret)).not.toBeNull();
    time.back();
    expect(await outbox(app(), owner.tenantId, 'api_key.rotated')).toMatchObject([{ apiKeyId: old.id, replacedBy: fresh.id }]);
  });

  it('DELETE ends a key at once, in use or not', async () => {
    const owner = await app().signUp();
    const { body } = await create(owner.token);
    expect(await actorOf(body.secret)).not.toBeNull();
    expect((await revoke(owner.token, body.id)).status).toBe(204);
    expect(await actorOf(body.secret)).toBeNull();
    expect((await app().request('GET', '/agents', { token: body.secret })).status).not.toBe(200);
    expect((await revoke(owner.token, body.id)).body.code).toBe('api_keys.not_found');
    expect((await rotate(owner.token, body.id)).body.code).toBe('api_keys.not_found');
    const [item] = (await list(owner.token)).body.items;
    expect(item?.revokedAt).not.toBeNull();
    expect(await outbox(app(), owner.tenantId, 'api_key.revoked')).toMatchObject([{ apiKeyId: body.id }]);
  });

  it('ends at its expiry, reads while its tenant is suspended, and is dead while it is banned', async () => {
    const owner = await app().signUp();
    const { body } = await create(owner.token, { expiresAt: new Date(Date.now() + DAY).toISOString() });
    expect(await actorOf(body.secret)).not.toBeNull();
    const time = shiftTime(app(), DAY + 1_000);
    expect(await actorOf(body.secret)).toBeNull();
    time.back();
    const tenants = app().get(TenantService);
    await tenants.setStanding(tenantIdOf(owner.tenantId), { status: 'suspended', reason: 'unpaid' });
    expect(await actorOf(body.secret)).toMatchObject({ restriction: 'tenants.suspended' });
    await tenants.setStanding(tenantIdOf(owner.tenantId), { status: 'banned', reason: 'fraud' });
    expect(await actorOf(body.secret)).toBeNull();
  });

  it('refuses members, strangers, no token, and nonsense', async () => {
    const [owner, neighbour] = [await app().signUp(), await app().signUp()];
    const member = await join(app(), owner, 'member');
    const { body } = await create(owner.token);
    for (const answer of [
      await list(member.token),
      await create(member.token),
      await rotate(member.token, body.id),
      await revoke(member.token, body.id),
    ]) {
      expect(answer.status).toBe(403);
    }
    for (const answer of [await rotate(neighbour.token, body.id), await revoke(neighbour.token, body.id)]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'api_keys.not_found']);
    }
    expect((await list(neighbour.token)).body.total).toBe(0);
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['POST', `/${body.id}/rotate`],
      ['DELETE', `/${body.id}`],
    ] as const) {
      expect((await app().request(method, `/api-keys${path}`)).status).toBe(401);
    }
    const invalid = {
      scopes: [{ scopes: [] }, { scopes: ['team.manage'] }],
      expiresAt: [{ expiresAt: '2020-01-01T00:00:00.000Z' }, { expiresAt: 'soon' }],
    };
    for (const [field, bodies] of Object.entries(invalid)) {
      for (const over of bodies) {
        const answer = await create(owner.token, over);
        expect([answer.status, answer.body.code]).toEqual([400, 'request.invalid']);
        expect(answer.body.fields?.[0]?.path).toMatch(new RegExp(`^${field}`));
      }
    }
    expect(await actorOf(body.secret)).not.toBeNull();
  });

  it('gives out fifty, and not one more by asking at once', async () => {
    const owner = await app().signUp();
    const answers = await Promise.all(Array.from({ length: 55 }, () => create(owner.token)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(50);
    expect(answers.filter((answer) => answer.body.code === 'api_keys.limit_reached')).toHaveLength(5);
    const last = answers.find((answer) => answer.status === 201)?.body as ApiKey;
    await revoke(owner.token, last.id);
    expect((await create(owner.token)).status).toBe(201);
    expect((await list(owner.token, '?pageSize=10&page=6')).body).toMatchObject({ total: 51, page: 6, pageSize: 10 });
  });
});
