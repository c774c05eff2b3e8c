import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { NewSuppression } from './suppression.js';

/** Writes the platform's list in the transaction of the tenant whose mail it was, or of the staff member who asked. */
@Injectable()
export class SuppressionRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns the id of the entry, new or made to last longer; null when one that lasts as long is there */
  async add(tenantId: TenantId, { hash, ...entry }: NewSuppression): Promise<string | null> {
    const [row] = await this.unitOfWork
      .manager(tenantId)
      .query<{ id: string | null }[]>('select suppress_email($1::jsonb, $2) as id', [JSON.stringify(entry), hash]);
    return row?.id ?? null;
  }

  /** False when it was removed already, or never there. */
  async remove(tenantId: TenantId, id: string, { by, note, at }: { by: string | null; note: string; at: Date }): Promise<boolean> {
    const [row] = await this.unitOfWork
      .manager(tenantId)
      .query<{ isRemoved: boolean }[]>('select unsuppress_email($1, $2, $3, $4) as "isRemoved"', [id, by, note, at]);
    return row?.isRemoved ?? false;
  }

  /** Notes a temporary bounce. @returns how many the address has had since, this one included */
  async noteSoftBounce(tenantId: TenantId, bounce: { hash: Buffer; messageId: string; at: Date; since: Date }): Promise<number> {
    const { hash, messageId, at, since } = bounce;
    const [row] = await this.unitOfWork
      .manager(tenantId)
      .query<{ count: number }[]>('select note_soft_bounce($1, $2, $3, $4) as count', [hash, messageId, at, since]);
    return row?.count ?? 0;
  }
}
