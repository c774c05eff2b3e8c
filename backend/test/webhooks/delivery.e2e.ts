import type { WebhookDelivery, WebhookEndpoint } from '@orbisvoice/shared-dto';
import { WEBHOOK_RETRY_SECONDS } from '@orbisvoice/shared-dto/values';
import { auditActions, stopTime } from '../auth/people.js';
import { isSigned, WebhookWorld } from './webhook-world.js';

const HOUR_MS = 3_600_000;

let world: WebhookWorld;
beforeAll(async () => {
  world = await WebhookWorld.start();
}, 240_000);
afterAll(() => world.close());
beforeEach(() => world.clear());

describe('a fact', () => {
  it('is told once, signed so that the public package believes it, to each endpoint that asked for it', async () => {
    const [first, second, other] = [
      await world.endpoint(['agent.created', 'agent.deleted']),
      await world.endpoint(['agent.created']),
      await world.endpoint(['invoice.paid']),
    ];
    const agentId = await world.agent('Front desk');
    await world.settle();
    await world.settle();
    expect(world.bodies().map(({ type, data }) => [type, data['agentId'], data['name']])).toEqual([
      ['agent.created', agentId, 'Front desk'],
      ['agent.created', agentId, 'Front desk'],
    ]);
    // nothing inside of an event leaves that its contract does not name
    expect(Object.keys(world.bodies()[0]?.data ?? {}).sort()).toEqual(['agentId', 'name', 'publicKey']);
    const ids = world.receiver.calls.map(({ headers }) => String(headers['webhook-id']));
    expect(new Set(ids).size).toBe(1);
    for (const { secret } of [first, second]) {
      const own = world.receiver.calls.filter(({ headers, body }) => isSigned(secret, body.toString(), headers));
      expect(own).toHaveLength(1);
    }
    expect(world.receiver.calls.every(({ headers }) => headers['content-type'] === 'application/json')).toBe(true);
    const [delivery] = await world.deliveries(first.id);
    expect(delivery).toMatchObject({
      status: 'succeeded',
      tries: 1,
      responseStatus: 204,
      error: null,
      event: 'agent.created',
      isTest: false,
    });
    expect(delivery?.messageId).toBe(ids[0]);
    expect(await world.deliveries(other.id)).toEqual([]);
    expect(await world.seen(first.id)).toMatchObject({
      health: { succeeded: 1, failed: 0, pending: 0 },
      lastDelivery: { status: 'succeeded' },
    });
  });

  it('of before the endpoint, or while it is off, is not told', async () => {
    await world.agent('Early');
    const { id } = await world.endpoint(['agent.created']);
    await world.settle();
    expect(world.receiver.calls).toEqual([]);
    await world.request('PATCH', `/webhook-endpoints/${id}`, { isEnabled: false });
    await world.agent('Meanwhile');
    await world.settle();
    await world.request('PATCH', `/webhook-endpoints/${id}`, { isEnabled: true });
    await world.settle();
    expect(await world.deliveries(id)).toEqual([]);
  });

  it('waits for an endpoint that was switched off, and for a workspace that is suspended', async () => {
    const { id } = await world.endpoint(['agent.created']);
    world.receiver.answers.push({ status: 503 });
    await world.agent('Waits');
    await world.settle();
    await world.request('PATCH', `/webhook-endpoints/${id}`, { isEnabled: false });
    await world.hurry();
    await world.settle();
    expect(world.receiver.calls).toHaveLength(1);
    await world.request('PATCH', `/webhook-endpoints/${id}`, { isEnabled: true });
    await world.app.owner.query(`update tenants set status = 'suspended' where id = $1`, [world.owner.tenantId]);
    await world.settle();
    expect(world.receiver.calls).toHaveLength(1);
    await world.app.owner.query(`update tenants set status = 'active' where id = $1`, [world.owner.tenantId]);
    await world.settle();
    expect(world.receiver.calls).toHaveLength(2);
  });
});

