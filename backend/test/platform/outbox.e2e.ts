/** @own-modules a part of the platform, whose jobs and events are the only ones there are */
import { Injectable, Module } from '@nestjs/common';
import { type TenantId } from '../../src/platform/access/tenant-id.js';
import { newId } from '../../src/platform/database/ids.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { DomainEvent, type ReceivedEvent } from '../../src/platform/events/domain-event.js';
import { EventPublisher } from '../../src/platform/events/event-publisher.js';
import { EventsModule } from '../../src/platform/events/events.module.js';
import { HandledEvents } from '../../src/platform/events/handled-events.js';
import { OnEvent } from '../../src/platform/events/on-event.js';
import { OutboxRelay } from '../../src/platform/events/outbox-relay.js';
import { OutboxRelayModule } from '../../src/platform/events/outbox-relay.module.js';
import { BullJobQueue } from '../../src/platform/queues/bull-job-queue.js';
import { JobQueue } from '../../src/platform/queues/job-queue.js';
import { QUEUE_DRIVER } from '../../src/platform/queues/queues.module.js';
import { SynchronousJobQueue } from '../../src/platform/queues/synchronous-job-queue.js';
import { WorkersModule } from '../../src/platform/queues/workers.module.js';
import { type PlatformApp, startPlatform } from './platform-app.js';

class NoteWritten extends DomainEvent<{ readonly note: string }> {
  static readonly eventName = 'agent.created';
  static readonly version = 1;
}
class Unregistered extends DomainEvent<{ readonly note: string }> {
  static readonly eventName = 'agent.updated';
  static readonly version = 1;
}

const HANDLER = 'test.note_written';

/** Its effect is a row of its own in the tenant's transaction: a team invitation stands in for a mail. */
@Injectable()
class NoteListener {
  readonly seen: ReceivedEvent<NoteWritten>[] = [];
  failuresLeft = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly handled: HandledEvents,
  ) {}

  @OnEvent(NoteWritten, { handler: HANDLER })
  async onNote(event: ReceivedEvent<NoteWritten>): Promise<void> {
    this.seen.push(event);
    await this.unitOfWork.run(event.tenantId, async (manager) => {
      if (!(await this.handled.claim(event.tenantId, event.id, HANDLER))) return;
      await manager.query(
        `insert into email_messages (id, tenant_id, template, dedupe_key, recipient, data, created_at) values ($1, $2, 'test', $3, 'x', '{}', now())`,
        [newId(), event.tenantId, newId()],
      );
      if (this.failuresLeft > 0) {
        this.failuresLeft--;
        throw new Error('the provider is away');
      }
    });
  }
}

@Module({ imports: [EventsModule.forFeature([NoteWritten])], providers: [NoteListener], exports: [NoteListener] })
class NotesModule {}

const publishAll = (platform: PlatformApp, tenantId: TenantId, count: number): Promise<void> =>
  platform.app.get(UnitOfWork).run(tenantId, async () => {
    for (let n = 0; n < count; n++) await platform.app.get(EventPublisher).publish(tenantId, new NoteWritten({ note: `n${n}` }));
  });

async function effects(platform: PlatformApp, tenantId: TenantId): Promise<number> {
  const { rows } = await platform.owner.query<{ n: string }>('select count(*) n from email_messages where tenant_id = $1', [tenantId]);
  return Number(rows[0]?.n);
}

