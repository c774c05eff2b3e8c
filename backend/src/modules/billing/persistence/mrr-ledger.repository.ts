import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { MrrMovement } from '../domain/mrr-movement.js';
import { MrrMovementEntity } from './mrr-movement.entity.js';

/** What a line needs besides the movement. */
export interface MovementFacts {
  readonly occurredAt: Date;
  readonly currency: string;
  readonly sourceEventId: string | null;
}

@Injectable()
export class MrrLedgerRepository extends TenantRepository<MrrMovementEntity> {
  constructor(unitOfWork: UnitOfWork) {
    super(MrrMovementEntity, unitOfWork);
  }

  /** The line that says what is paid now; null for a tenant that never paid. */
  async last(tenantId: TenantId): Promise<MrrMovementEntity | null> {
    const [last] = await this.find(tenantId, { order: { occurredAt: 'DESC', id: 'DESC' }, take: 1 });
    return last ?? null;
  }

  append(tenantId: TenantId, { before, after, ...movement }: MrrMovement, facts: MovementFacts): Promise<void> {
    return this.insert(tenantId, [{ id: newId(), ...movement, ...facts, mrrBefore: before, mrrAfter: after }]);
  }
}
