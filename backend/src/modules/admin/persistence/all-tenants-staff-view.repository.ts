import { Injectable } from '@nestjs/common';
import type { TenantViewSettings } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

export interface StaffViewRow {
  readonly id: string;
  readonly name: string;
  readonly isShared: boolean;
  readonly isOwn: boolean;
  readonly isDefault: boolean;
  readonly ownerName: string;
  readonly settings: TenantViewSettings;
  readonly updatedAt: Date;
}

/** Views as staff sees them: their own, and what colleagues share. Who is staff no more shares nothing any longer. */
@Injectable()
export class AllTenantsStaffViewRepository {
  constructor(private readonly database: PlatformDatabase) {}

  visibleTo(userId: string, id: string | null = null): Promise<StaffViewRow[]> {
    return this.database.query<StaffViewRow>({
      text: `select v.id, v.name, v.is_shared as "isShared", v.user_id = $1 as "isOwn", d.view_id is not null as "isDefault",
               u.name as "ownerName", v.settings, v.updated_at as "updatedAt"
             from staff_views v join users u on u.id = v.user_id
             left join staff_view_defaults d on d.user_id = $1 and d.view_id = v.id
             where v.deleted_at is null and (v.user_id = $1 or (v.is_shared and u.is_admin)) and ($2::uuid is null or v.id = $2)
             order by lower(v.name), v.id`,
      values: [userId, id],
    });
  }
}
