import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { type ProviderEvent, sanctionOf } from '../domain/bounce-policy.js';
import type { Rejected } from '../domain/delivery.js';
import { AllTenantsSentEmailRepository, type SentEmail } from '../persistence/all-tenants-sent-email.repository.js';
import { ProviderEventRepository } from '../persistence/provider-event.repository.js';
import { Suppressor } from './suppressor.js';

/** What came of an event. */
export type EventOutcome = 'applied' | 'repeated' | 'unknown_message';

/** Draws the consequences of what became of a mail: its timeline, the suppression of its address and the audit entry, all or none. */
@Injectable()
export class BounceService {
  constructor(
    private readonly sent: AllTenantsSentEmailRepository,
    private readonly events: ProviderEventRepository,
    private readonly suppressor: Suppressor,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes one event of a provider in; a repeat changes nothing. */
  async apply(event: ProviderEvent): Promise<EventOutcome> {
    const message = await this.find(event);
    if (!message) return 'unknown_message';
    return this.unitOfWork.run(message.tenantId, async () => {
      if (!(await this.events.add(message.tenantId, message.id, event))) return 'repeated';
      const { fate, at, provider, detail } = event;
      const softBounces = fate === 'soft_bounced' ? await this.suppressor.softBounce(message, at) : 0;
      const sanction = sanctionOf(fate, { at, softBounces });
      if (sanction) await this.suppressor.impose(message, sanction, { transport: provider, reason: detail ?? fate });
      return 'applied';
    });
  }

  /** A server that says at the door that there is no such mailbox: a hard bounce. */
  async refused(message: SentEmail, { isMailboxGone, ...evidence }: Rejected): Promise<void> {
    if (!isMailboxGone) return;
    const sanction = sanctionOf('bounced', { at: this.clock.now(), softBounces: 0 });
    if (sanction) await this.unitOfWork.run(message.tenantId, () => this.suppressor.impose(message, sanction, evidence));
  }

  private async find({ provider, messageId, providerMessageId }: ProviderEvent): Promise<SentEmail | null> {
    const marked = messageId === null ? null : await this.sent.byId(messageId);
    return marked ?? (providerMessageId === null ? null : this.sent.byProviderId(provider, providerMessageId));
  }
}
