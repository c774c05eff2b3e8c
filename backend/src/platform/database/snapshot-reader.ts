import { Injectable } from '@nestjs/common';
import type { TenantId } from '../access/tenant-id.js';
import { type Statement, TenantReader } from './tenant-reader.js';
import { UnitOfWork } from './unit-of-work.js';

/** Hot reads that belong to the open snapshot of their tenant where there is one, and are a transaction of their own where there is none. */
@Injectable()
export class SnapshotReader {
  constructor(
    private readonly reader: TenantReader,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Rows of a prepared statement. */
  query<T extends object>(tenantId: TenantId, statement: Statement): Promise<T[]> {
    return this.unitOfWork.isOpen(tenantId) ? this.unitOfWork.prepared<T>(tenantId, statement) : this.reader.query<T>(tenantId, statement);
  }

  /** The one row of a statement that always has one. @throws Error when it has none */
  async one<T extends object>(tenantId: TenantId, statement: Statement): Promise<T> {
    const [row] = await this.query<T>(tenantId, statement);
    if (!row) throw new Error(`statement ${statement.name} returned no row`);
    return row;
  }
}
