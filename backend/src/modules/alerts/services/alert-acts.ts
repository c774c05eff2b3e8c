import { Injectable } from '@nestjs/common';
import type { ActOnAlert } from '@orbisvoice/shared-dto';
import type { AlertAction, AlertStatus, AlertStepKind, EventName } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import { statusAfter } from '../domain/alert-actions.js';
import { AllTenantsAlertRepository } from '../persistence/all-tenants-alert.repository.js';
import { AlertHits } from './alert-hits.js';

const DEEDS: Readonly<Record<AlertAction, { readonly step: AlertStepKind; readonly audit: EventName }>> = {
  acknowledge: { step: 'acknowledged', audit: 'admin.alert_acknowledged' },
  resolve: { step: 'resolved', audit: 'admin.alert_resolved' },
  dismiss: { step: 'false_alarm', audit: 'admin.alert_dismissed' },
  reopen: { step: 'reopened', audit: 'admin.alert_reopened' },
};

/** Moves hits from state to state; every deed is on record, with who and why. */
@Injectable()
export class AlertActs {
  constructor(
    private readonly database: PlatformDatabase,
    private readonly alerts: AllTenantsAlertRepository,
    private readonly hits: AlertHits,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The move is the last thing before the entry is committed: it is made under a lock, so of two at once one is told that it came late. */
  async act(actor: Actor, id: string, { action, note }: ActOnAlert): Promise<void> {
    await this.unitOfWork.run(actor.tenantId, async () => {
      const { from, to } = await this.move(actor, id, { action, note: note ?? null });
      await this.audit.record(actor, {
        action: DEEDS[action].audit,
        targetType: 'alert',
        targetId: id,
        changes: { status: { before: from, after: to }, ...(note !== undefined && { note: { before: null, after: note } }) },
      });
    });
  }

  private move(
    actor: Actor,
    id: string,
    { action, note }: { readonly action: AlertAction; readonly note: string | null },
  ): Promise<{ from: AlertStatus; to: AlertStatus }> {
    return this.database.transaction(async (client) => {
      const found = await this.alerts.lock(client, id);
      if (!found) throw new DomainError('alerts.not_found');
      const { status } = found.alert;
      const to = statusAfter(status, action);
      // an older hit of the same subject stays history: its successor is the one to reopen
      if (to === null || (action === 'reopen' && !found.isLatest)) throw new DomainError('alerts.not_possible', { status });
      const by = { id: actor.userId ?? '', name: actor.name };
      await this.hits.move(client, found.alert, { status: to, step: { kind: DEEDS[action].step, at: this.clock.now(), by, note } });
      return { from: status, to };
    });
  }
}
