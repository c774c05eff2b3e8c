import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import type { Delivery } from '../domain/delivery.js';
import { messageIdOf } from '../domain/header-text.js';
import { isOptionalCategory } from '../domain/optional-category.js';
import type { LeasedEmail } from '../persistence/email-message.js';
import { EmailTransport } from '../transport/email-transport.js';
import { BounceService } from './bounce.service.js';
import type { ComposedEmail } from './email-composer.js';

/** Puts a mail into its envelope, hands it over, and draws the consequence when there is no such mailbox. */
@Injectable()
export class EmailDispatch {
  constructor(
    private readonly transport: EmailTransport,
    private readonly bounces: BounceService,
    private readonly config: Config,
  ) {}

  /** Whether whoever may have this mail drops a second one: Resend does, by the key every try carries. */
  knowsRepeats({ transport }: LeasedEmail): boolean {
    return (transport ?? this.config.email.transport) === 'resend';
  }

  async send(message: LeasedEmail, content: ComposedEmail): Promise<Delivery> {
    const { id, tenantId, recipient: to, transport: heldBy, category } = message;
    const { from: fixed, optionalFrom, replyTo } = this.config.email;
    const from = isOptionalCategory(category) ? optionalFrom : fixed;
    const envelope = { id, tenantId, from, ...(replyTo && { replyTo }), to, messageId: messageIdOf(id, from), heldBy };
    const delivery = await this.transport.send({ ...envelope, ...content });
    if (delivery.kind === 'rejected') await this.bounces.refused(message, delivery);
    return delivery;
  }
}