async function until(condition: () => Promise<boolean>, ms = 15_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('condition not met in time');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('the outbox, step by step', () => {
  let platform: PlatformApp;
  beforeAll(async () => {
    platform = await startPlatform({ imports: [NotesModule] });
  });
  afterAll(() => platform.close());

  const drain = (): Promise<number> => {
    const queue = platform.app.get(JobQueue);
    if (!(queue instanceof SynchronousJobQueue)) throw new Error('not the synchronous queue');
    return queue.drain();
  };

  it('delivers what was committed, with its facts, and nothing that was rolled back', async () => {
    const tenantId = await platform.tenant();
    await publishAll(platform, tenantId, 2);
    const rolledBack = platform.app.get(UnitOfWork).run(tenantId, async () => {
      await platform.app.get(EventPublisher).publish(tenantId, new NoteWritten({ note: 'never' }));
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    await platform.app.get(OutboxRelay).flush();
    await drain();
    expect(await effects(platform, tenantId)).toBe(2);
    const mine = platform.app.get(NoteListener, { strict: false }).seen.filter((event) => event.tenantId === tenantId);
    expect(mine.map(({ payload }) => payload.note).sort()).toEqual(['n0', 'n1']);
    expect(mine[0]).toMatchObject({ name: 'agent.created', version: 1 });
    expect(mine[0]?.at).toBeInstanceOf(Date);
  });

  it('refuses to publish outside a unit of work, into another tenant, or a class nobody registered', async () => {
    const [tenantId, other] = [await platform.tenant(), await platform.tenant()];
    const publisher = platform.app.get(EventPublisher);
    await expect(publisher.publish(tenantId, new NoteWritten({ note: 'x' }))).rejects.toThrow('unit of work');
    const unitOfWork = platform.app.get(UnitOfWork);
    await expect(unitOfWork.run(tenantId, () => publisher.publish(other, new NoteWritten({ note: 'x' })))).rejects.toThrow('unit of work');
    await expect(unitOfWork.run(tenantId, () => publisher.publish(tenantId, new Unregistered({ note: 'x' })))).rejects.toThrow(
      'not registered',
    );
  });

  it('has one effect when the relay dies between the queue and the mark', async () => {
    const tenantId = await platform.tenant();
    await publishAll(platform, tenantId, 3);
    const queue = platform.app.get(JobQueue);
    const enqueue = queue.enqueueMany.bind(queue);
    const crash = jest.spyOn(queue, 'enqueueMany').mockImplementationOnce(async (job, items) => {
      await enqueue(job, items);
      throw new Error('killed');
    });
    await expect(platform.app.get(OutboxRelay).flush()).rejects.toThrow('killed');
    await drain();
    // the queue has forgotten the finished jobs, as Redis does after their retention
    const fresh = new SynchronousJobQueue(Reflect.get(queue, 'runner'));
    crash.mockImplementation((job, items) => fresh.enqueueMany(job, items));
    expect(await platform.app.get(OutboxRelay).flush()).toBe(3);
    expect(await fresh.drain()).toBe(3);
    crash.mockRestore();
    expect(await effects(platform, tenantId)).toBe(3);
  });

  it('keeps a claim only with its effect', async () => {
    const tenantId = await platform.tenant();
    const listener = platform.app.get(NoteListener, { strict: false });
    await publishAll(platform, tenantId, 1);
    listener.failuresLeft = 1;
    await platform.app.get(OutboxRelay).flush();
    await expect(drain()).rejects.toThrow('the provider is away');
    expect(await effects(platform, tenantId)).toBe(0);
    const event = listener.seen.at(-1);
    if (!event) throw new Error('no event seen');
    await Promise.all([listener.onNote(event), listener.onNote(event), listener.onNote(event)]);
    expect(await effects(platform, tenantId)).toBe(1);
  });

  it('two relays share the work without doing any of it twice', async () => {
    const tenantId = await platform.tenant();
    await publishAll(platform, tenantId, 450);
    const moved = await Promise.all([1, 2, 3].map(() => platform.app.get(OutboxRelay).flush()));
    expect(moved.reduce((sum, n) => sum + n, 0)).toBe(450);
    expect(await drain()).toBe(450);
    expect(await effects(platform, tenantId)).toBe(450);
  });
});

describe('the outbox on BullMQ, as the platform role', () => {
  it('delivers by itself, retries a failed handler, and has each effect once', async () => {
    const platform = await startPlatform({ imports: [NotesModule, WorkersModule, OutboxRelayModule], driver: 'bullmq' });
    try {
      expect(platform.app.get(QUEUE_DRIVER)).toBe('bullmq');
      expect(platform.app.get(JobQueue)).toBeInstanceOf(BullJobQueue);
      const tenantId = await platform.tenant();
      platform.app.get(NoteListener, { strict: false }).failuresLeft = 1;
      await publishAll(platform, tenantId, 50);
      await until(async () => (await effects(platform, tenantId)) >= 49);
      await until(async () => (await effects(platform, tenantId)) === 50);
      const { rows } = await platform.owner.query<{ n: string }>('select count(*) n from handled_events where tenant_id = $1', [tenantId]);
      expect(Number(rows[0]?.n)).toBe(50);
      const { events } = await platform.app.get(JobQueue).counts();
      expect(events).toMatchObject({ waiting: 0, failed: 0 });
    } finally {
      await platform.close();
    }
  });
});

describe('the unit of work', () => {
  it('runs the whole function again after a deadlock, and both sides commit', async () => {
    const platform = await startPlatform();
    try {
      const tenantId = await platform.tenant();
      const unitOfWork = platform.app.get(UnitOfWork);
      const keys = [newId(), newId()];
      for (const key of keys) {
        await platform.owner.query(
          `insert into email_messages (id, tenant_id, template, dedupe_key, recipient, data, attempts, created_at) values ($1, $2, 't', gen_random_uuid()::text, 'x', '{}', 0, now())`,
          [key, tenantId],
        );
      }
      let runs = 0;
      const both = (order: readonly (string | undefined)[]): Promise<void> =>
        unitOfWork.run(tenantId, async (manager) => {
          runs++;
          for (const key of order) {
            await manager.query('update email_messages set attempts = attempts + 1 where id = $1 and tenant_id = $2', [key, tenantId]);
            await new Promise((resolve) => setTimeout(resolve, 200));
          }
        });
      await Promise.all([both(keys), both([...keys].reverse())]);
      expect(runs).toBeGreaterThan(2);
      const { rows } = await platform.owner.query<{ attempts: number }>('select attempts from email_messages where tenant_id = $1', [
        tenantId,
      ]);
      expect(rows.map(({ attempts }) => attempts)).toEqual([2, 2]);
    } finally {
      await platform.close();
    }
  });
});
