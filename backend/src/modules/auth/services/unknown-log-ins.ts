import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../platform/access/actor.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { BucketStorage } from '../../../platform/rate-limit/bucket-storage.js';
import { type AuditChanges, AuditLog } from '../../audit/index.js';
import { TenantService } from '../../tenants/index.js';
import { BrakesService } from './brakes.service.js';

/** Sixty at once, then six a minute: a flood adds 8,640 entries a day and process at most. */
const ENTRIES = { capacity: 60, refillPerMs: 1 / 10_000 };
const BUCKET = 'unknown log-ins';

/**
 * Failed log-ins of addresses nobody owns, in the chain of the platform. The address is there as a keyed hash, the one its signals have: what was
 * typed may be a password, and it may be a person's who never dealt with us. The brakes slow each network and each address; what many of both
 * could still write is bounded here, and the next entry says how many were left out. Written or not, one commit is made, as for an address that is
 * known: neither can be told by time.
 */
@Injectable()
export class UnknownLogIns {
  private readonly buckets = new BucketStorage();
  private leftOut = 0;

  constructor(
    private readonly tenants: TenantService,
    private readonly brakes: BrakesService,
    private readonly keys: DataKeys,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  async failed(email: string, origin: Origin): Promise<void> {
    if (!this.buckets.take(BUCKET, ENTRIES).isAllowed) {
      this.leftOut++;
      return this.brakes.likeAKnownAddress(email);
    }
    const tenantId = await this.tenants.platform();
    const { leftOut } = this;
    this.leftOut = 0;
    const changes: AuditChanges = leftOut > 0 ? { leftOutBefore: { before: null, after: leftOut } } : {};
    const targetId = addressMark(this.keys, email);
    try {
      await this.unitOfWork.run(tenantId, () =>
        this.audit.record(
          { kind: 'anonymous', tenantId, origin },
          { action: 'user.login_failed', targetType: 'address', targetId, changes },
        ),
      );
    } catch (error) {
      // what this entry was to say is said by the next
      this.leftOut += leftOut + 1;
      throw error;
    }
  }
}

/** A keyed hash by which log-ins with one address are told from those with another. */
export const addressMark = (keys: DataKeys, email: string): string => keys.hash('log-in signal', email).toString('base64url');
