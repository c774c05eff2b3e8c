import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { AuditActor } from '../../audit/index.js';
import { cardNotice } from '../domain/billing-profile.js';
import { PaymentMethodExpiring } from '../events/payment-method-expiring.event.js';
import { BillingNoticeRepository } from '../persistence/billing-notice.repository.js';
import { BillingProfileRepository } from '../persistence/billing-profile.repository.js';
import { BillingNews } from './billing-news.service.js';

/** Tells of cards that end. A card that was replaced or renewed meanwhile, by the bank too, is another one and silent. */
@Injectable()
export class CardNotices {
  constructor(
    private readonly profiles: BillingProfileRepository,
    private readonly notices: BillingNoticeRepository,
    private readonly news: BillingNews,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Tells what is due and was not told; each notice of a card goes out once. */
  async tell(tenantId: TenantId, actor: AuditActor): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(tenantId, async () => {
      const card = (await this.profiles.find(tenantId))?.card;
      const noticeDays = card && cardNotice(card, now);
      if (!card || !noticeDays) return;
      const { stripePaymentMethodId, brand, last4, expMonth, expYear } = card;
      const subject = `${stripePaymentMethodId}/${expYear}-${expMonth}/${noticeDays}`;
      if (!(await this.notices.claim(tenantId, { kind: 'payment_method.expiring', subject, at: now }))) return;
      const line = {
        action: 'payment_method.expiring' as const,
        targetType: 'payment_method' as const,
        targetId: stripePaymentMethodId,
        changes: { noticeDays: { before: null, after: noticeDays } },
      };
      await this.news.tell({ tenantId, actor }, line, new PaymentMethodExpiring({ brand, last4, expMonth, expYear, noticeDays }));
    });
  }
}