describe('a try that came to nothing', () => {
  it('is made again by the ladder with the same id and body, ten times in all, and then given up', async () => {
    const time = stopTime(world.app);
    try {
      const { id } = await world.endpoint(['agent.created']);
      world.receiver.answers.push(...Array.from({ length: 10 }, () => ({ status: 500 })));
      await world.agent('Stubborn');
      await world.settle();
      let now = 0;
      for (const pause of WEBHOOK_RETRY_SECONDS) {
        now += pause * 1_000;
        time.moveTo(now - 1);
        await world.settle();
        const before = world.receiver.calls.length;
        now += pause * 100 + 1;
        time.moveTo(now);
        await world.settle();
        expect([pause, world.receiver.calls.length]).toEqual([pause, before + 1]);
      }
      expect(world.receiver.calls).toHaveLength(10);
      expect(new Set(world.receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(new Set(world.receiver.calls.map(({ body }) => body.toString())).size).toBe(1);
      const stamps = world.receiver.calls.map(({ headers }) => Number(headers['webhook-timestamp']));
      expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
      const [delivery] = await world.deliveries(id, '?status=failed');
      expect(delivery).toMatchObject({ status: 'failed', tries: 10, error: 'status', responseStatus: 500, nextTryAt: null });
      const detail = await world.delivery(delivery?.id ?? '');
      expect(detail.triesMade.map(({ number }) => number)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      expect(detail.body).toBe(world.receiver.calls[0]?.body.toString());

      const again = await world.request<WebhookDelivery>('POST', `/webhook-deliveries/${detail.id}/replay`);
      expect([again.status, again.body.status]).toEqual([202, 'pending']);
      await world.settle();
      expect((await world.delivery(detail.id)).status).toBe('succeeded');
      expect(new Set(world.receiver.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(await world.seen(id)).toMatchObject({ failingSince: null, isEnabled: true });
    } finally {
      time.back();
    }
  });

  it('follows no redirect, keeps the answer, and says in a word why', async () => {
    const { id } = await world.endpoint(['agent.created']);
    const closed = await world.endpoint(['agent.created'], 'https://localhost:9/');
    const nowhere = await world.endpoint(['agent.created'], 'https://nowhere.invalid/');
    world.receiver.answers.push({ status: 302, location: world.receiver.url });
    await world.agent('Lost');
    await world.settle();
    expect(world.receiver.calls).toHaveLength(1);
    expect((await world.deliveries(id))[0]).toMatchObject({ error: 'status', responseStatus: 302, status: 'pending' });
    expect((await world.deliveries(closed.id))[0]).toMatchObject({ error: 'no_connection', responseStatus: null });
    expect((await world.deliveries(nowhere.id))[0]).toMatchObject({ error: 'name_not_found' });
  });

  it('warns its owners after a day, and switches the endpoint off after five, never unwarned', async () => {
    const time = stopTime(world.app);
    try {
      const { id } = await world.endpoint(['agent.created'], 'https://localhost:9/hook?key=of-mine');
      for (const day of [0, 1, 2, 3, 4, 5, 6]) {
        time.moveTo(day * 24 * HOUR_MS + 60_000);
        await world.agent(`Day ${day}`);
        await world.app.owner.query('update webhook_deliveries set next_try_at = $1 where status = $2', [
          new Date(Date.now() + day * 24 * HOUR_MS),
          'pending',
        ]);
        await world.settle();
        const { isEnabled } = (await world.seen(id)) ?? {};
        expect([day, isEnabled]).toEqual([day, day < 5]);
      }
      expect(await world.seen(id)).toMatchObject({ disabledReason: 'failing' });
      const { rows } = await world.app.owner.query<{ name: string; payload: object }>(
        `select name, payload from outbox_events where name like 'webhook_endpoint.%' and payload ->> 'endpointId' = $1 order by created_at`,
        [id],
      );
      expect(rows.map(({ name }) => name)).toEqual(['webhook_endpoint.failing', 'webhook_endpoint.disabled']);
      expect(JSON.stringify(rows)).not.toContain('of-mine');
      expect(await auditActions(world.app, world.owner.tenantId)).toContain('webhook_endpoint.disabled');
      const on = await world.request<WebhookEndpoint>('PATCH', `/webhook-endpoints/${id}`, { isEnabled: true });
      expect(on.body).toMatchObject({ isEnabled: true, failingSince: null, disabledReason: null });
    } finally {
      time.back();
    }
  });

  it('that says 410 switches the endpoint off at once; a test says nothing against it', async () => {
    const { id } = await world.endpoint(['agent.created']);
    world.receiver.answers.push({ status: 410 }, { status: 410 });
    await world.request('POST', `/webhook-endpoints/${id}/test`, { event: 'agent.created' });
    await world.settle();
    expect(await world.seen(id)).toMatchObject({ isEnabled: true, failingSince: null });
    await world.agent('Gone');
    await world.settle();
    expect(await world.seen(id)).toMatchObject({ isEnabled: false, disabledReason: 'gone' });
    const [delivery] = await world.deliveries(id, '?status=pending');
    const refused = await world.request<{ code: string }>('POST', `/webhook-deliveries/${delivery?.id}/replay`);
    expect([refused.status, refused.body.code]).toEqual([409, 'webhooks.endpoint_disabled']);
  });
});
