import { Injectable } from '@nestjs/common';
import type { Me, UpdateMe } from '@orbisvoice/shared-dto';
import type { ImpersonationMode } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { UserRepository } from '../persistence/user.repository.js';
import { Profiles } from './profiles.js';
import { SessionCache } from './session-cache.js';
import { UserDirectory } from './user-directory.js';

/** The signed-in person's own account. */
@Injectable()
export class AccountService {
  constructor(
    private readonly directory: UserDirectory,
    private readonly users: UserRepository,
    private readonly profiles: Profiles,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly cache: SessionCache,
  ) {}

  me(actor: Actor): Promise<Me> {
    return this.unitOfWork.run(actor.tenantId, async () =>
      this.profiles.of(actor.tenantId, await this.directory.ofActor(actor), modeOf(actor)),
    );
  }

  async update(actor: Actor, { name }: UpdateMe): Promise<Me> {
    return this.unitOfWork.run(actor.tenantId, async () => {
      const user = await this.directory.ofActor(actor);
      const changes = changesBetween({ name: user.name }, { name: name ?? user.name }, ['name']);
      if (name !== undefined && changes['name']) {
        await this.users.change(actor.tenantId, user.id, { name });
        await this.audit.record(actor, { action: 'user.updated', targetType: 'user', targetId: user.id, changes });
        this.unitOfWork.afterCommit(() => this.cache.userChanged(user.id));
      }
      return this.me(actor);
    });
  }
}

/** How staff act as this person; null for themselves. */
function modeOf({ impersonatorId, isReadOnly }: Actor): ImpersonationMode | null {
  if (impersonatorId === null) return null;
  return isReadOnly ? 'read' : 'write';
}
