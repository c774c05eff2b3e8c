import { Injectable } from '@nestjs/common';
import type { UsageEventQuery } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { isDataException } from '../../../platform/database/database-errors.js';
import { TenantReader } from '../../../platform/database/tenant-reader.js';
import { invalidField } from '../../../platform/errors/domain-error.js';
import { hasInvoiceStatement, usageEventStatement } from './usage-event.sql.js';

/** Counted, reserved and released events as the API shows them, built as JSON by Postgres. */
@Injectable()
export class UsageEventReader {
  constructor(private readonly reader: TenantReader) {}

  /** The JSON text of a `UsageEventList`. */
  async list(tenantId: TenantId, query: UsageEventQuery): Promise<string> {
    try {
      return await this.reader.json(tenantId, usageEventStatement(tenantId, query));
    } catch (error) {
      if (!isDataException(error)) throw error;
      throw invalidField(query.cursor === undefined ? 'from' : 'cursor', 'range', 'is out of range');
    }
  }

  async hasInvoice(tenantId: TenantId, invoiceId: string): Promise<boolean> {
    const [row] = await this.reader.query<{ found: boolean }>(tenantId, hasInvoiceStatement(tenantId, invoiceId));
    return row?.found ?? false;
  }
}
