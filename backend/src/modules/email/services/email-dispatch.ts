import { Injectable } from '@nestjs/common';
import type { EmailTransportName } from '@orbisvoice/shared-dto/values';
import { Config } from '../../../platform/config/config.js';
import type { Delivery } from '../domain/delivery.js';
import { messageIdOf } from '../domain/header-text.js';
import { isOptional } from '../domain/mail-choice.js';
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

  /**
   * Who may have a mail from an earlier try; null when it is nobody. A process that died did not write it down: then it is taken for the
   * first way out, as nearly every mail leaves there.
   */
  holderOf({ transport, isInDoubt }: LeasedEmail): EmailTransportName | null {
    return transport ?? (isInDoubt ? this.config.email.transport : null);
  }

  /** Whether whoever may have this mail drops a second one: Resend does, by the key every try carries. */
  knowsRepeats(message: LeasedEmail): boolean {
    return this.holderOf(message) === 'resend';
  }

  async send(message: LeasedEmail, content: ComposedEmail): Promise<Delivery> {
    const { id, tenantId, recipient: to, category } = message;
    const { from: fixed, optionalFrom, replyTo } = this.config.email;
    const from = isOptional(category) ? optionalFrom : fixed;
    const envelope = {
      id,
      tenantId,
      from,
      ...(replyTo && { replyTo }),
      to,
      messageId: messageIdOf(id, from),
      heldBy: this.holderOf(message),
    };
    const delivery = await this.transport.send({ ...envelope, ...content });
    if (delivery.kind === 'rejected') await this.bounces.refused(message, delivery);
    return delivery;
  }
}
