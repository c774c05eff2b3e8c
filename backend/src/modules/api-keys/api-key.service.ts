import { Injectable } from '@nestjs/common';
import type { ApiKey, ApiKeyPage, CreateApiKey, IssuedApiKey, PageQuery } from '@orbisvoice/shared-dto';
import { LIMITS, type ApiKeyScope } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../platform/access/actor.js';
import type { TenantId } from '../../platform/access/tenant-id.js';
import { Clock } from '../../platform/clock/clock.js';
import { sha256 } from '../../platform/crypto/tokens.js';
import { newId } from '../../platform/database/ids.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { DomainError, invalidField } from '../../platform/errors/domain-error.js';
import { page } from '../../platform/http/page.js';
import { newApiKey, shownPrefix } from './api-key-format.js';
import type { ApiKeyRow } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { KeyCache } from './key-cache.js';
import { KeyNews } from './key-news.js';

/** How long a rotated key keeps working, so that software can be switched without a gap. */
const OVERLAP_MS = 24 * 3_600_000;

/** Which key staff end, of whom, and why. */
export interface StaffRevocation {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly reason: string;
}

type NewKey = Pick<ApiKeyRow, 'name' | 'scopes' | 'expiresAt'>;

/** Gives keys out, replaces them and ends them. Nobody gives what they do not hold. */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly keys: ApiKeyRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly news: KeyNews,
    private readonly cache: KeyCache,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: PageQuery): Promise<ApiKeyPage> {
    const [rows, total] = await this.keys.page(actor.tenantId, query);
    return page(rows.map(apiKeyOf), total, query);
  }

  /** @throws DomainError `api_keys.scope_forbidden` or `api_keys.limit_reached` */
  async create(actor: Actor, body: CreateApiKey): Promise<IssuedApiKey> {
    const scopes = [...new Set(body.scopes)];
    refuseForeignScopes(actor, scopes);
    const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
    if (expiresAt && expiresAt <= this.clock.now()) throw invalidField('expiresAt', 'future', 'must be in the future');
    return this.unitOfWork.run(actor.tenantId, async () => {
      await this.refuseBeyond(actor, LIMITS.apiKeysPerTenantMax);
      const issued = await this.issue(actor, { name: body.name, scopes, expiresAt });
      await this.news.created(actor, issued.row);
      return { ...apiKeyOf(issued.row), secret: issued.secret };
    });
  }

  /** A new key in place of an old one, which works for another day. @throws DomainError `api_keys.not_found` for one that does not work */
  async rotate(actor: Actor, id: string): Promise<IssuedApiKey> {
    return this.unitOfWork.run(actor.tenantId, async () => {
      // every key may have its predecessor beside it for a day, hence twice the limit
      await this.refuseBeyond(actor, 2 * LIMITS.apiKeysPerTenantMax);
      const now = this.clock.now();
      const old = await this.keys.lockLive(actor.tenantId, id, now);
      if (!old) throw new DomainError('api_keys.not_found');
      refuseForeignScopes(actor, old.scopes);
      const issued = await this.issue(actor, old);
      const worksUntil = new Date(Math.min(now.getTime() + OVERLAP_MS, old.expiresAt?.getTime() ?? Infinity));
      await this.keys.expireAt(actor.tenantId, id, worksUntil);
      await this.news.rotated(actor, old, { replacement: issued.row, worksUntil });
      this.unitOfWork.afterCommit(() => this.cache.keyChanged(id));
      return { ...apiKeyOf(issued.row), secret: issued.secret };
    });
  }

  /** Ends a key at once, in every process. @throws DomainError `api_keys.not_found` for an unknown or revoked one */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.end(actor.tenantId, id, (key) => this.news.revoked(actor, key));
  }

  /** Staff end a key of somebody else's tenant. @throws DomainError `api_keys.not_found` for an unknown or revoked one */
  async revokeByStaff(actor: Actor, { tenantId, id, reason }: StaffRevocation): Promise<void> {
    await this.end(tenantId, id, (key) => this.news.revokedByStaff(actor, key, { tenantId, reason }));
  }

  private async end(tenantId: TenantId, id: string, tell: (key: ApiKeyRow) => Promise<void>): Promise<void> {
    await this.unitOfWork.run(tenantId, async () => {
      const key = await this.keys.byId(tenantId, id);
      const isRevoked = key !== null && (await this.keys.revoke(tenantId, id, this.clock.now()));
      if (!isRevoked) throw new DomainError('api_keys.not_found');
      await tell(key);
      this.unitOfWork.afterCommit(() => this.cache.keyChanged(id));
    });
  }

  private async refuseBeyond(actor: Actor, limit: number): Promise<void> {
    if ((await this.keys.countForCreation(actor.tenantId, this.clock.now())) >= limit) {
      throw new DomainError('api_keys.limit_reached', { limit: LIMITS.apiKeysPerTenantMax });
    }
  }

  private async issue(actor: Actor, { name, scopes, expiresAt }: NewKey): Promise<{ row: Omit<ApiKeyRow, 'tenantId'>; secret: string }> {
    const secret = newApiKey();
    const parts = { id: newId(), name, prefix: shownPrefix(secret), hash: sha256(secret), scopes, createdBy: actor.userId };
    const row = { ...parts, createdAt: this.clock.now(), lastUsedAt: null, expiresAt, revokedAt: null };
    await this.keys.add(actor.tenantId, row);
    return { row, secret };
  }
}

function refuseForeignScopes(actor: Actor, scopes: readonly ApiKeyScope[]): void {
  const scope = scopes.find((wanted) => !actor.permissions.has(wanted));
  if (scope) throw new DomainError('api_keys.scope_forbidden', { scope });
}

const apiKeyOf = (row: Omit<ApiKeyRow, 'tenantId'>): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});
