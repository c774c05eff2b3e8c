import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ReferralVisit } from '@orbisvoice/shared-dto';
import { DIRECT_CHANNEL } from '@orbisvoice/shared-dto/values';
import type { Origin } from '../../../platform/access/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { TenantService } from '../../tenants/index.js';
import { isVisitor, visitorHash } from './visitor-hash.js';
import { AllTenantsVisitSaltRepository } from '../persistence/all-tenants-visit-salt.repository.js';
import { ReferralVisitRepository } from '../persistence/referral-visit.repository.js';

const SALT_BYTES = 32;

/** Counts who opens referral links, without keeping who. */
@Injectable()
export class ReferralVisitService {
  constructor(
    private readonly tenants: TenantService,
    private readonly salts: AllTenantsVisitSaltRepository,
    private readonly visits: ReferralVisitRepository,
    private readonly clock: Clock,
  ) {}

  /** Robots and codes of nobody are let pass uncounted: the answer tells nothing. */
  async count({ code, channel = DIRECT_CHANNEL }: ReferralVisit, origin: Origin): Promise<void> {
    if (!isVisitor(origin)) return;
    const at = this.clock.now();
    const day = utcDay(at);
    const [salt, tenantId] = await Promise.all([this.salts.of(day, randomBytes(SALT_BYTES)), this.tenants.ownerOfReferralCode(code)]);
    if (tenantId) await this.visits.add(tenantId, { day, visitor: visitorHash(origin, salt, tenantId), channel, at });
  }

  /** Once a day is over, nothing can tell its visitors any more. @returns how many days were forgotten */
  forgetVisitors(): Promise<number> {
    return this.salts.forgetBefore(utcDay(this.clock.now()));
  }
}

const utcDay = (at: Date): string => at.toISOString().slice(0, 10);
