import { Injectable } from '@nestjs/common';
import { systemOrigin } from '../../../platform/access/actor.js';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsExpiringCardRepository } from '../persistence/all-tenants-expiring-card.repository.js';
import { CardNotices } from '../services/card-notices.service.js';
import { forEachTenant } from '../../../platform/queues/for-each-tenant.js';

const SLICE = 200;

export const tellExpiringCards = defineJob({ name: 'tell-expiring-cards', queue: 'maintenance', cron: '20 6 * * *' });

/** Tells tenants 30 and 7 days before that their card ends. */
@Injectable()
export class TellExpiringCards {
  constructor(
    private readonly cards: AllTenantsExpiringCardRepository,
    private readonly notices: CardNotices,
    private readonly clock: Clock,
  ) {}

  /** @throws AggregateError see `forEachTenant` */
  @HandlesJob(tellExpiringCards)
  async run(): Promise<void> {
    await forEachTenant(this.near(), (tenantId) =>
      this.notices.tell(tenantId, { kind: 'system', tenantId, name: 'Billing', origin: systemOrigin() }),
    );
  }

  private async *near(): AsyncGenerator<TenantId> {
    let after: TenantId | null = null;
    do {
      const slice: TenantId[] = await this.cards.near(this.clock.now(), { after, limit: SLICE });
      yield* slice;
      after = slice.at(-1) ?? null;
    } while (after);
  }
}
