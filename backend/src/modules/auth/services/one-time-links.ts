import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { randomToken, sha256 } from '../../../platform/crypto/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AllTenantsIdentityRepository } from '../persistence/all-tenants-identity.repository.js';
import { OneTimeTokenRepository, type OneTimePurpose } from '../persistence/one-time-token.repository.js';

const LIFETIME_MS: Readonly<Record<OneTimePurpose, number>> = { verify_email: 24 * 3_600_000, reset_password: 15 * 60_000 };

/** The secrets in links of mails. Minted when the mail is rendered, stored as a digest, good once. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly tokens: OneTimeTokenRepository,
    private readonly identities: AllTenantsIdentityRepository,
    private readonly clock: Clock,
  ) {}

  /** A token for a link. Whatever was minted for the same purpose before stops working. */
  async mint(tenantId: TenantId, userId: string, purpose: OneTimePurpose): Promise<string> {
    const token = randomToken();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + LIFETIME_MS[purpose]);
    await this.tokens.replace(tenantId, { hash: sha256(token), userId, purpose, createdAt, expiresAt });
    return token;
  }

  /** The tenant a presented token belongs to. @throws DomainError `auth.token_invalid` */
  async tenantOf(token: string, purpose: OneTimePurpose): Promise<TenantId> {
    const tenantId = await this.identities.tenantOfOneTimeToken(sha256(token), purpose, this.clock.now());
    if (!tenantId) throw new DomainError('auth.token_invalid');
    return tenantId;
  }

  /** Uses the token up, in the caller's unit of work. @returns its user's id @throws DomainError `auth.token_invalid` */
  async spend(tenantId: TenantId, token: string, purpose: OneTimePurpose): Promise<string> {
    const userId = await this.tokens.spend(tenantId, { hash: sha256(token), purpose, at: this.clock.now() });
    if (!userId) throw new DomainError('auth.token_invalid');
    return userId;
  }

  /** Makes links of a purpose that are still out worthless. */
  async withdraw(tenantId: TenantId, userId: string, purpose: OneTimePurpose): Promise<void> {
    await this.tokens.remove(tenantId, userId, purpose);
  }

  /** Whose token it is, without using it up. @throws DomainError `auth.token_invalid` */
  async userOf(tenantId: TenantId, token: string): Promise<string> {
    const userId = await this.tokens.userOf(tenantId, sha256(token));
    if (!userId) throw new DomainError('auth.token_invalid');
    return userId;
  }
}
