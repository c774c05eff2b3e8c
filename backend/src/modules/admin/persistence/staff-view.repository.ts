import { Injectable } from '@nestjs/common';
import type { TenantViewSettings } from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

export interface ViewColumns {
  readonly name: string;
  readonly isShared: boolean;
  readonly settings: TenantViewSettings;
}

interface OwnView extends ViewColumns {
  readonly deletedAt: Date | null;
}

/** Whose view, in which workspace. */
export interface ViewOwner {
  readonly tenantId: TenantId;
  readonly userId: string;
}

/** Writes the views of one person of staff, in the open unit of work of their workspace. */
@Injectable()
export class StaffViewRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async insert({ tenantId, userId }: ViewOwner, id: string, view: ViewColumns & { readonly at: Date }): Promise<void> {
    await this.unitOfWork.manager(tenantId).query(
      `insert into staff_views (id, tenant_id, user_id, name, is_shared, settings, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7)`,
      [id, tenantId, userId, view.name, view.isShared, JSON.stringify(view.settings), view.at],
    );
  }

  /** How many somebody keeps; others they would add wait until the unit of work ends, so the count stays true. */
  async countForAnother({ tenantId, userId }: ViewOwner): Promise<number> {
    const manager = this.unitOfWork.manager(tenantId);
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('staff_views ' || $1::text, 0))`, [userId]);
    const [row] = await manager.query<{ kept: number }[]>(
      'select count(*)::int as kept from staff_views where tenant_id = $1 and user_id = $2 and deleted_at is null',
      [tenantId, userId],
    );
    return row?.kept ?? 0;
  }

  /** Locked until the end of the unit of work. */
  async lock({ tenantId, userId }: ViewOwner, id: string): Promise<OwnView | null> {
    const rows = await this.unitOfWork.manager(tenantId).query<OwnView[]>(
      `select name, is_shared as "isShared", settings, deleted_at as "deletedAt" from staff_views
       where tenant_id = $1 and user_id = $2 and id = $3 for update`,
      [tenantId, userId, id],
    );
    return rows[0] ?? null;
  }

  async update({ tenantId }: ViewOwner, id: string, view: ViewColumns & { readonly at: Date }): Promise<void> {
    await this.unitOfWork
      .manager(tenantId)
      .query('update staff_views set name = $3, is_shared = $4, settings = $5, updated_at = $6 where tenant_id = $1 and id = $2', [
        tenantId,
        id,
        view.name,
        view.isShared,
        JSON.stringify(view.settings),
        view.at,
      ]);
  }

  /** With a time it is gone, without one it is back. */
  async setDeleted({ tenantId }: ViewOwner, id: string, at: Date | null): Promise<void> {
    await this.unitOfWork
      .manager(tenantId)
      .query('update staff_views set deleted_at = $3 where tenant_id = $1 and id = $2', [tenantId, id, at]);
  }

  async chooseDefault({ tenantId, userId }: ViewOwner, viewId: string | null): Promise<void> {
    const manager = this.unitOfWork.manager(tenantId);
    if (viewId === null) {
      await manager.query('delete from staff_view_defaults where tenant_id = $1 and user_id = $2', [tenantId, userId]);
      return;
    }
    await manager.query(
      `insert into staff_view_defaults (user_id, tenant_id, view_id) values ($1, $2, $3)
       on conflict (user_id) do update set view_id = excluded.view_id`,
      [userId, tenantId, viewId],
    );
  }
}
