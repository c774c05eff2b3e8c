import { Injectable } from '@nestjs/common';
import type { AdminEmailDetail, ResendEmail, ResentEmail, StopEmail } from '@orbisvoice/shared-dto';
import type { ErrorCode } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import { EmailResend, EmailStop } from '../../email/index.js';
import { EmailDesk } from './email-desk.service.js';

const REFUSALS = {
  under_way: 'email.message_under_way',
  purged: 'email.copy_purged',
  suppressed: 'email.address_suppressed',
} as const satisfies Record<NonNullable<AdminEmailDetail['resendRefusal']>, ErrorCode>;

/** What staff does about a mail; every deed stands in the log of the tenant it concerns. */
@Injectable()
export class EmailActions {
  constructor(
    private readonly desk: EmailDesk,
    private readonly resends: EmailResend,
    private readonly stops: EmailStop,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Sends the mail once more, as a mail of its own with a key of its own. One with a one-time link mints a new one.
   * @throws DomainError `email.message_not_found`, `email.message_under_way`, `email.copy_purged`, `email.address_suppressed`
   */
  async resend(actor: Actor, id: string, { reason }: ResendEmail): Promise<ResentEmail> {
    const email = await this.desk.row(id);
    const refusal = await this.desk.refusal(email);
    if (refusal) throw new DomainError(REFUSALS[refusal]);
    const tenantId = tenantIdOf(email.tenantId);
    return this.unitOfWork.run(tenantId, async () => {
      const fresh = await this.resends.resend(tenantId, id);
      await this.audit.record(actor, {
        action: 'admin.email_resent',
        targetType: 'email',
        targetId: id,
        changes: { 'new mail': { before: null, after: fresh }, reason: { before: null, after: reason ?? null } },
        tenantId,
      });
      return { id: fresh };
    });
  }

  /**
   * Stops a mail that still waits.
   * @throws DomainError `email.message_not_found`, `email.not_waiting`
   */
  async stop(actor: Actor, id: string, { reason }: StopEmail): Promise<void> {
    const { tenantId: owner, status } = await this.desk.row(id);
    const tenantId = tenantIdOf(owner);
    await this.unitOfWork.run(tenantId, async () => {
      await this.stops.stop(tenantId, id, reason);
      await this.audit.record(actor, {
        action: 'admin.email_stopped',
        targetType: 'email',
        targetId: id,
        changes: { status: { before: status, after: 'suppressed' }, reason: { before: null, after: reason } },
        tenantId,
      });
    });
  }
}
