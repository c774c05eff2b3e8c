import { Injectable } from '@nestjs/common';
import type { AlertStatus } from '@orbisvoice/shared-dto/values';
import type pg from 'pg';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { isHeard } from '../domain/alert-actions.js';
import type { AlertRow, Evidence } from '../domain/alert-row.js';
import type { Firing } from '../domain/detection.js';
import { EVIDENCE_MAX, evidenceFor, grown, isReopening, isUnsettled } from '../domain/hit.js';
import { ownersMatter } from '../domain/owners-matter.js';
import { isPattern } from '../domain/rules.js';
import { isMuted, type TunedRule } from '../domain/tuned-rule.js';
import { AllTenantsAlertDeliveryRepository } from '../persistence/all-tenants-alert-delivery.repository.js';
import { AllTenantsAlertRepository, type NewStep } from '../persistence/all-tenants-alert.repository.js';

/** What a rule found about a subject. */
export interface Finding {
  readonly rule: TunedRule;
  readonly subject: string;
  readonly tenantId: string | null;
  readonly firing: Firing;
  readonly isNew: (id: string) => boolean;
  readonly evidenceOf: (id: string) => Evidence;
}

/** A figure that went and came back within an hour: one alert, told once. */
const FLAPPING_MS = 3_600_000;

const isFlapping = (latest: AlertRow | null, { key }: TunedRule, now: Date): boolean =>
  !isPattern(key) && isReopening(latest, now) && now.getTime() - (latest.closedAt?.getTime() ?? 0) < FLAPPING_MS;

/** Opens, grows and settles hits, with their steps and who is to be told of them, in the caller's transaction. */
@Injectable()
export class AlertHits {
  constructor(
    private readonly alerts: AllTenantsAlertRepository,
    private readonly deliveries: AllTenantsAlertDeliveryRepository,
    private readonly clock: Clock,
  ) {}

  /** One finding: the unsettled hit of its subject grows, a settled one comes back, or there is a new one. */
  async take(client: pg.PoolClient, latest: AlertRow | null, finding: Finding): Promise<AlertRow> {
    const now = this.clock.now();
    const { firing, evidenceOf } = finding;
    if (latest && isUnsettled(latest)) {
      const alert = { ...grown(latest, { ...finding, parameters: finding.rule.parameters }), isMuted: isMuted(finding.rule, now) };
      await this.alerts.save(client, alert, now);
      // it grew on when its rule was no longer muted: now somebody is to know
      if (latest.isMuted && !alert.isMuted) await this.step(client, alert, { kind: 'reopened', at: now, by: null, note: 'mute ended' });
      return alert;
    }
    const fresh = this.fresh(finding, now);
    const alert = isReopening(latest, now)
      ? {
          ...fresh,
          id: latest.id,
          openings: latest.openings + 1,
          count: latest.count + firing.members.length,
          firstAt: latest.firstAt,
          evidence: [...evidenceFor(firing, evidenceOf), ...latest.evidence].slice(0, EVIDENCE_MAX),
        }
      : fresh;
    await this.alerts.save(client, alert, now);
    const step = { kind: alert.openings > 1 ? ('reopened' as const) : ('opened' as const), at: now, by: null, note: null };
    await this.step(client, isFlapping(latest, finding.rule, now) ? { ...alert, isMuted: true } : alert, step);
    return alert;
  }

  /** A new state of a hit, with its step. */
  async move(
    client: pg.PoolClient,
    alert: AlertRow,
    { status, step }: { readonly status: AlertStatus; readonly step: NewStep },
  ): Promise<void> {
    const isSettled = status === 'resolved' || status === 'false_alarm';
    const moved = { ...alert, status, closedAt: isSettled ? step.at : null, openings: alert.openings + (step.kind === 'reopened' ? 1 : 0) };
    await this.alerts.save(client, moved, step.at);
    await this.step(client, moved, step);
  }

  /** A step of a muted hit, or of a person, is told to nobody: who acts knows it. */
  async step(client: pg.PoolClient, alert: AlertRow, step: NewStep): Promise<void> {
    const stepId = await this.alerts.addStep(client, alert.id, step);
    if (alert.isMuted || step.by !== null) return;
    const { emailFrom, webhookFrom, webhookUrl } = await this.deliveries.settings(client);
    const order = { alertId: alert.id, stepId, at: step.at };
    // whatever the severity: it is their people and their keys, and what is mild to a platform need not be so to them
    if (ownersMatter(alert) !== null) await this.deliveries.add(client, { ...order, channel: 'owners' });
    if (isHeard(alert.severity, emailFrom)) await this.deliveries.add(client, { ...order, channel: 'email' });
    if (webhookUrl !== null && isHeard(alert.severity, webhookFrom)) await this.deliveries.add(client, { ...order, channel: 'webhook' });
  }

  private fresh({ rule, subject, tenantId, firing, evidenceOf }: Finding, now: Date): AlertRow {
    const { threshold, windowSeconds, severity } = rule.parameters;
    return {
      id: newId(),
      rule: rule.key,
      subject,
      tenantId,
      severity,
      status: 'open',
      threshold,
      windowSeconds,
      count: firing.members.length,
      peak: firing.peak,
      firstAt: firing.members[0]?.at ?? now,
      lastAt: firing.members.at(-1)?.at ?? now,
      openedAt: now,
      closedAt: null,
      openings: 1,
      isMuted: isMuted(rule, now),
      evidence: evidenceFor(firing, evidenceOf),
    };
  }
}
