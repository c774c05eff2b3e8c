import { Injectable } from '@nestjs/common';
import type { ImpersonatedSession } from '@orbisvoice/shared-dto';
import type { Origin } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { sha256 } from '../../../platform/crypto/tokens.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { mayEnter } from '../../tenants/index.js';
import { AllTenantsImpersonationRepository } from '../persistence/all-tenants-impersonation.repository.js';
import { UserRepository } from '../persistence/user.repository.js';
import { AccessTokens } from './access-tokens.js';
import { impersonatedActor } from './impersonated-actor.js';
import { Impersonations } from './impersonation.service.js';
import { Profiles } from './profiles.js';

/** Exchanges the code of an address for a token that names both people (RFC 8693, `act`). There is no cookie and no way to renew it. */
@Injectable()
export class ImpersonationOpening {
  constructor(
    private readonly codes: AllTenantsImpersonationRepository,
    private readonly impersonations: Impersonations,
    private readonly users: UserRepository,
    private readonly profiles: Profiles,
    private readonly tokens: AccessTokens,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `auth.token_invalid` for a code that is spent, too old or invented, or whose staff user has gone */
  async open(code: string, origin: Origin): Promise<ImpersonatedSession> {
    const it = await this.codes.ofCode(sha256(code), this.clock.now());
    const user = it && (await this.users.byId(it.tenantId, it.userId));
    if (!user) throw new DomainError('auth.token_invalid');
    if (!mayEnter(it.tenantStatus)) throw new DomainError('auth.account_banned');
    await this.impersonations.open(impersonatedActor(it, origin), it.id);
    const { tenantId, userId, staffId, staffName, mode, reason, expiresAt } = it;
    return {
      accessToken: this.tokens.signImpersonation({ userId, tenantId, sessionId: it.id, staffId }, expiresAt),
      expiresAt: expiresAt.toISOString(),
      me: await this.profiles.of(tenantId, user, mode),
      impersonation: { id: it.id, mode, staffName, reason },
    };
  }
}
