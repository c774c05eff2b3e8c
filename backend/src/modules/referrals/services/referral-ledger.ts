import { Injectable } from '@nestjs/common';
import { EventPublisher } from '../../../platform/events/event-publisher.js';
import { AuditLog, changesBetween, type Bystander } from '../../audit/index.js';
import { ReferralConverted } from '../events/referral-converted.event.js';
import { ReferralReversed } from '../events/referral-reversed.event.js';
import { ReferralSignedUp } from '../events/referral-signed-up.event.js';
import { ReferralEntity } from '../persistence/referral.entity.js';
import { ReferralRepository } from '../persistence/referral.repository.js';

/** A company that came with a code. */
export interface NewReferral {
  readonly id: string;
  readonly refereeTenantId: string;
  readonly code: string;
  readonly channel: string;
  readonly company: string;
  readonly at: Date;
}

/** Writes referrals in the caller's unit of work, each with its audit entry and its event. */
@Injectable()
export class ReferralLedger {
  constructor(
    private readonly referrals: ReferralRepository,
    private readonly audit: AuditLog,
    private readonly events: EventPublisher,
  ) {}

  async signedUp(author: Bystander, { id, refereeTenantId, code, channel, company, at }: NewReferral): Promise<void> {
    const { tenantId } = author;
    const row = { id, tenantId, refereeTenantId, code, channel, status: 'signed_up' as const, signedUpAt: at, convertedAt: null };
    await this.referrals.add(tenantId, Object.assign(new ReferralEntity(), row));
    const changes = changesBetween(null, { company, status: 'signed_up', channel }, ['company', 'status', 'channel']);
    await this.audit.record(author, { action: 'referral.signed_up', targetType: 'referral', targetId: id, changes });
    await this.events.publish(tenantId, new ReferralSignedUp({ referralId: id, company }));
  }

  /** The first paid invoice converts; later ones change nothing. */
  async converted(author: Bystander, { id, company, at }: Pick<NewReferral, 'id' | 'company' | 'at'>): Promise<void> {
    const { tenantId } = author;
    if (!(await this.referrals.convert(tenantId, id, at))) return;
    const { converted } = await this.referrals.counts(tenantId);
    const changes = changesBetween({ status: 'signed_up' }, { status: 'converted' }, ['status']);
    await this.audit.record(author, { action: 'referral.converted', targetType: 'referral', targetId: id, changes });
    await this.events.publish(tenantId, new ReferralConverted({ referralId: id, company, convertedTotal: converted }));
  }

  /** Takes a conversion back; a repeat changes nothing. */
  async reversed(author: Bystander, { id, company }: Pick<NewReferral, 'id' | 'company'>): Promise<void> {
    const { tenantId } = author;
    if (!(await this.referrals.reverse(tenantId, id))) return;
    const { converted } = await this.referrals.counts(tenantId);
    const changes = changesBetween({ status: 'converted' }, { status: 'reversed' }, ['status']);
    await this.audit.record(author, { action: 'referral.reversed', targetType: 'referral', targetId: id, changes });
    await this.events.publish(tenantId, new ReferralReversed({ referralId: id, company, convertedTotal: converted }));
  }
}
