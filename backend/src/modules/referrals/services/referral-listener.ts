import { Injectable, Logger } from '@nestjs/common';
import { DIRECT_CHANNEL } from '@orbisvoice/shared-dto/values';
import { systemOrigin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { HandledEvents } from '../../../platform/events/handled-events.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { UserSignedUp } from '../../auth/events/user-signed-up.event.js';
import { DisputeClosed } from '../../billing/events/dispute-closed.event.js';
import { InvoicePaid } from '../../billing/events/invoice-paid.event.js';
import { InvoiceRefunded } from '../../billing/events/invoice-refunded.event.js';
import { TenantService } from '../../tenants/index.js';
import { AllTenantsReferralRepository } from '../persistence/all-tenants-referral.repository.js';
import { isReversal, type TakenBack } from '../domain/referral-hold.js';
import { ReferralLedger } from './referral-ledger.js';

const SIGNED_UP = 'referrals.user_signed_up';
const PAID = 'referrals.invoice_paid';
const REFUNDED = 'referrals.invoice_refunded';
const DISPUTED = 'referrals.dispute_closed';

/**
 * Hears of sign-ups with a code, of paid invoices, and of money that went back. All of these events belong to the referred company, the referral to the one whose code it
 * was: the effect is claimed and written there.
 */
@Injectable()
export class ReferralListener {
  private readonly logger = new Logger(ReferralListener.name);

  constructor(
    private readonly tenants: TenantService,
    private readonly referrals: AllTenantsReferralRepository,
    private readonly ledger: ReferralLedger,
    private readonly handled: HandledEvents,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @OnEvent(UserSignedUp, { handler: SIGNED_UP })
  async signedUp(event: ReceivedEvent<UserSignedUp>): Promise<void> {
    const { referralCode: code, referralChannel } = event.payload;
    if (code === null) return;
    const referrer = await this.tenants.ownerOfReferralCode(code);
    if (!referrer || referrer === event.tenantId) {
      this.logger.log({ message: 'a sign-up came with a code nobody can be thanked for', tenantId: event.tenantId });
      return;
    }
    const { name: company } = await this.tenants.get(event.tenantId);
    const channel = referralChannel ?? DIRECT_CHANNEL;
    const referral = { id: newId(), refereeTenantId: event.tenantId, code, channel, company, at: event.at };
    await this.once(referrer, event, SIGNED_UP, () => this.ledger.signedUp(by(referrer, event), referral));
  }

  @OnEvent(InvoicePaid, { handler: PAID })
  async paid(event: ReceivedEvent<InvoicePaid>): Promise<void> {
    // a trial's invoice over nothing is paid, too
    if (event.payload.total <= 0) return;
    const referral = await this.referrals.byReferee(event.tenantId);
    if (!referral) return;
    const conversion = { id: referral.id, company: referral.company, at: new Date(event.payload.paidAt) };
    await this.once(referral.tenantId, event, PAID, () => this.ledger.converted(by(referral.tenantId, event), conversion));
  }

  @OnEvent(InvoiceRefunded, { handler: REFUNDED })
  async refunded(event: ReceivedEvent<InvoiceRefunded>): Promise<void> {
    const { isFull, paidAt, refundedAt } = event.payload;
    if (isFull) await this.takenBack(event, REFUNDED, { paidAt: paidAt === null ? null : new Date(paidAt), at: new Date(refundedAt) });
  }

  /** What counts is when the cardholder objected: a bank may take longer to decide than the hold lasts. */
  @OnEvent(DisputeClosed, { handler: DISPUTED })
  async disputeClosed(event: ReceivedEvent<DisputeClosed>): Promise<void> {
    const { status, paidAt, openedAt } = event.payload;
    if (status === 'lost')
      await this.takenBack(event, DISPUTED, { paidAt: paidAt === null ? null : new Date(paidAt), at: new Date(openedAt) });
  }

  /** @throws Error while the payment itself has not been worked: the events of one tenant may overtake each other, and this one comes again */
  private async takenBack(event: ReceivedEvent, handler: string, payment: TakenBack): Promise<void> {
    const referral = await this.referrals.byReferee(event.tenantId);
    if (!referral) return;
    if (referral.status === 'signed_up') throw new Error(`referral ${referral.id} is not converted yet`);
    if (!isReversal(referral.convertedAt, payment)) return;
    const reversal = { id: referral.id, company: referral.company };
    await this.once(referral.tenantId, event, handler, () => this.ledger.reversed(by(referral.tenantId, event), reversal));
  }

  private async once(tenantId: TenantId, event: ReceivedEvent, handler: string, work: () => Promise<void>): Promise<void> {
    await this.unitOfWork.run(tenantId, async () => {
      if (await this.handled.claim(tenantId, event.id, handler)) await work();
    });
  }
}

const by = (tenantId: TenantId, event: ReceivedEvent) => ({
  kind: 'system' as const,
  tenantId,
  name: 'Referrals',
  origin: systemOrigin(event.traceId ?? event.id),
});
