import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { definedJobs, HANDLES_JOB, type JobPayload, type JobRun } from './job.js';

export type JobHandler = (payload: JobPayload, run: JobRun) => Promise<unknown>;

/** Which method does which job. Checked once at boot: a job that nobody, or more than one method, handles stops the start. */
@Injectable()
export class JobRegistry implements OnModuleInit {
  private readonly handlers = new Map<string, JobHandler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const instances = new Set(this.discovery.getProviders().map((wrapper): unknown => wrapper.instance));
    for (const instance of instances) this.register(instance);
    const orphans = definedJobs().filter(({ name }) => !this.handlers.has(name));
    if (orphans.length > 0) throw new Error(`jobs without a handler: ${orphans.map(({ name }) => name).join(', ')}`);
  }

  /** @throws Error for a job nobody handles: one that an older or newer version of the code enqueued */
  handlerOf(name: string): JobHandler {
    const handler = this.handlers.get(name);
    if (!handler) throw new Error(`no handler for job ${name}`);
    return handler;
  }

  private register(instance: unknown): void {
    if (typeof instance !== 'object' || instance === null) return;
    const prototype: unknown = Object.getPrototypeOf(instance);
    if (typeof prototype !== 'object' || prototype === null) return;
    for (const key of this.scanner.getAllMethodNames(prototype)) {
      const method: unknown = Reflect.get(instance, key);
      if (typeof method !== 'function') continue;
      const name = Reflect.getMetadata(HANDLES_JOB, method) as string | undefined;
      if (name === undefined) continue;
      if (this.handlers.has(name)) throw new Error(`job ${name} has two handlers`);
      this.handlers.set(name, (payload, run) => Promise.resolve(Reflect.apply(method, instance, [payload, run]) as unknown));
    }
  }
}
