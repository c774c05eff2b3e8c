import { Injectable } from '@nestjs/common';
import type { PageQuery } from '@orbisvoice/shared-dto';
import type { Role } from '@orbisvoice/shared-dto/values';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { TenantRepository } from '../../../platform/database/tenant.repository.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { offsetOf } from '../../../platform/http/page.js';
import { User } from './user.entity.js';

type Patch = Partial<Pick<User, 'name' | 'passwordHash' | 'role' | 'emailVerifiedAt'>>;

/** The people of one tenant. */
@Injectable()
export class UserRepository extends TenantRepository<User> {
  constructor(
    unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super(User, unitOfWork);
  }

  byId(tenantId: TenantId, id: string): Promise<User | null> {
    return this.findOne(tenantId, { id });
  }

  byEmail(tenantId: TenantId, email: string): Promise<User | null> {
    return this.findOne(tenantId, { email });
  }

  owners(tenantId: TenantId): Promise<User[]> {
    return this.find(tenantId, { where: { role: 'owner' }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  all(tenantId: TenantId): Promise<User[]> {
    return this.find(tenantId, { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  page(tenantId: TenantId, query: PageQuery): Promise<[User[], number]> {
    return this.findAndCount(tenantId, { order: { createdAt: 'ASC', id: 'ASC' }, skip: offsetOf(query), take: query.pageSize });
  }

  /** False when the address belongs to somebody already, whatever the tenant; the transaction stays usable. */
  async insertUnlessTaken(tenantId: TenantId, user: Omit<User, 'tenantId'>): Promise<boolean> {
    const rows = await this.sql<{ id: string }>(
      tenantId,
      `insert into users (id, tenant_id, email, name, password_hash, role, is_admin, email_verified_at, last_seen_at, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (email) do nothing returning id`,
      [
        user.id,
        tenantId,
        user.email,
        user.name,
        user.passwordHash,
        user.role,
        user.isAdmin,
        user.emailVerifiedAt,
        user.lastSeenAt,
        user.createdAt,
        user.updatedAt,
      ],
    );
    return rows.length === 1;
  }

  /** Somebody whose address is proved already. @returns the new id; null when the address belongs to somebody */
  async addProved(tenantId: TenantId, person: Pick<User, 'email' | 'name' | 'passwordHash' | 'role'>): Promise<string | null> {
    const now = this.clock.now();
    const id = newId();
    const times = { emailVerifiedAt: now, lastSeenAt: null, createdAt: now, updatedAt: now };
    return (await this.insertUnlessTaken(tenantId, { ...person, ...times, id, isAdmin: false })) ? id : null;
  }

  change(tenantId: TenantId, id: string, patch: Patch): Promise<number> {
    return this.update(tenantId, { id }, { ...patch, updatedAt: this.clock.now() });
  }

  /** @returns when */
  async markVerified(tenantId: TenantId, id: string): Promise<Date> {
    const emailVerifiedAt = this.clock.now();
    await this.change(tenantId, id, { emailVerifiedAt });
    return emailVerifiedAt;
  }

  async markSeen(tenantId: TenantId, id: string): Promise<void> {
    await this.update(tenantId, { id }, { lastSeenAt: this.clock.now() });
  }

  delete(tenantId: TenantId, id: string): Promise<number> {
    return this.remove(tenantId, { id });
  }

  /** Locks these people and every owner, in one order for everybody: two changes of roles take turns. */
  lockForRoleChange(tenantId: TenantId, ids: readonly string[]): Promise<{ id: string; role: Role }[]> {
    return this.sql(
      tenantId,
      `select id, role from users where tenant_id = $1 and (role = 'owner' or id = any($2::uuid[])) order by id for update`,
      [tenantId, ids],
    );
  }
}
