import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { BillingRevisionRepository } from '../persistence/billing-revision.repository.js';

/** Events of one purchase arrive in a bunch and meet here; each try waits a little longer, so that one of them always gets through. */
const ATTEMPTS = 12;
const BACKOFF_MS = 20;

/** What is read from Stripe without a transaction, and what is done with it in one. */
export interface StateChange<T> {
  readonly read: () => Promise<T>;
  readonly apply: (state: T) => Promise<void>;
}

/** Applies what Stripe says now, and nothing that is older than what was applied meanwhile (BillingRevisionRepository). */
@Injectable()
export class LatestState {
  constructor(
    private readonly revisions: BillingRevisionRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Error when others were faster every time */
  async apply<T>(tenantId: TenantId, { read, apply }: StateChange<T>): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const revision = await this.revisions.current(tenantId);
      const state = await read();
      const isApplied = await this.unitOfWork.run(tenantId, async () => {
        if (!(await this.revisions.advance(tenantId, revision))) return false;
        await apply(state);
        return true;
      });
      if (isApplied) return;
      await sleep(Math.random() * BACKOFF_MS * attempt);
    }
    throw new Error(`billing of tenant ${tenantId} kept changing while it was read`);
  }
}
