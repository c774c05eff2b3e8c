import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EmailStopRepository } from '../persistence/email-stop.repository.js';

/** Stops a mail that has not left, on the word of staff. */
@Injectable()
export class EmailStop {
  constructor(
    private readonly messages: EmailStopRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * In the caller's unit of work.
   * @throws DomainError `email.not_waiting` when it is sent, on its way, or over
   */
  async stop(tenantId: TenantId, id: string, reason: string): Promise<void> {
    const note = { eventId: newId(), reason: `stopped by staff: ${reason}`, at: this.clock.now() };
    if (!(await this.messages.stop(tenantId, id, note))) throw new DomainError('email.not_waiting');
  }
}
