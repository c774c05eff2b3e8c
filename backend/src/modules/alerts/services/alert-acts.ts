import { Injectable } from '@nestjs/common';
import type { ActOnAlert } from '@orbisvoice/shared-dto';
import type { AlertAction, AlertStepKind, AuditAction } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { statusAfter } from '../domain/alert-actions.js';
import { AlertDeedRepository } from '../persistence/alert-deed.repository.js';
import { AllTenantsAlertListRepository } from '../persistence/all-tenants-alert-list.repository.js';
import { AuditedDeeds } from './audited-deeds.js';

const DEEDS: Readonly<Record<AlertAction, { readonly step: AlertStepKind; readonly audit: AuditAction }>> = {
  acknowledge: { step: 'acknowledged', audit: 'admin.alert_acknowledged' },
  resolve: { step: 'resolved', audit: 'admin.alert_resolved' },
  dismiss: { step: 'false_alarm', audit: 'admin.alert_dismissed' },
  reopen: { step: 'reopened', audit: 'admin.alert_reopened' },
};

/** Moves hits from state to state; every deed is on record, with who and why. */
@Injectable()
export class AlertActs {
  constructor(
    private readonly lists: AllTenantsAlertListRepository,
    private readonly deeds: AlertDeedRepository,
    private readonly audited: AuditedDeeds,
    private readonly clock: Clock,
  ) {}

  /**
   * The deed and its entry are one transaction, and the deed is done only from the state it was asked for: of two at once one is told that it
   * came late.
   * @throws DomainError `alerts.not_found`, `alerts.not_possible`
   */
  async act(actor: Actor, id: string, { action, note }: ActOnAlert): Promise<void> {
    const { status } = (await this.lists.find(id)) ?? { status: null };
    if (status === null) throw new DomainError('alerts.not_found');
    const to = statusAfter(status, action);
    if (to === null) throw new DomainError('alerts.not_possible', { status });
    await this.audited.run(actor, async () => {
      const by = { id: actor.userId, name: actor.name };
      const deed = { from: status, to, kind: DEEDS[action].step, at: this.clock.now(), by, note: note ?? null };
      if (!(await this.deeds.act(actor.tenantId, id, deed))) throw new DomainError('alerts.not_possible', { status });
      const changes = { status: { before: status, after: to }, ...(note !== undefined && { note: { before: null, after: note } }) };
      return { result: undefined, record: { action: DEEDS[action].audit, targetType: 'alert', targetId: id, changes } };
    });
  }
}
