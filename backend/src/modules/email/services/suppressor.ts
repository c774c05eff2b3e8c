import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { maskText } from '../../../platform/logging/mask-text.js';
import { AuditLog } from '../../audit/index.js';
import { type Sanction, SOFT_WINDOW_MS } from '../domain/bounce-policy.js';
import type { Rejected } from '../domain/delivery.js';
import { headerText } from '../domain/header-text.js';
import type { SentEmail } from '../persistence/all-tenants-sent-email.repository.js';
import type { NewSuppression } from '../persistence/suppression.js';
import { SuppressionRepository } from '../persistence/suppression.repository.js';
import { AddressKeys } from './address-keys.js';

const NOTE_LENGTH = 500;

/** Whom a sanction comes from, and what they said. */
export type Evidence = Pick<Rejected, 'transport' | 'reason'>;

/** Suppresses the address of a mail in the caller's unit of work, with its audit entry. */
@Injectable()
export class Suppressor {
  constructor(
    private readonly suppressions: SuppressionRepository,
    private readonly addresses: AddressKeys,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Notes a temporary bounce. @returns how many the address has had within the window */
  softBounce({ id, tenantId, recipient }: SentEmail, at: Date): Promise<number> {
    const since = new Date(this.clock.now().getTime() - SOFT_WINDOW_MS);
    return this.suppressions.noteSoftBounce(tenantId, { hash: this.addresses.hash(recipient), messageId: id, at, since });
  }

  /** Nothing happens when the address is suppressed already, in this scope and for as long. */
  async impose(
    { id: messageId, tenantId, recipient }: SentEmail,
    sanction: Sanction,
    { transport, reason: note }: Evidence,
  ): Promise<void> {
    const suppression: NewSuppression = {
      id: newId(),
      hash: this.addresses.hash(recipient),
      sealed: this.addresses.seal(recipient),
      ...sanction,
      source: transport,
      // a server may say anything, a NUL included; the address it quotes is kept sealed only
      note: maskText(headerText(note)).slice(0, NOTE_LENGTH),
      actorId: null,
      messageId,
      createdAt: this.clock.now(),
    };
    const id = await this.suppressions.add(tenantId, suppression);
    if (id === null) return;
    const { scope, reason, expiresAt } = sanction;
    await this.audit.record(
      { kind: 'system', name: 'mail bounces', tenantId, origin: systemOrigin() },
      {
        action: 'email.suppressed',
        targetType: 'email_suppression',
        targetId: id,
        changes: {
          scope: { before: null, after: scope },
          reason: { before: null, after: reason },
          source: { before: null, after: transport },
          messageId: { before: null, after: messageId },
          expiresAt: { before: null, after: expiresAt?.toISOString() ?? null },
        },
      },
    );
  }
}
