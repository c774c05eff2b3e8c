import { Injectable } from '@nestjs/common';
import type { ReplayResult } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { rowDifferences, type Difference, type NamedRows } from '../domain/row-differences.js';
import { AllTenantsStripeEventRepository, type StoredStripeEvent } from '../persistence/all-tenants-stripe-event.repository.js';
import { BillingStateRepository } from '../persistence/billing-state.repository.js';
import { StripeEventRepository } from '../persistence/stripe-event.repository.js';
import { StripeEventApplier, type ResolvedEvent } from '../stripe/stripe-event.applier.js';
import { failureOf } from '../stripe/stripe-failure.js';
import { StripeReplayAudit } from './stripe-replay-audit.service.js';

/** Events worked side by side: enough to finish five hundred in seconds, few enough for Stripe's rate limit. */
const LANES = 4;

/** Carries the result of a dry run out of the transaction that is taken back by it. */
class TakenBack extends Error {
  constructor(readonly differences: readonly Difference[]) {
    super('dry run');
  }
}

/** A worker finished the event between two steps of the replay. */
class Overtaken extends Error {}

/** The answer, with the differences as the audit log takes them. */
type Replayed = ReplayResult & { readonly differences: readonly Difference[] };

/**
 * Works stored events once more, on the word of staff. A dry run goes the same way to the last step and is then taken back, so that what
 * it shows is what a real one would do.
 */
@Injectable()
export class StripeReplay {
  constructor(
    private readonly events: AllTenantsStripeEventRepository,
    private readonly event: StripeEventRepository,
    private readonly applier: StripeEventApplier,
    private readonly state: BillingStateRepository,
    private readonly audit: StripeReplayAudit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `billing.event_not_found` */
  async one(actor: Actor, id: string, isDryRun: boolean): Promise<ReplayResult> {
    const result = await this.replay(actor, id, isDryRun);
    if (result.outcome === 'not_found') throw new DomainError('billing.event_not_found');
    return result;
  }

  /** In the order asked for; an event named twice is worked once. */
  async many(actor: Actor, ids: readonly string[], isDryRun: boolean): Promise<ReplayResult[]> {
    const waiting = [...new Set(ids)];
    const results: ReplayResult[] = [];
    while (waiting.length > 0) results.push(...(await Promise.all(waiting.splice(0, LANES).map((id) => this.replay(actor, id, isDryRun)))));
    return results;
  }

  private replay(actor: Actor, id: string, isDryRun: boolean): Promise<ReplayResult> {
    return isDryRun ? this.rehearse(id) : this.perform(actor, id);
  }

  private async rehearse(id: string): Promise<ReplayResult> {
    const event = await this.events.find(id);
    if (!event) return resultOf(id, 'not_found');
    try {
      const reason = await this.work(event, true, (differences) => Promise.reject(new TakenBack(differences)));
      return resultOf(id, 'ignored', { detail: reason });
    } catch (error) {
      if (!(error instanceof TakenBack)) return resultOf(id, 'failed', { detail: failureOf(error).reason });
      return resultOf(id, error.differences.length > 0 ? 'would_change' : 'unchanged', { differences: error.differences });
    }
  }

  private async perform(actor: Actor, id: string): Promise<ReplayResult> {
    const event = await this.events.reopen(id, this.clock.now());
    if (!event) return resultOf(id, 'not_found');
    let result = resultOf(id, 'unchanged');
    try {
      const reason = await this.work(event, false, async (differences, tenantId) => {
        result = resultOf(id, differences.length > 0 ? 'applied' : 'unchanged', { differences });
        await this.finish(actor, event, { tenantId, result });
      });
      return reason === null ? result : await this.ignored(actor, event, reason);
    } catch (error) {
      return error instanceof Overtaken ? resultOf(id, 'unchanged') : await this.failed(actor, event, error);
    }
  }

  /** @param last runs as the last step of the event's transaction. @returns why there was nothing to do; null when `last` ran */
  private async work(
    event: StoredStripeEvent,
    isDryRun: boolean,
    last: (differences: readonly Difference[], tenantId: TenantId) => Promise<void>,
  ): Promise<string | null> {
    const resolved: ResolvedEvent | string = await this.applier.resolve(event);
    if (typeof resolved === 'string') return resolved;
    const before: NamedRows = await this.state.read(resolved.tenantId);
    return this.applier.work(resolved, {
      isRehearsal: isDryRun,
      finish: async (tenantId) => last(rowDifferences(before, await this.state.read(tenantId)), tenantId),
    });
  }

  private async finish(
    actor: Actor,
    event: StoredStripeEvent,
    { tenantId, result }: { tenantId: TenantId; result: Replayed },
  ): Promise<void> {
    const isFirst = await this.event.finish(tenantId, event.id, this.clock.now());
    if (!isFirst && event.status !== 'done') throw new Overtaken();
    await this.audit.record(actor, tenantId, {
      eventId: event.id,
      statusBefore: event.status,
      outcome: result.outcome,
      differences: result.differences,
    });
  }

  private async ignored(actor: Actor, event: StoredStripeEvent, reason: string): Promise<ReplayResult> {
    await this.events.ignore(event.id, reason, this.clock.now());
    await this.audit.record(actor, null, { eventId: event.id, statusBefore: event.status, outcome: 'ignored', differences: [] });
    return resultOf(event.id, 'ignored', { detail: reason });
  }

  /** What was done stays done; anything else waits as before, and a transient failure is tried again by the queue. */
  private async failed(actor: Actor, event: StoredStripeEvent, error: unknown): Promise<ReplayResult> {
    const { kind, reason } = failureOf(error);
    const status = kind === 'permanent' ? 'dead' : 'failed';
    await this.events.fail(event.id, { status, kind, reason, nextAttemptAt: kind === 'permanent' ? null : this.clock.now() });
    await this.audit.record(actor, null, { eventId: event.id, statusBefore: event.status, outcome: 'failed', differences: [] });
    return resultOf(event.id, 'failed', { detail: reason });
  }
}

function resultOf(
  id: string,
  outcome: ReplayResult['outcome'],
  { detail = null, differences = [] }: { detail?: string | null; differences?: readonly Difference[] } = {},
): Replayed {
  return { id, outcome, detail, differences: [...differences] };
}
