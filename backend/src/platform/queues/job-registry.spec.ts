import { Injectable, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { defineJob, HandlesJob } from './job.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { SynchronousJobQueue } from './synchronous-job-queue.js';

const greet = defineJob<'greet', { readonly name: string }>({ name: 'greet', queue: 'maintenance' });

@Injectable()
class Greeter {
  readonly greeted: string[] = [];

  @HandlesJob(greet)
  async run({ name }: { readonly name: string }): Promise<void> {
    if (name === 'nobody') throw new Error('nobody there');
    this.greeted.push(name);
  }
}

@Injectable()
class SecondGreeter {
  @HandlesJob(greet)
  async run(): Promise<void> {
    return Promise.resolve();
  }
}

async function boot(...providers: (new () => object)[]) {
  @Module({ imports: [DiscoveryModule], providers: [JobRegistry, JobRunner, SynchronousJobQueue, ...providers] })
  class Root {}
  const app = await Test.createTestingModule({ imports: [Root] }).compile();
  await app.init();
  return app;
}

describe('the job registry', () => {
  it('does not start with a job that nobody handles', () => expect(boot()).rejects.toThrow('jobs without a handler: greet'));

  it('does not start with a job that two handle', () => expect(boot(Greeter, SecondGreeter)).rejects.toThrow('two handlers'));

  it('runs jobs in order, dedupes ids, and reports failures after all have run', async () => {
    const app = await boot(Greeter);
    const queue = app.get(SynchronousJobQueue);
    await queue.enqueueMany(greet, [
      { payload: { name: 'a' }, jobId: 'x' },
      { payload: { name: 'again' }, jobId: 'x' },
      { payload: { name: 'nobody' } },
    ]);
    await queue.enqueue(greet, { name: 'b' });
    expect((await queue.counts()).maintenance.waiting).toBe(3);
    await expect(queue.drain()).rejects.toThrow('greet (Error: nobody there)');
    expect(app.get(Greeter).greeted).toEqual(['a', 'b']);
    expect(await queue.drain()).toBe(0);
  });
});
