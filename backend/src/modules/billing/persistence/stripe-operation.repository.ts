import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { claimOperation, type KnownOperation, type OperationClaim, type OperationResult } from '../domain/stripe-operation.js';

/** A write that wants to be made. */
export interface WantedOperation {
  readonly intent: string;
  /** Beginning of its idempotency keys. */
  readonly base: string;
  readonly hash: Buffer;
}

const COLUMNS = `idempotency_key as "idempotencyKey", request_hash as "requestHash", status, result, created_at as "createdAt",
  finished_at as "finishedAt"`;

/** The rows of `stripe_operations`. */
@Injectable()
export class StripeOperationRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Claims the write, or says what became of it. Claims of one intent of a tenant go one after another. */
  claim(tenantId: TenantId, wanted: WantedOperation, now: Date): Promise<OperationClaim> {
    return this.unitOfWork.run(tenantId, async (manager) => {
      await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`stripe:${tenantId}:${wanted.intent}`]);
      const latest = await this.latest(tenantId, wanted.intent, wanted.base);
      const open = await this.one(tenantId, `intent = $2 and status = 'started'`, [wanted.intent]);
      const claim = claimOperation(wanted, { latest, open }, now);
      if (claim.kind !== 'call') return claim;
      if (claim.abandoned !== null) await this.finish(tenantId, claim.abandoned, { status: 'refused', result: null, now });
      if (claim.isNew) {
        await manager.query(
          `insert into stripe_operations (id, tenant_id, intent, idempotency_key, request_hash, created_at) values ($1, $2, $3, $4, $5, $6)`,
          [newId(), tenantId, wanted.intent, claim.key, wanted.hash, now],
        );
      }
      return claim;
    });
  }

  /** Marks a write; the first to mark it wins. */
  async finish(
    tenantId: TenantId,
    key: string,
    end: { readonly status: 'done' | 'refused'; readonly result: OperationResult | null; readonly now: Date },
  ): Promise<void> {
    await this.unitOfWork.run(tenantId, (manager) =>
      manager.query(
        `update stripe_operations set status = $3, result = $4::jsonb, finished_at = $5
         where tenant_id = $1 and idempotency_key = $2 and status = 'started'`,
        [tenantId, key, end.status, JSON.stringify(end.result), end.now],
      ),
    );
  }

  /** The call is over, and nobody knows whether it happened: the claim stays until a repeat finds out. */
  async leaveOpen(tenantId: TenantId, key: string, now: Date): Promise<void> {
    const text = `update stripe_operations set finished_at = $3 where tenant_id = $1 and idempotency_key = $2 and status = 'started'`;
    await this.unitOfWork.run(tenantId, (manager) => manager.query(text, [tenantId, key, now]));
  }

  /** The last try of an attempt group. */
  latest(tenantId: TenantId, intent: string, base: string): Promise<KnownOperation | null> {
    const ofGroup = 'intent = $2 and starts_with(idempotency_key, $3) order by created_at desc, id desc';
    return this.one(tenantId, ofGroup, [intent, `${base}#`]);
  }

  private async one(tenantId: TenantId, condition: string, values: readonly unknown[]): Promise<KnownOperation | null> {
    const text = `select ${COLUMNS} from stripe_operations where tenant_id = $1 and ${condition} limit 1`;
    const [row] = await this.unitOfWork.run(tenantId, (manager) => manager.query<KnownOperation[]>(text, [tenantId, ...values]));
    return row ?? null;
  }
}
