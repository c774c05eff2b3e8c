import { Injectable } from '@nestjs/common';
import { type TenantId } from '../access/tenant-id.js';
import { UnitOfWork } from '../database/unit-of-work.js';

/** One keyed request. */
export interface KeyedRequest {
  readonly tenantId: TenantId;
  readonly key: string;
  readonly route: string;
  readonly hash: Buffer;
}

/** An answer as it was sent: the status and the JSON body (null when there was none). */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What the key's row says about a request that carries it. */
export type Claim =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'done'; readonly answer: StoredAnswer }
  | { readonly kind: 'reused' }
  | { readonly kind: 'running' };

interface Row {
  readonly route: string;
  readonly request_hash: Buffer;
  readonly response_status: number | null;
  readonly response_body: unknown;
  readonly created_at: Date;
}

/** The rows of `idempotency_keys`; the primary key (tenant, key) decides who goes first. */
@Injectable()
export class IdempotencyRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Claims the key for this request, or says what became of it. A claim older than `staleBefore` without an answer is taken over. */
  claim(request: KeyedRequest, now: Date, staleBefore: Date): Promise<Claim> {
    return this.unitOfWork.run(request.tenantId, async (manager) => {
      const { tenantId, key, route, hash } = request;
      const inserted = await manager.query<unknown[]>(
        `insert into idempotency_keys (tenant_id, key, route, request_hash, created_at) values ($1, $2, $3, $4, $5)
         on conflict do nothing returning key`,
        [tenantId, key, route, hash, now],
      );
      if (inserted.length > 0) return { kind: 'fresh' };
      const [row] = await manager.query<Row[]>(
        `select route, request_hash, response_status, response_body, created_at from idempotency_keys
          where tenant_id = $1 and key = $2 for update`,
        [tenantId, key],
      );
      // released between the two statements: the caller may simply try again
      if (!row) return { kind: 'running' };
      const found = readClaim(row, request, staleBefore);
      if (found.kind === 'fresh') {
        await manager.query('update idempotency_keys set created_at = $3 where tenant_id = $1 and key = $2', [tenantId, key, now]);
      }
      return found;
    });
  }

  async complete({ tenantId, key }: KeyedRequest, { status, body }: StoredAnswer, now: Date): Promise<void> {
    await this.unitOfWork.run(tenantId, (manager) =>
      manager.query(
        `update idempotency_keys set response_status = $3, response_body = $4::jsonb, completed_at = $5 where tenant_id = $1 and key = $2`,
        [tenantId, key, status, JSON.stringify(body ?? null), now],
      ),
    );
  }

  async release({ tenantId, key }: KeyedRequest): Promise<void> {
    await this.unitOfWork.run(tenantId, (manager) =>
      manager.query('delete from idempotency_keys where tenant_id = $1 and key = $2 and completed_at is null', [tenantId, key]),
    );
  }
}

function readClaim(row: Row, { route, hash }: KeyedRequest, staleBefore: Date): Claim {
  if (row.route !== route || !row.request_hash.equals(hash)) return { kind: 'reused' };
  if (row.response_status !== null) return { kind: 'done', answer: { status: row.response_status, body: row.response_body } };
  return row.created_at < staleBefore ? { kind: 'fresh' } : { kind: 'running' };
}
