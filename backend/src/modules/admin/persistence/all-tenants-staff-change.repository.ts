import { Injectable } from '@nestjs/common';
import type { StaffChange, StaffChangeQuery } from '@orbisvoice/shared-dto';
import { PlatformDatabase } from '../../../platform/database/platform-database.js';

/** A change as `pg` reads it; what it means to the reader is not in the row. */
export type StaffChangeRow = Omit<StaffChange, 'proposedAt' | 'expiresAt' | 'decidedAt' | 'confirmRefusal' | 'mayWithdraw'> & {
  readonly proposedAt: Date;
  readonly exactAt: string;
  readonly expiresAt: Date;
  readonly decidedAt: Date | null;
};

/** What has run out, or has fallen with who made it, is that whether or not somebody wrote it down; `$1` is now. */
const STATUS = `case when c.status <> 'pending' then c.status when c.expires_at <= $1 then 'expired'
  when exists (select 1 from staff_roster r where r.user_id = c.proposed_by) then 'pending' else 'fallen' end`;
const SELECT = `
  select c.id, c.user_id as "userId", u.name as "userName", u.email as "userEmail", c.tenant_id as "tenantId", t.name as "tenantName",
    c.is_admin as "isAdmin", c.reason, ${STATUS} as status, c.proposed_by as "proposedById", c.proposed_by_name as "proposedByName",
    c.proposed_at as "proposedAt", to_char(c.proposed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exactAt",
    c.expires_at as "expiresAt", c.decided_by as "decidedById", c.decided_by_name as "decidedByName", c.decided_at as "decidedAt", c.note
  from staff_changes c join users u on u.id = c.user_id join tenants t on t.id = c.tenant_id`;

/** Where a page begins: behind the last row of the page before. */
export interface StaffChangeKey {
  readonly at: string;
  readonly id: string;
}

/** Changes of who is staff, in every tenant. */
@Injectable()
export class AllTenantsStaffChangeRepository {
  constructor(private readonly database: PlatformDatabase) {}

  /** Newest first, one row more than asked for. */
  page({ status, pageSize }: StaffChangeQuery, after: StaffChangeKey | null, now: Date): Promise<StaffChangeRow[]> {
    return this.database.query<StaffChangeRow>({
      text: `${SELECT} where ($2::text is null or ${STATUS} = $2)
               and ($3::timestamptz is null or (c.proposed_at, c.id) < ($3::timestamptz, $4::uuid))
             order by c.proposed_at desc, c.id desc limit $5`,
      values: [now, status ?? null, after?.at ?? null, after?.id ?? null, pageSize + 1],
    });
  }

  async find(id: string, now: Date): Promise<StaffChangeRow | null> {
    const [row] = await this.database.query<StaffChangeRow>({ text: `${SELECT} where c.id = $2`, values: [now, id] });
    return row ?? null;
  }

  /** What waits for a second person about somebody. */
  async pendingOf(userId: string, now: Date): Promise<StaffChangeRow | null> {
    const text = `${SELECT} where c.user_id = $2 and ${STATUS} = 'pending'`;
    const [row] = await this.database.query<StaffChangeRow>({ text, values: [now, userId] });
    return row ?? null;
  }
}
