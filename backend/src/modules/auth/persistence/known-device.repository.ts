import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';

/** A browser on a network, as somebody signs in with it. */
export interface SeenDevice {
  readonly id: string;
  readonly userId: string;
  readonly hash: Buffer;
  readonly at: Date;
}

/** What was known before. */
export interface Acquaintance {
  readonly id: string;
  /** This one is seen for the first time. */
  readonly isNew: boolean;
  /** The person was seen with some device before. */
  readonly hasOthers: boolean;
}

/** `xmax` is zero on a row that this statement inserted; the count sees the table as it was before. */
const MEET = `
  insert into known_devices (id, tenant_id, user_id, device_hash, first_seen_at, last_seen_at) values ($2, $1, $3, $4, $5, $5)
  on conflict (tenant_id, user_id, device_hash) do update set last_seen_at = greatest(known_devices.last_seen_at, excluded.last_seen_at)
  returning id, xmax = 0 as "isNew", exists (select 1 from known_devices where tenant_id = $1 and user_id = $3) as "hasOthers"`;

/** The devices people sign in with, by a keyed hash that tells nobody what or where they are. */
@Injectable()
export class KnownDeviceRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Remembers a device, or that it was seen again. */
  async meet(tenantId: TenantId, { id, userId, hash, at }: SeenDevice): Promise<Acquaintance> {
    const [row] = await this.unitOfWork.manager(tenantId).query<Acquaintance[]>(MEET, [tenantId, id, userId, hash, at]);
    if (!row) throw new Error('a device was neither known nor remembered');
    return row;
  }
}
