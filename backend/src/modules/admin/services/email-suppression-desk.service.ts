import { Injectable } from '@nestjs/common';
import type {
  AddEmailSuppression,
  AdminEmailSuppression,
  AdminEmailSuppressionPage,
  AdminEmailSuppressionQuery,
  RemoveEmailSuppression,
} from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { maskText } from '../../../platform/logging/mask-text.js';
import { maskAddress, SuppressionDesk, SuppressionUndo, type Suppression } from '../../email/index.js';
import { AllTenantsStaffNameRepository } from '../persistence/all-tenants-staff-name.repository.js';

/** The suppression list as staff sees it: addresses shortened, deeds with their doers. */
@Injectable()
export class EmailSuppressionDesk {
  constructor(
    private readonly suppressions: SuppressionDesk,
    private readonly undo: SuppressionUndo,
    private readonly staff: AllTenantsStaffNameRepository,
  ) {}

  /** Those in force, newest first. */
  async list({ address, page, pageSize }: AdminEmailSuppressionQuery): Promise<AdminEmailSuppressionPage> {
    const found = await this.suppressions.search({ isLive: true, page, pageSize, ...(address && { address }) });
    const names = await this.namesOf(found.items);
    return { ...found, items: found.items.map((item) => suppressionOf(item, names)) };
  }

  /** @throws DomainError `email.already_suppressed` */
  async add(actor: Actor, { email, scope, reason }: AddEmailSuppression): Promise<AdminEmailSuppression> {
    const added = await this.suppressions.add(actor, { address: email, scope, note: reason });
    return suppressionOf(added, await this.namesOf([added]));
  }

  /** @throws DomainError `email.suppression_not_found` */
  remove(actor: Actor, id: string, { reason }: RemoveEmailSuppression): Promise<void> {
    return this.suppressions.remove(actor, id, reason);
  }

  /** @throws DomainError `email.suppression_not_found`, `email.already_suppressed` */
  restore(actor: Actor, id: string): Promise<void> {
    return this.undo.restore(actor, id);
  }

  private namesOf(suppressions: readonly Suppression[]): Promise<ReadonlyMap<string, string>> {
    return this.staff.names([...new Set(suppressions.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])))]);
  }
}

function suppressionOf(suppression: Suppression, names: ReadonlyMap<string, string>): AdminEmailSuppression {
  const { id, address, scope, reason, source, note, actorId, messageId, createdAt, expiresAt } = suppression;
  return {
    ...{ id, scope, reason, source, messageId },
    address: address && maskAddress(address),
    note: note && maskText(note),
    actorName: (actorId && names.get(actorId)) ?? null,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
