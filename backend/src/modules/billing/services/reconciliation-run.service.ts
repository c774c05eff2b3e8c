import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { runStatus } from '../domain/reconciliation.js';
import { AllTenantsReconciliationRepository } from '../persistence/all-tenants-reconciliation.repository.js';
import { failureOf } from '../stripe/stripe-failure.js';
import { StripeListsGateway } from '../stripe/stripe-lists.gateway.js';
import { InvoiceComparison } from './invoice-comparison.service.js';
import { MissedEvents } from './missed-events.service.js';
import { ReconciliationProgress, RunTakenOver } from './reconciliation-progress.js';
import { SubscriptionComparison } from './subscription-comparison.service.js';
import { UnseenObjects } from './unseen-objects.service.js';

/** Everything a run compares, in this order. */
@Injectable()
export class ReconciliationSteps {
  constructor(
    private readonly lists: StripeListsGateway,
    private readonly events: MissedEvents,
    private readonly subscriptions: SubscriptionComparison,
    private readonly invoices: InvoiceComparison,
    private readonly unseen: UnseenObjects,
  ) {}

  /** Events first: what they repair bears their name. Lists after them find what is still wrong, whatever the reason. */
  async work(progress: ReconciliationProgress): Promise<void> {
    await this.events.recover(progress);
    for await (const page of this.lists.customers()) await progress.checked('customers', idsOf(page));
    for await (const page of this.lists.subscriptions()) {
      await this.subscriptions.compare(progress, page);
      await progress.checked('subscriptions', idsOf(page));
    }
    for await (const page of this.lists.invoices()) {
      await this.invoices.compare(progress, page);
      await progress.checked('invoices', idsOf(page));
    }
    await this.unseen.judge(progress);
  }
}

/** Works a run that was begun. Every repair is a transaction of its own: a run that fails leaves whole repairs behind, never half of one. */
@Injectable()
export class ReconciliationRuns {
  private readonly logger = new Logger(ReconciliationRuns.name);

  constructor(
    private readonly runs: AllTenantsReconciliationRepository,
    private readonly steps: ReconciliationSteps,
    private readonly clock: Clock,
  ) {}

  /** From its beginning, also when another worker died over it; nothing for a run that is over. */
  async work(runId: string): Promise<void> {
    const worker = randomUUID();
    if (!(await this.runs.claim(runId, worker, this.clock.now()))) return;
    const progress = new ReconciliationProgress(this.runs, this.clock, { id: runId, worker });
    try {
      await this.steps.work(progress);
      const { found, repaired } = await this.runs.counted(runId);
      const status = runStatus(found, repaired);
      await this.runs.finish(runId, status, { error: null, at: this.clock.now() });
      if (status !== 'clean') this.logger.warn({ message: 'the reconciliation found differences', runId, found, repaired });
    } catch (error) {
      if (error instanceof RunTakenOver) return;
      const reason = reasonOf(error);
      await this.runs.finish(runId, 'failed', { error: reason, at: this.clock.now() });
      this.logger.error({ message: 'the reconciliation failed', runId, reason, err: error });
    }
  }
}

const idsOf = (page: readonly { readonly id: string }[]): string[] => page.map(({ id }) => id);

const reasonOf = (error: unknown): string =>
  error instanceof DomainError && error.code === 'stripe_unavailable' ? 'Stripe could not be reached' : failureOf(error).reason;
