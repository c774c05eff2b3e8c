import { Injectable } from '@nestjs/common';
import type { SignUp } from '@orbisvoice/shared-dto';
import type { Origin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween } from '../../audit/index.js';
import { TenantService } from '../../tenants/index.js';
import { UserSignedUp } from '../events/user-signed-up.event.js';
import { UserRepository } from '../persistence/user.repository.js';

export interface Opening {
  readonly tenantId: TenantId;
  readonly input: SignUp;
  readonly passwordHash: string;
  readonly origin: Origin;
}

/** Takes the tenant back when its owner's address turns out to be somebody's. */
class AddressTaken extends Error {}

/** Writes a new account: tenant, owner, audit entry and event in one commit. */
@Injectable()
export class AccountOpening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tenants: TenantService,
    private readonly users: UserRepository,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
    private readonly clock: Clock,
  ) {}

  /** False when somebody else took the address in the meantime: nothing is left behind then. */
  async open(opening: Opening): Promise<boolean> {
    try {
      await this.unitOfWork.run(opening.tenantId, () => this.write(opening));
      return true;
    } catch (error) {
      if (error instanceof AddressTaken) return false;
      throw error;
    }
  }

  private async write({ tenantId, input, passwordHash, origin }: Opening): Promise<void> {
    const { email, name, company, timeZone } = input;
    const tenant = await this.tenants.create(tenantId, { name: company, billingEmail: email, timeZone });
    const now = this.clock.now();
    const userId = newId();
    const owner = { id: userId, email, name, passwordHash, role: 'owner' as const, isAdmin: false };
    const times = { emailVerifiedAt: null, lastSeenAt: null, createdAt: now, updatedAt: now };
    if (!(await this.users.insertUnlessTaken(tenantId, { ...owner, ...times }))) throw new AddressTaken();
    const changes = changesBetween(null, { tenant: tenant.name, slug: tenant.slug, role: 'owner' }, ['tenant', 'slug', 'role']);
    const record = { action: 'user.signed_up' as const, targetType: 'user' as const, targetId: userId, changes };
    await this.audit.record({ kind: 'subject', tenantId, userId, name, origin }, record);
    const { referralCode = null, referralChannel = null } = input;
    await this.events.publish(tenantId, new UserSignedUp({ userId, referralCode, referralChannel }));
  }
}
