import type { ReplayedWebhooks } from '@orbisvoice/shared-dto';
import { WEBHOOK_EVENTS } from '@orbisvoice/shared-dto/values';
import { WebhookHandOver } from '../../src/modules/webhooks/index.js';
import { ForgetWebhooks } from '../../src/modules/webhooks/jobs/forget-webhooks.job.js';
import { WebhookSender } from '../../src/modules/webhooks/services/webhook-sender.js';
import { OutboxRelay } from '../../src/platform/events/outbox-relay.js';
import { stopTime } from '../auth/people.js';
import { isSigned, WebhookWorld } from './webhook-world.js';

const HOUR_MS = 3_600_000;

let world: WebhookWorld;
beforeAll(async () => {
  world = await WebhookWorld.start();
}, 240_000);
afterAll(() => world.close());
beforeEach(() => world.clear());

describe('people', () => {
  it('try each event, once, also while the endpoint is off', async () => {
    const { id, secret } = await world.endpoint(['agent.created']);
    await world.request('PATCH', `/webhook-endpoints/${id}`, { isEnabled: false });
    world.receiver.answers.push({ status: 500 });
    for (const event of WEBHOOK_EVENTS) {
      expect((await world.request('POST', `/webhook-endpoints/${id}/test`, { event })).status).toBe(202);
    }
    for (let round = 0; round < 6; round++) await world.settle();
    expect(
      world
        .bodies()
        .map(({ type }) => type)
        .sort(),
    ).toEqual([...WEBHOOK_EVENTS].sort());
    expect(world.receiver.calls.every(({ body, headers }) => isSigned(secret, body.toString(), headers))).toBe(true);
    const failed = await world.deliveries(id, '?status=failed');
    expect(failed).toMatchObject([{ isTest: true, tries: 1, nextTryAt: null }]);
    expect(await world.seen(id)).toMatchObject({ health: { succeeded: 0, failed: 0, pending: 0 } });
  });

  it('send again what failed since an instant, and nothing else', async () => {
    const { id } = await world.endpoint(['agent.created']);
    for (const name of ['One', 'Two', 'Three']) await world.agent(name);
    await world.settle();
    const [newest, middle, oldest] = await world.deliveries(id);
    await world.app.owner.query(`update webhook_deliveries set status = 'failed' where id = any($1)`, [[newest?.id, oldest?.id]]);
    world.receiver.calls.length = 0;
    const since = middle?.occurredAt;
    const answer = await world.request<ReplayedWebhooks>('POST', `/webhook-endpoints/${id}/replay-failed`, { since });
    expect([answer.status, answer.body.replayed]).toEqual([200, 1]);
    await world.settle();
    expect(world.receiver.calls.map(({ headers }) => headers['webhook-id'])).toEqual([newest?.messageId]);
    expect((await world.deliveries(id, '?status=failed')).map((delivery) => delivery.id)).toEqual([oldest?.id]);
  });

  it('replace the secret without a gap: both sign for a day', async () => {
    const time = stopTime(world.app);
    try {
      const { id, secret: old } = await world.endpoint(['agent.created']);
      const rotated = await world.request<{ secret: string; previousSecretUntil: string }>(
        'POST',
        `/webhook-endpoints/${id}/rotate-secret`,
      );
      expect(rotated.status).toBe(201);
      const { secret: fresh } = rotated.body;
      await world.agent('Both');
      await world.settle();
      time.moveTo(25 * HOUR_MS);
      await world.agent('New only');
      await world.settle();
      const seen = world.receiver.calls.map(({ headers }) => String(headers['webhook-signature']).split(' ').length);
      expect(seen).toEqual([2, 1]);
      const [both] = world.receiver.calls;
      expect([old, fresh].map((secret) => isSigned(secret, both?.body.toString() ?? '', both?.headers ?? {}))).toEqual([true, true]);
      expect((await world.seen(id))?.previousSecretUntil).toBeNull();
    } finally {
      time.back();
    }
  });
});

describe('workers', () => {
  it('that hand over side by side send each message once, five at a time to one endpoint, one when it fails', async () => {
    const { id } = await world.endpoint(['agent.created']);
    for (let index = 0; index < 8; index++) await world.agent(`Agent ${index}`);
    const handOver = world.app.get(WebhookHandOver);
    await world.app.get(OutboxRelay).flush();
    const moved = await Promise.all([handOver.flush(), handOver.flush()]);
    expect(moved[0] + moved[1]).toBe(5);
    await world.settle();
    expect(world.receiver.calls).toHaveLength(8);
    world.receiver.answers.push(...Array.from({ length: 20 }, () => ({ status: 500 })));
    await world.app.owner.query('update webhook_endpoints set failing_since = now() where id = $1', [id]);
    for (let index = 0; index < 3; index++) await world.agent(`Later ${index}`);
    await world.app.get(OutboxRelay).flush();
    expect(await handOver.flush()).toBe(1);
  });

  it('a turn of a worker that was lost is given out again; it finds that it is no longer its own', async () => {
    const { id } = await world.endpoint(['agent.created']);
    await world.agent('Lost worker');
    await world.app.get(OutboxRelay).flush();
    await world.app.get(WebhookHandOver).flush();
    const { rows } = await world.app.owner.query<{ id: string; lease_id: string }>(
      'select id, lease_id from webhook_deliveries where endpoint_id = $1',
      [id],
    );
    const stale = { tenantId: world.owner.tenantId, deliveryId: rows[0]?.id ?? '', leaseId: rows[0]?.lease_id ?? '' };
    await world.app.owner.query(`update webhook_deliveries set leased_until = now() - interval '1 second'`);
    await world.settle();
    expect(world.receiver.calls).toHaveLength(1);
    await world.app.get(WebhookSender).run(stale);
    expect(world.receiver.calls).toHaveLength(1);
    expect((await world.deliveries(id))[0]).toMatchObject({ tries: 1, status: 'succeeded' });
  });

  it('forget after thirty days', async () => {
    const { id } = await world.endpoint(['agent.created']);
    await world.agent('Old');
    await world.agent('Young');
    await world.settle();
    const [, old] = await world.deliveries(id);
    await world.app.owner.query(`update webhook_deliveries set created_at = now() - interval '31 days' where id = $1`, [old?.id]);
    await world.app.get(ForgetWebhooks).run();
    expect(await world.deliveries(id)).toHaveLength(1);
    const { rows } = await world.app.owner.query('select 1 from webhook_tries where delivery_id = $1', [old?.id]);
    expect(rows).toEqual([]);
  });
});
