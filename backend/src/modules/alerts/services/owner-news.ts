import { Injectable } from '@nestjs/common';
import type { OwnerAlertRule } from '@orbisvoice/shared-dto/values';
import { systemOrigin } from '../../../platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import type { Evidence } from '../domain/alert-row.js';
import { spanText } from '../domain/alert-words.js';
import { countsOfWorkspace, factsOfWorkspace, isOwnerRule } from '../domain/owners-matter.js';
import { OwnersTold, type OwnersFact } from '../events/owners-told.event.js';
import { AlertDeedRepository } from '../persistence/alert-deed.repository.js';
import { AllTenantsAlertDeliveryRepository, type WaitingStep } from '../persistence/all-tenants-alert-delivery.repository.js';
import { AllTenantsAlertListRepository, type NamedAlertRow } from '../persistence/all-tenants-alert-list.repository.js';
import { subjectOf } from './alert-view.js';

/** In one turn; the rest waits for the next. */
const TOLD_MAX = 100;
/** Enough to recognise what it was; the audit log has all of them. */
const FACTS_MAX = 5;

interface News {
  readonly alert: NamedAlertRow;
  readonly rule: OwnerAlertRule;
  readonly stepId: string;
}

/** The entry in the workspace's own log and the event behind the mails, in the caller's unit of work. */
@Injectable()
export class OwnerNewsWork {
  constructor(
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async tell(tenantId: TenantId, { alert, rule, stepId }: News): Promise<void> {
    const { subjectKind: kind, subjectId } = subjectOf(alert.subject);
    // rules that owners are told of watch nothing else
    const subjectKind = kind === 'api_key' ? 'api_key' : 'user';
    const { windowSeconds, firstAt, lastAt } = alert;
    const { count, peak } = countsOfWorkspace(alert);
    await this.audit.record(
      { kind: 'system', tenantId, name: 'Alerts', origin: systemOrigin() },
      {
        action: 'security.alert',
        targetType: subjectKind,
        targetId: subjectId,
        changes: changesBetween(null, { rule, count, firstAt, lastAt }, ['rule', 'count', 'firstAt', 'lastAt']),
      },
    );
    const event = new OwnersTold({
      ...{ stepId, rule, subjectKind, subjectId },
      keyName: subjectKind === 'api_key' ? alert.subjectName : null,
      ...{ count, peak, span: spanText(windowSeconds), firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
      facts: factsOfWorkspace(alert.evidence).slice(0, FACTS_MAX).map(factOf),
    });
    await this.events.publish(tenantId, event);
  }
}

/**
 * Tells the owners of a workspace what was noticed about its people and keys. The claim, the entry in the workspace's own log and the event
 * behind the mails are one transaction: told once, whoever dies.
 */
@Injectable()
export class OwnerNews {
  constructor(
    private readonly deliveries: AllTenantsAlertDeliveryRepository,
    private readonly alerts: AllTenantsAlertListRepository,
    private readonly deeds: AlertDeedRepository,
    private readonly work: OwnerNewsWork,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async tell(): Promise<void> {
    const waiting = await this.deliveries.waitingForOwners(TOLD_MAX);
    const alerts = new Map((await this.alerts.many(waiting.map(({ alertId }) => alertId))).map((row) => [row.id, row]));
    const errors: unknown[] = [];
    // one workspace that cannot be told must not silence what the others are to hear
    for (const step of waiting) await this.tellOf(alerts.get(step.alertId), step).catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join('; '));
  }

  private async tellOf(alert: NamedAlertRow | undefined, { id, stepId }: WaitingStep): Promise<void> {
    if (!alert) throw new Error(`the hit of step ${stepId} is gone`);
    const { rule } = alert;
    if (alert.tenantId === null || !isOwnerRule(rule)) throw new Error(`step ${stepId} is no news for owners`);
    const tenantId = tenantIdOf(alert.tenantId);
    await this.unitOfWork.run(tenantId, async () => {
      if (await this.deeds.claimOwnersDelivery(tenantId, id, this.clock.now())) await this.work.tell(tenantId, { alert, rule, stepId });
    });
  }
}

function factOf({ at, details }: Evidence): OwnersFact {
  const { action = null, network = null, country = null } = details;
  return { at, action, network, country };
}
