import { Logger } from '@nestjs/common';
import type { JobDefinition, JobPayload } from '../../../platform/queues/job.js';
import { type JobItem, JobQueue } from '../../../platform/queues/job-queue.js';
import { StripeHandOver } from './stripe-hand-over.service.js';

/** A queue whose every bulk waits until the test lets it through, or fails. */
class HeldQueue extends JobQueue {
  readonly bulks: (string | undefined)[][] = [];
  private readonly ends: { readonly pass: () => void; readonly fail: (error: Error) => void }[] = [];

  enqueueMany<Name extends string, Payload extends JobPayload>(
    _job: JobDefinition<Name, Payload>,
    items: readonly JobItem<Payload>[],
  ): Promise<void> {
    this.bulks.push(items.map(({ jobId }) => jobId));
    return new Promise((pass, fail) => this.ends.push({ pass, fail }));
  }

  async letThrough(): Promise<void> {
    this.ends.shift()?.pass();
    await settled();
  }

  async refuse(): Promise<void> {
    this.ends.shift()?.fail(new Error('the queue is away'));
    await settled();
  }

  counts(): ReturnType<JobQueue['counts']> {
    return Promise.reject(new Error('nobody asks'));
  }

  check(): Promise<void> {
    return Promise.resolve();
  }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

let queue: HeldQueue;
let handOver: StripeHandOver;
beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  queue = new HeldQueue();
  handOver = new StripeHandOver(queue);
});

it('hands the first over at once, and whatever comes meanwhile as one bulk', async () => {
  for (const id of ['evt_1', 'evt_2', 'evt_3']) handOver.take(id);
  expect(queue.bulks).toEqual([['evt_1']]);
  await queue.letThrough();
  expect(queue.bulks).toEqual([['evt_1'], ['evt_2', 'evt_3']]);
});

it('goes on when the queue refused a bulk, which is left to the rescue', async () => {
  handOver.take('evt_1');
  handOver.take('evt_2');
  await queue.refuse();
  await queue.letThrough();
  handOver.take('evt_3');
  expect(queue.bulks).toEqual([['evt_1'], ['evt_2'], ['evt_3']]);
});

it('keeps no more than it can carry while the queue is away', async () => {
  for (let index = 0; index < 25_000; index++) handOver.take(`evt_${index}`);
  for (let round = 0; round < 60; round++) await queue.letThrough();
  expect(queue.bulks.flat()).toHaveLength(20_001);
});

it('does not let the process end before what it has is handed over', async () => {
  handOver.take('evt_1');
  handOver.take('evt_2');
  let hasEnded = false;
  void handOver.beforeApplicationShutdown().then(() => (hasEnded = true));
  await queue.letThrough();
  expect(hasEnded).toBe(false);
  await queue.letThrough();
  expect(hasEnded).toBe(true);
});
