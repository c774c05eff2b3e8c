import { Injectable } from '@nestjs/common';
import type { UsageEventQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { UsageEventReader } from '../persistence/usage-event.reader.js';

/** What stands behind a usage figure or an invoice, row by row. */
@Injectable()
export class UsageEvidence {
  constructor(private readonly events: UsageEventReader) {}

  /**
   * The JSON text of a `UsageEventList`.
   * @throws DomainError `billing.invoice_not_found` for an invoice the tenant does not have
   */
  async list(tenantId: TenantId, query: UsageEventQuery): Promise<string> {
    if (query.invoiceId !== undefined && !(await this.events.hasInvoice(tenantId, query.invoiceId))) {
      throw new DomainError('billing.invoice_not_found');
    }
    return this.events.list(tenantId, query);
  }
}
