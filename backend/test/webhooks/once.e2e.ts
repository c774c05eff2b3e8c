import { OutboxRelay } from '../../src/platform/events/outbox-relay.js';
import { JobQueue } from '../../src/platform/queues/job-queue.js';
import { WebhookWorld } from './webhook-world.js';

let world: WebhookWorld;
beforeAll(async () => {
  world = await WebhookWorld.start();
}, 240_000);
afterAll(() => world.close());

const written = async (): Promise<number> =>
  (await world.app.owner.query<{ count: number }>('select count(*)::int as count from webhook_deliveries')).rows[0]?.count ?? 0;

describe('what is written for endpoints', () => {
  it('is written in the commit that marks the event: nothing when the relay fails behind it, once when it comes again', async () => {
    const { id } = await world.endpoint(['agent.created']);
    await world.settle();
    await world.agent('Once');
    const refusing = jest.spyOn(world.app.get(JobQueue), 'enqueueMany').mockRejectedValueOnce(new Error('the queue is gone'));
    await expect(world.app.get(OutboxRelay).flush()).rejects.toThrow('the queue is gone');
    expect(await written()).toBe(0);
    refusing.mockRestore();
    await Promise.all([world.app.get(OutboxRelay).flush(), world.app.get(OutboxRelay).flush()]);
    await world.app.owner.query(`update outbox_events set dispatched_at = null where name = 'agent.created'`);
    await world.settle();
    expect(await written()).toBe(1);
    expect(await world.deliveries(id)).toMatchObject([{ status: 'succeeded', tries: 1 }]);
    expect(world.receiver.calls).toHaveLength(1);
  });

  it('an event that breaks its contract holds up nobody’s: it is logged and counted, the others are told', async () => {
    const { id } = await world.endpoint(['agent.deleted']);
    const [broken, whole] = [await world.agent('Broken'), await world.agent('Whole')];
    await world.request('DELETE', `/agents/${broken}`);
    await world.app.owner.query(
      `update outbox_events set payload = '{"agentId": 7}' where dispatched_at is null and name = 'agent.deleted'`,
    );
    await world.request('DELETE', `/agents/${whole}`);
    await world.settle();
    const told = await world.deliveries(id);
    expect(told).toHaveLength(1);
    expect((await world.delivery(told[0]?.id ?? '')).body).toContain('Whole');
    const metrics = await (await fetch(`${world.app.url}/api/metrics`)).text();
    expect(metrics).toMatch(/orbis_webhook_unfit_events_total\{event="agent.deleted"\} 1/);
  });
});
