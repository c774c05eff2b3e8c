/** @own-modules a part of the platform, whose jobs and events are the only ones there are */
import { AllTenantsIdempotencyRepository } from '../../src/platform/http/all-tenants-idempotency.repository.js';
import { Gate, type PlatformApp, startPlatform } from './platform-app.js';

interface Answer {
  readonly status: number;
  readonly replayed: string | null;
  readonly body: { readonly id?: string; readonly calls?: number; readonly code?: string };
}

describe('idempotency keys', () => {
  let platform: PlatformApp;
  beforeAll(async () => {
    platform = await startPlatform({ environment: { RATE_LIMIT_PER_MINUTE: '100000' } });
  });
  afterAll(() => platform.close());

  const gate = (): Gate => platform.app.get(Gate, { strict: false });

  async function post(tenantId: string, key: string | undefined, body: object): Promise<Answer> {
    const response = await fetch(`${platform.url}/api/notes`, {
      method: 'POST',
      headers: {
        authorization: `Bearer test-${tenantId}`,
        'content-type': 'application/json',
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      replayed: response.headers.get('idempotent-replayed'),
      body: (await response.json()) as Answer['body'],
    };
  }

  it('replays the first answer to the same key and body, whatever the order of its fields', async () => {
    const tenantId = await platform.tenant();
    const first = await post(tenantId, 'k1', { text: 'a', fail: false });
    const again = await post(tenantId, 'k1', { fail: false, text: 'a' });
    expect(first).toMatchObject({ status: 201, replayed: null });
    expect(again).toEqual({ ...first, replayed: 'true' });
    expect((await post(tenantId, undefined, { text: 'a' })).body.id).not.toBe(first.body.id);
  });

  it('refuses the same key with another body, and keeps tenants apart', async () => {
    const [tenantId, other] = [await platform.tenant(), await platform.tenant()];
    const first = await post(tenantId, 'k1', { text: 'a' });
    expect(await post(tenantId, 'k1', { text: 'b' })).toMatchObject({ status: 409, body: { code: 'idempotency.key_reused' } });
    const neighbour = await post(other, 'k1', { text: 'a' });
    expect(neighbour).toMatchObject({ status: 201, replayed: null });
    expect(neighbour.body.id).not.toBe(first.body.id);
  });

  it('works once for many parallel requests; the others hear that it is under way or get its answer', async () => {
    const tenantId = await platform.tenant();
    const before = gate().calls;
    let open: () => void = () => undefined;
    gate().opened = new Promise((resolve) => (open = resolve));
    const first = post(tenantId, 'race', { text: 'a' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const others = await Promise.all([1, 2, 3, 4].map(() => post(tenantId, 'race', { text: 'a' })));
    expect(others.map(({ body }) => body.code)).toEqual(Array(4).fill('idempotency.in_progress'));
    open();
    gate().opened = Promise.resolve();
    const { status, body } = await first;
    expect(status).toBe(201);
    expect((await post(tenantId, 'race', { text: 'a' })).body).toEqual(body);
    expect(gate().calls - before).toBe(1);
  });

  it('frees the key when the handler fails', async () => {
    const tenantId = await platform.tenant();
    expect((await post(tenantId, 'k', { text: 'a', fail: true })).status).toBe(500);
    const before = gate().calls;
    expect((await post(tenantId, 'k', { text: 'a', fail: true })).status).toBe(500);
    expect(gate().calls - before).toBe(1);
    expect((await post(tenantId, 'k', { text: 'a' })).status).toBe(201);
  });

  it('lets a repeat take over what a dead process left behind, after a minute', async () => {
    const tenantId = await platform.tenant();
    await post(tenantId, 'dead', { text: 'a' });
    const abandon = (age: string): Promise<unknown> =>
      platform.owner.query(
        `update idempotency_keys set response_status = null, completed_at = null, created_at = now() - $2::interval where tenant_id = $1`,
        [tenantId, age],
      );
    await abandon('50 seconds');
    expect((await post(tenantId, 'dead', { text: 'a' })).body.code).toBe('idempotency.in_progress');
    await abandon('61 seconds');
    expect((await post(tenantId, 'dead', { text: 'b' })).body.code).toBe('idempotency.key_reused');
    expect(await post(tenantId, 'dead', { text: 'a' })).toMatchObject({ status: 201, replayed: null });
    expect(await post(tenantId, 'dead', { text: 'a' })).toMatchObject({ status: 201, replayed: 'true' });
  });

  it('refuses an unusable key and forgets old ones', async () => {
    const tenantId = await platform.tenant();
    expect(await post(tenantId, 'has space', { text: 'a' })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect((await post(tenantId, 'x'.repeat(256), { text: 'a' })).status).toBe(400);
    await post(tenantId, 'old', { text: 'a' });
    await platform.owner.query(`update idempotency_keys set created_at = now() - interval '25 hours' where tenant_id = $1`, [tenantId]);
    const keys = platform.app.get(AllTenantsIdempotencyRepository, { strict: false });
    expect(await keys.purge(new Date(Date.parse(new Date(performance.timeOrigin).toISOString()) - 86_400_000))).toBe(1);
    expect((await post(tenantId, 'old', { text: 'a' })).replayed).toBeNull();
  });
});
