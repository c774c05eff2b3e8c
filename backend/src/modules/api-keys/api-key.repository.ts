import { Injectable } from '@nestjs/common';
import type { PageQuery } from '@orbisvoice/shared-dto';
import { IsNull } from 'typeorm';
import type { TenantId } from '../../platform/access/tenant-id.js';
import { TenantRepository } from '../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { offsetOf } from '../../platform/http/page.js';
import { ApiKeyRow } from './api-key.entity.js';

/** When a key is used again within this time, the row is left alone. */
export const USE_NOTED_EVERY_MS = 60_000;

/** The API keys of one tenant. */
@Injectable()
export class ApiKeyRepository extends TenantRepository<ApiKeyRow> {
  constructor(unitOfWork: UnitOfWork) {
    super(ApiKeyRow, unitOfWork);
  }

  page(tenantId: TenantId, query: PageQuery): Promise<[ApiKeyRow[], number]> {
    return this.findAndCount(tenantId, { order: { createdAt: 'DESC', id: 'DESC' }, skip: offsetOf(query), take: query.pageSize });
  }

  add(tenantId: TenantId, key: Omit<ApiKeyRow, 'tenantId'>): Promise<void> {
    return this.insert(tenantId, [key]);
  }

  /** How many keys work now; other creations of this tenant wait until the transaction ends, so the count stays true. */
  async countForCreation(tenantId: TenantId, now: Date): Promise<number> {
    await this.sql(tenantId, `select pg_advisory_xact_lock(hashtextextended('api_keys ' || $1::text, 0))`, [tenantId]);
    const [row] = await this.sql<{ live: number }>(
      tenantId,
      `select count(*)::int as live from api_keys
       where tenant_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)`,
      [tenantId, now],
    );
    return row?.live ?? 0;
  }

  /** A key that still works, locked. */
  async lockLive(tenantId: TenantId, id: string, now: Date): Promise<ApiKeyRow | null> {
    const live = await this.sql<{ id: string }>(
      tenantId,
      `select id from api_keys
       where tenant_id = $1 and id = $2 and revoked_at is null and (expires_at is null or expires_at > $3) for update`,
      [tenantId, id, now],
    );
    return live.length === 0 ? null : this.findOne(tenantId, { id });
  }

  async expireAt(tenantId: TenantId, id: string, expiresAt: Date): Promise<void> {
    await this.update(tenantId, { id }, { expiresAt });
  }

  async revoke(tenantId: TenantId, id: string, at: Date): Promise<boolean> {
    return (await this.update(tenantId, { id, revokedAt: IsNull() }, { revokedAt: at })) === 1;
  }

  byId(tenantId: TenantId, id: string): Promise<ApiKeyRow | null> {
    return this.findOne(tenantId, { id });
  }

  /** Notes a first use. False when somebody else was first. */
  async markFirstUse(tenantId: TenantId, id: string, at: Date): Promise<boolean> {
    return (await this.update(tenantId, { id, lastUsedAt: IsNull() }, { lastUsedAt: at })) === 1;
  }

  /** Notes a later use, unless one was noted within the last minute, here or in another process. */
  async markUse(tenantId: TenantId, id: string, at: Date): Promise<void> {
    await this.sql(tenantId, `update api_keys set last_used_at = $3 where tenant_id = $1 and id = $2 and last_used_at <= $4`, [
      tenantId,
      id,
      at,
      new Date(at.getTime() - USE_NOTED_EVERY_MS),
    ]);
  }
}
