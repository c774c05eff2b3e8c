import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog, type AuditRecord } from '../../audit/index.js';

/** What a deed came to, and what is written down of it. */
export interface Done<T> {
  readonly result: T;
  readonly record: AuditRecord;
}

/** Deeds of staff that are committed with their audit entry, or not at all. */
@Injectable()
export class AuditedDeeds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  run<T>(actor: Actor, deed: () => Promise<Done<T>>): Promise<T> {
    return this.unitOfWork.run(actor.tenantId, async () => {
      const { result, record } = await deed();
      await this.audit.record(actor, record);
      return result;
    });
  }
}
