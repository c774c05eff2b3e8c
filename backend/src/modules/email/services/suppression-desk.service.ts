import { Injectable } from '@nestjs/common';
import type { PageQuery } from '@orbisvoice/shared-dto';
import type { SuppressionScope } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { offsetOf, page, type Page } from '../../../platform/http/page.js';
import { AuditLog } from '../../audit/index.js';
import { AllTenantsSuppressionRepository } from '../persistence/all-tenants-suppression.repository.js';
import type { SuppressionRow } from '../persistence/suppression.js';
import { SuppressionRepository } from '../persistence/suppression.repository.js';
import { AddressKeys } from './address-keys.js';

/** An entry as staff see it; the address is null once it was erased. */
export type Suppression = Omit<SuppressionRow, 'hash' | 'sealed'> & { readonly address: string | null };

export interface SuppressionSearch extends PageQuery {
  /** The exact address; hashes know no parts. */
  readonly address?: string | undefined;
  /** Those in force only. */
  readonly isLive: boolean;
}

/** The suppression list in the hands of staff: look, add, remove, each change with its reason. */
@Injectable()
export class SuppressionDesk {
  constructor(
    private readonly list: AllTenantsSuppressionRepository,
    private readonly suppressions: SuppressionRepository,
    private readonly addresses: AddressKeys,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Newest first. An export is this list, page by page. */
  async search({ address, isLive, ...query }: SuppressionSearch): Promise<Page<Suppression>> {
    const hash = address === undefined ? null : this.addresses.hash(address);
    const [rows, total] = await this.list.page({ now: this.clock.now(), hash, isLive }, { offset: offsetOf(query), limit: query.pageSize });
    return page(
      rows.map((row) => this.shown(row)),
      total,
      query,
    );
  }

  /** @throws DomainError `email.already_suppressed` when the address is, in this scope and for as long */
  async add(actor: Actor, { address, scope, note }: { address: string; scope: SuppressionScope; note: string }): Promise<Suppression> {
    const id = await this.unitOfWork.run(actor.tenantId, async () => {
      const added = await this.suppressions.add(actor.tenantId, {
        id: newId(),
        hash: this.addresses.hash(address),
        sealed: this.addresses.seal(address),
        scope,
        reason: 'manual',
        source: 'staff',
        note,
        actorId: actor.userId,
        messageId: null,
        createdAt: this.clock.now(),
        expiresAt: null,
      });
      if (added === null) throw new DomainError('email.already_suppressed');
      await this.audit.record(actor, {
        action: 'email.suppressed',
        targetType: 'email_suppression',
        targetId: added,
        changes: { scope: { before: null, after: scope }, reason: { before: null, after: 'manual' }, note: { before: null, after: note } },
      });
      return added;
    });
    return this.get(id);
  }

  /** @throws DomainError `email.suppression_not_found` when it is not there any more */
  async remove(actor: Actor, id: string, note: string): Promise<void> {
    const { scope, reason } = await this.get(id);
    await this.unitOfWork.run(actor.tenantId, async () => {
      const isRemoved = await this.suppressions.remove(actor.tenantId, id, { by: actor.userId, note, at: this.clock.now() });
      if (!isRemoved) throw new DomainError('email.suppression_not_found');
      await this.audit.record(actor, {
        action: 'email.unsuppressed',
        targetType: 'email_suppression',
        targetId: id,
        changes: { scope: { before: scope, after: null }, reason: { before: reason, after: null }, note: { before: null, after: note } },
      });
    });
  }

  /** Forgets whose address it was, and goes on not writing to it. */
  async erase(address: string): Promise<void> {
    await this.list.forget(this.addresses.hash(address));
  }

  private async get(id: string): Promise<Suppression> {
    const row = await this.list.find(id);
    if (!row) throw new DomainError('email.suppression_not_found');
    return this.shown(row);
  }

  private shown({ hash: _, sealed, ...row }: SuppressionRow): Suppression {
    return { ...row, address: sealed === null ? null : this.addresses.open(sealed) };
  }
}
