import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { isOnItsWay } from '../domain/reconciliation.js';
import { AllTenantsMirrorRepository } from '../persistence/all-tenants-mirror.repository.js';
import { toNewStripeEvent } from '../stripe/new-stripe-event.js';
import { StripeEventRegistry } from '../stripe/stripe-event.registry.js';
import { StripeListsGateway } from '../stripe/stripe-lists.gateway.js';
import { MissedEvent } from './missed-event.service.js';
import type { ReconciliationProgress } from './reconciliation-progress.js';

/** As far back as Stripe keeps events. */
const REACH_MS = 30 * 86_400_000;

/** Events that Stripe could not deliver and that never reached us: they tell what no list of state tells, as a refund or a trial that ends. */
@Injectable()
export class MissedEvents {
  constructor(
    private readonly lists: StripeListsGateway,
    private readonly mirror: AllTenantsMirrorRepository,
    private readonly registry: StripeEventRegistry,
    private readonly missed: MissedEvent,
    private readonly clock: Clock,
  ) {}

  /** Takes them in, page by page, within a page the oldest first. */
  async recover(progress: ReconciliationProgress): Promise<void> {
    const now = this.clock.now();
    for await (const page of this.lists.undelivered(new Date(now.getTime() - REACH_MS))) {
      const unstored = await this.mirror.unstored(page.map(({ id }) => id));
      const missed = page
        .filter(({ id, type }) => unstored.has(id) && this.registry.familyOf(type) !== null)
        .map((event) => toNewStripeEvent(event, JSON.stringify(event)))
        .filter(({ createdAt }) => !isOnItsWay(createdAt, now))
        .reverse();
      for (const event of missed) {
        const finding = await this.missed.recover(progress.run.id, event);
        if (finding) await progress.found(finding);
      }
      await progress.beat();
    }
  }
}
