import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AllTenantsIdentityRepository } from '../persistence/all-tenants-identity.repository.js';
import type { Presented } from './presented-token.js';
import { SessionEnding } from './session-ending.js';
import type { SessionGrant, SignInContext } from './session.service.js';
import { TokenFamily } from './token-family.js';

/** Keeps a browser signed in, and lets it sign out, by the refresh token of its cookie. */
@Injectable()
export class RefreshService {
  constructor(
    private readonly identities: AllTenantsIdentityRepository,
    private readonly family: TokenFamily,
    private readonly ending: SessionEnding,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws DomainError `auth.refresh_invalid`, or `auth.refresh_reused` after which the whole family is dead */
  async refresh(token: string | null, context: SignInContext): Promise<SessionGrant> {
    const presented = await this.presented(token, context);
    if (!presented) throw new DomainError('auth.refresh_invalid');
    // the revocation of a reused family must be committed, so the refusal is a value until then
    const outcome = await this.unitOfWork.run(presented.tenantId, () => this.family.present(presented));
    if (typeof outcome === 'string') throw new DomainError(outcome === 'reused' ? 'auth.refresh_reused' : 'auth.refresh_invalid');
    return outcome;
  }

  /** Ends the session of the cookie; nothing to end is fine as well. */
  async logOut(token: string | null, context: SignInContext): Promise<void> {
    const presented = await this.presented(token, context);
    if (presented) await this.unitOfWork.run(presented.tenantId, () => this.ending.logOut(presented));
  }

  private async presented(token: string | null, context: SignInContext): Promise<Presented | null> {
    if (!token) return null;
    const hash = sha256(token);
    const tenantId: TenantId | null = await this.identities.tenantOfRefreshToken(hash);
    return tenantId && { tenantId, token, hash, context };
  }
}
