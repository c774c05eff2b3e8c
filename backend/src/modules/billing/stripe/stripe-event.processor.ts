import { Injectable, Logger } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { HopelessJobError } from '../../../platform/queues/job.js';
import { AllTenantsStripeEventRepository, type StoredStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { StripeEventRepository } from '../persistence/stripe-event.repository.js';
import { StripeEventApplier } from './stripe-event.applier.js';
import { failureOf } from './stripe-failure.js';

/** Which try of an event this is. */
export interface EventTry {
  readonly isLast: boolean;
  /** When the next one comes at the latest, should this one fail. */
  readonly nextAttemptAt: Date | null;
}

const SOME_TRY: EventTry = { isLast: false, nextAttemptAt: null };

/** Somebody else finished the event meanwhile: this transaction is taken back. */
class AlreadyApplied extends Error {}

/** Works one stored event. Failures are kept with their reason and thrown on, so that the queue tries again, or keeps a hopeless one. */
@Injectable()
export class StripeEventProcessor {
  private readonly logger = new Logger(StripeEventProcessor.name);
  private readonly worked;

  constructor(
    private readonly events: AllTenantsStripeEventRepository,
    private readonly event: StripeEventRepository,
    private readonly applier: StripeEventApplier,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.worked = metrics.counter('orbis_stripe_events_total', 'Stripe events worked, by type and outcome', ['type', 'outcome']);
  }

  async process(eventId: string, attempt: EventTry = SOME_TRY): Promise<void> {
    const event = await this.events.begin(eventId, this.clock.now());
    if (!event) return;
    try {
      const reason = await this.applier.apply(event, { finish: (tenantId) => this.finish(tenantId, eventId), isRehearsal: false });
      if (reason !== null) await this.events.ignore(eventId, reason, this.clock.now());
      this.worked.inc({ type: event.type, outcome: reason === null ? 'done' : 'ignored' });
    } catch (error) {
      if (error instanceof AlreadyApplied) return;
      throw await this.failed(event, error, attempt);
    }
  }

  private async finish(tenantId: TenantId, eventId: string): Promise<void> {
    if (!(await this.event.finish(tenantId, eventId, this.clock.now()))) throw new AlreadyApplied();
  }

  /** Keeps the failure. @returns what to throw to the queue */
  private async failed({ id, type }: StoredStripeEvent, error: unknown, attempt: EventTry): Promise<unknown> {
    const { kind, reason } = failureOf(error);
    const isDead = kind === 'permanent' || attempt.isLast;
    await this.events.fail(id, { status: isDead ? 'dead' : 'failed', kind, reason, nextAttemptAt: isDead ? null : attempt.nextAttemptAt });
    this.worked.inc({ type, outcome: isDead ? 'dead' : 'failed' });
    if (!isDead) return error;
    this.logger.error(`Stripe event ${id} (${type}) is dead and waits for a person: ${reason}`);
    return new HopelessJobError(reason, { cause: error });
  }
}
