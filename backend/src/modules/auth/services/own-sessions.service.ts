import { Injectable } from '@nestjs/common';
import type { SessionInfo, SessionList } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import type { SessionRow } from '../persistence/session.entity.js';
import { SessionRepository } from '../persistence/session.repository.js';
import { SessionService } from './session.service.js';

/** Where the signed-in person is signed in, and how to end it (ASVS 7.5.2). */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly ending: SessionService,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor): Promise<SessionList> {
    const rows = await this.sessions.live(actor.tenantId, userIdOf(actor), this.clock.now());
    return { items: rows.map((row) => infoOf(row, actor)) };
  }

  /** @throws DomainError `request.not_found` for a session that is not this person's, or over already */
  async revoke(actor: Actor, sessionId: string): Promise<void> {
    await this.unitOfWork.run(actor.tenantId, async () => {
      const ended = await this.ending.end(actor.tenantId, { userId: userIdOf(actor), only: sessionId }, 'revoked_by_user');
      if (ended === 0) throw new DomainError('request.not_found');
      await this.audit.record(actor, { action: 'user.session_revoked', targetType: 'session', targetId: sessionId });
    });
  }
}

function userIdOf(actor: Actor): string {
  if (actor.userId === null) throw new DomainError('access.forbidden');
  return actor.userId;
}

const infoOf = (row: SessionRow, actor: Actor): SessionInfo => ({
  id: row.id,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
  ip: row.ip,
  userAgent: row.userAgent,
  isCurrent: row.id === actor.sessionId,
});
