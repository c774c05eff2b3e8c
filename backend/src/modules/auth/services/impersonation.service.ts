import { Injectable } from '@nestjs/common';
import type { StartImpersonation } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import { Clock } from '../../../platform/clock/clock.js';
import { randomToken, sha256 } from '../../../platform/crypto/tokens.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { ImpersonationRepository, type NewImpersonation } from '../persistence/impersonation.repository.js';
import { ImpersonationCache } from './impersonation-cache.js';
import { ImpersonationNews } from './impersonation-news.js';

/** Long enough to press a button, too short to pass an address on. */
const CODE_MS = 60_000;

/** What opens an impersonation, once. */
export interface StartedImpersonation {
  readonly id: string;
  readonly code: string;
  readonly codeExpiresAt: Date;
  readonly expiresAt: Date;
}

/** Begins and ends that staff act as somebody else. Whether they may is for the caller to decide. */
@Injectable()
export class Impersonations {
  constructor(
    private readonly impersonations: ImpersonationRepository,
    private readonly cache: ImpersonationCache,
    private readonly news: ImpersonationNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `access.forbidden` for whoever has no session of their own to stand or fall with */
  async start(staff: Actor, tenantId: TenantId, { userId, reason, mode }: StartImpersonation): Promise<StartedImpersonation> {
    const { userId: staffId, sessionId: staffSessionId, name: staffName } = staff;
    if (staffId === null || staffSessionId === null || staff.impersonatorId !== null) throw new DomainError('access.forbidden');
    const code = randomToken();
    const createdAt = this.clock.now();
    const codeExpiresAt = new Date(createdAt.getTime() + CODE_MS);
    const expiresAt = new Date(createdAt.getTime() + this.config.auth.impersonationSeconds * 1_000);
    const people = { userId, staffId, staffSessionId, staffName };
    const it: NewImpersonation = {
      id: newId(),
      ...people,
      mode,
      reason,
      codeHash: sha256(code),
      codeExpiresAt,
      createdAt,
      expiresAt,
    };
    await this.unitOfWork.run(tenantId, async () => {
      await this.impersonations.add(tenantId, it);
      await this.news.started(staff, tenantId, it);
    });
    return { id: it.id, code, codeExpiresAt, expiresAt };
  }

  /** Spends the code, once, and writes down that it was. @throws DomainError `auth.token_invalid` when somebody was faster */
  async open(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(actor.tenantId, async () => {
      if (!(await this.impersonations.open(actor.tenantId, id, this.clock.now()))) throw new DomainError('auth.token_invalid');
      await this.news.opened(actor, id);
    });
  }

  /** By its button. @throws DomainError `request.not_found` when nobody acts as anybody here */
  async end(actor: Actor): Promise<void> {
    const id = actor.impersonationId;
    if (!id) throw new DomainError('request.not_found');
    await this.unitOfWork.run(actor.tenantId, async () => {
      if (!(await this.impersonations.end(actor.tenantId, id, this.clock.now()))) return;
      await this.news.ended(actor, id);
      this.unitOfWork.afterCommit(() => this.cache.ended(id));
    });
  }
}
