import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { TenantId } from '../access/tenant-id.js';
import { currentTraceId, runInTrace } from '../logging/trace-context.js';
import { isDatabaseDown } from './database-errors.js';
import { MicroBatcher } from './micro-batcher.js';
import { UnitOfWork } from './unit-of-work.js';

const MAX_TENANTS = 10_000;

type Work = () => Promise<void>;

/**
 * Units of work of one tenant that arrive at once, in one transaction: for frequent small writes that all end with the same lock, as everything
 * does that has a line in the audit log. While one transaction is under way what arrives waits, and goes together as the next; there is no timer,
 * so whoever comes alone waits for nobody. The lock and the flush of the commit are paid once for all of them.
 *
 * Work that fails takes the others' transaction back, and then each is run alone: nobody fails for another's reason.
 */
@Injectable()
export class SharedCommit {
  private readonly batchers = new LRUCache<TenantId, MicroBatcher<Work, undefined>>({ max: MAX_TENANTS });

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Runs `work` as `UnitOfWork.run` does, and may run it again for the same reasons; answers once it is committed. */
  async run<T>(tenantId: TenantId, work: () => Promise<T>): Promise<T> {
    const traceId = currentTraceId();
    const answers: T[] = [];
    const traced = (): Promise<T> => (traceId === null ? work() : runInTrace(traceId, work));
    await this.batcher(tenantId).submit(tenantId, [async () => void (answers[0] = await traced())]);
    const [answer] = answers as [T];
    return answer;
  }

  private batcher(tenantId: TenantId): MicroBatcher<Work, undefined> {
    const known = this.batchers.get(tenantId);
    if (known) return known;
    // one at a time: two would wait for each other at the tenant's lock
    const made = new MicroBatcher<Work, undefined>(
      (works) => this.together(tenantId, works),
      1,
      (error) => !isDatabaseDown(error),
    );
    this.batchers.set(tenantId, made);
    return made;
  }

  private together(tenantId: TenantId, works: readonly Work[]): Promise<undefined[]> {
    return this.unitOfWork.run(tenantId, async () => {
      for (const work of works) await work();
      return works.map(() => undefined);
    });
  }
}
