import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import { AllTenantsSuppressionRepository } from '../persistence/all-tenants-suppression.repository.js';
import type { SuppressionRow } from '../persistence/suppression.js';
import { SuppressionRepository } from '../persistence/suppression.repository.js';

/** Puts back what staff lifted, with its reason and its end: whoever undoes a deed need not know the address. */
@Injectable()
export class SuppressionUndo {
  constructor(
    private readonly list: AllTenantsSuppressionRepository,
    private readonly suppressions: SuppressionRepository,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `email.suppression_not_found` when it was not lifted or was erased, `email.already_suppressed` */
  async restore(actor: Actor, id: string): Promise<void> {
    const lifted = await this.list.find(id);
    if (!lifted?.removedAt || lifted.sealed === null) throw new DomainError('email.suppression_not_found');
    await this.unitOfWork.run(actor.tenantId, async () => {
      const back = await this.suppressions.add(actor.tenantId, { ...again(lifted, lifted.sealed ?? ''), createdAt: this.clock.now() });
      if (back === null) throw new DomainError('email.already_suppressed');
      await this.audit.record(actor, {
        action: 'email.suppressed',
        targetType: 'email_suppression',
        targetId: back,
        changes: {
          scope: { before: null, after: lifted.scope },
          reason: { before: null, after: lifted.reason },
          'put back': { before: null, after: id },
        },
      });
    });
  }
}

const again = ({ hash, scope, reason, source, note, actorId, messageId, expiresAt }: SuppressionRow, sealed: string) => {
  return { id: newId(), hash, sealed, scope, reason, source, note, actorId, messageId, expiresAt };
};
