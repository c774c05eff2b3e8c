import { Injectable } from '@nestjs/common';
import { ALERT_SEVERITIES, type AlertStepKind } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { measureText, RULE_TITLES, spanText, stateText, subjectText } from '../domain/alert-words.js';
import { ruleBounds } from '../domain/rules.js';
import { AlertsTold, type ToldAlert } from '../events/alerts-told.event.js';
import { AllTenantsAlertDeliveryRepository } from '../persistence/all-tenants-alert-delivery.repository.js';
import { AllTenantsAlertListRepository, type NamedAlertRow } from '../persistence/all-tenants-alert-list.repository.js';
import { AllTenantsStaffRepository } from '../persistence/all-tenants-staff.repository.js';
import { subjectOf } from './alert-view.js';

/** More than these are counted, not listed: whoever reads goes to the console. */
const LISTED_MAX = 20;

/**
 * Tells staff by mail. What waits becomes a batch, a batch one event per tenant of staff, the event one mail per person; each step is known by
 * the batch, so a process that dies between two of them tells nothing twice.
 */
@Injectable()
export class AlertMails {
  constructor(
    private readonly deliveries: AllTenantsAlertDeliveryRepository,
    private readonly alerts: AllTenantsAlertListRepository,
    private readonly staff: AllTenantsStaffRepository,
    private readonly events: EventPublisher,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async tell(): Promise<void> {
    const { digestMinutes } = await this.deliveries.settings();
    const now = this.clock.now();
    const batch = await this.deliveries.nextBatch(newId(), { now, gapSeconds: digestMinutes * 60 });
    if (batch === null) return;
    const told = await this.toldBy(batch);
    const payload = { batch, alerts: told.slice(0, LISTED_MAX), more: Math.max(0, told.length - LISTED_MAX) };
    for (const { tenantId, staffIds } of told.length > 0 ? await this.staff.reachable() : []) {
      await this.unitOfWork.run(tenantId, () => this.events.publish(tenantId, new AlertsTold({ ...payload, staffIds })));
    }
    await this.deliveries.batchTold(batch, now);
  }

  private async toldBy(batch: string): Promise<ToldAlert[]> {
    const steps = await this.deliveries.batchSteps(batch);
    const rows = await this.alerts.many(steps.map(({ alertId }) => alertId));
    const kinds = new Map(steps.map(({ alertId, stepKind }) => [alertId, stepKind]));
    return rows
      .map((row) => toldAlert(row, kinds.get(row.id) ?? 'opened'))
      .sort((a, b) => ALERT_SEVERITIES.indexOf(b.severity) - ALERT_SEVERITIES.indexOf(a.severity));
  }
}

/** A hit in words. */
export function toldAlert(row: NamedAlertRow, stepKind: AlertStepKind): ToldAlert {
  const { unit } = ruleBounds(row.rule);
  return {
    id: row.id,
    rule: row.rule,
    severity: row.severity,
    title: RULE_TITLES[row.rule],
    state: stateText(stepKind),
    subject: subjectText({ ...subjectOf(row.subject), tenantName: row.tenantName, named: row.evidence[0]?.details['named'] ?? null }),
    measure: measureText(row.peak, unit),
    limit: `${measureText(row.threshold, unit)} within ${spanText(row.windowSeconds)}`,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
  };
}
