import { Injectable } from '@nestjs/common';
import type { Subscription } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { BillingOverview } from './billing-overview.service.js';
import type { BillingTarget } from './billing-snapshot.js';
import { BillingSync } from './billing-sync.service.js';

/** Looks at Stripe right after something was changed there. */
@Injectable()
export class BillingRefresh {
  /** Looks that wait for the one before them, by what they look at. */
  private readonly waiting = new Map<string, Promise<void>>();
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly billing: BillingSync,
    private readonly overview: BillingOverview,
  ) {}

  /** The webhook will tell the same; looking at once lets the answer show it, and the audit log name who did it. */
  async after(actor: Actor, target: BillingTarget): Promise<Subscription> {
    await this.look(actor, target);
    return this.now(actor);
  }

  /** What we know already. */
  now(actor: Actor): Promise<Subscription> {
    return this.overview.subscription(actor.tenantId);
  }

  /**
   * Twenty clicks need one look, not twenty that get in each other's way. A look that runs may have begun before this click's write, so
   * everybody who comes meanwhile shares the one after it.
   */
  private look(actor: Actor, target: BillingTarget): Promise<void> {
    const key = [actor.tenantId, actor.userId, actor.apiKeyId, target.subscriptionId, target.invoiceId].join(' ');
    const shared = this.waiting.get(key);
    if (shared) return shared;
    const next = this.afterRunning(key, () => this.billing.sync(actor.tenantId, target, { actor, eventId: null }));
    this.waiting.set(key, next);
    return next;
  }

  private async afterRunning(key: string, look: () => Promise<void>): Promise<void> {
    // how the one before ended is told to who asked for it
    await this.running.get(key)?.catch(() => undefined);
    this.waiting.delete(key);
    const run = look();
    this.running.set(key, run);
    try {
      await run;
    } finally {
      if (this.running.get(key) === run) this.running.delete(key);
    }
  }
}
