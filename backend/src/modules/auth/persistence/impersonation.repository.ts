import { Injectable } from '@nestjs/common';
import type { ImpersonationMode } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

export interface NewImpersonation {
  readonly id: string;
  readonly userId: string;
  readonly staffId: string;
  readonly staffSessionId: string;
  readonly staffName: string;
  readonly mode: ImpersonationMode;
  readonly reason: string;
  readonly codeHash: Buffer;
  readonly codeExpiresAt: Date;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Who of staff acts as whom of a tenant. */
@Injectable()
export class ImpersonationRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async add(tenantId: TenantId, it: NewImpersonation): Promise<void> {
    await this.unitOfWork.run(tenantId, (manager) =>
      manager.query(
        `insert into impersonations (id, tenant_id, user_id, staff_id, staff_session_id, staff_name, mode, reason, code_hash,
           code_expires_at, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          it.id,
          tenantId,
          it.userId,
          it.staffId,
          it.staffSessionId,
          it.staffName,
          it.mode,
          it.reason,
          it.codeHash,
          it.codeExpiresAt,
          it.createdAt,
          it.expiresAt,
        ],
      ),
    );
  }

  /** Spends its code. False when somebody else was faster, or its minute is over. */
  async open(tenantId: TenantId, id: string, at: Date): Promise<boolean> {
    const [rows] = await this.unitOfWork.run(tenantId, (manager) =>
      manager.query<[unknown[], number]>(
        `update impersonations set opened_at = $3
         where tenant_id = $1 and id = $2 and opened_at is null and ended_at is null and code_expires_at > $3 returning id`,
        [tenantId, id, at],
      ),
    );
    return rows.length === 1;
  }

  /** False when it was over already. */
  async end(tenantId: TenantId, id: string, at: Date): Promise<boolean> {
    const [rows] = await this.unitOfWork.run(tenantId, (manager) =>
      manager.query<[unknown[], number]>(
        'update impersonations set ended_at = $3 where tenant_id = $1 and id = $2 and ended_at is null returning id',
        [tenantId, id, at],
      ),
    );
    return rows.length === 1;
  }
}
