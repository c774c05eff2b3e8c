import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { Config } from '../../../platform/config/config.js';
import type { Delivery } from '../domain/delivery.js';
import { messageIdOf } from '../domain/header-text.js';
import { outcomeOf, suppressed } from '../domain/outcome.js';
import type { EmailMark, LeasedEmail } from '../persistence/email-message.js';
import { EmailTransport } from '../transport/email-transport.js';
import { EmailComposer } from './email-composer.js';
import { TemplateVersions } from './template-versions.js';

type Filling = Pick<EmailMark, 'subject' | 'templateVersion'>;

const UNFILLED: Filling = { subject: null, templateVersion: null };

/** One try for one mail, from its data to the server's answer. Nothing that happens to it touches another mail. */
@Injectable()
export class EmailDelivery {
  constructor(
    private readonly composer: EmailComposer,
    private readonly versions: TemplateVersions,
    private readonly transport: EmailTransport,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async attempt(message: LeasedEmail): Promise<EmailMark> {
    let filling = UNFILLED;
    try {
      const content = await this.composer.compose(message);
      if (!content) return { message, ...UNFILLED, ...suppressed('what the link was for is over') };
      filling = { subject: content.subject, templateVersion: await this.versions.current(message.template) };
      return this.markOf(message, filling, await this.transport.send({ ...this.envelopeOf(message), ...content }));
    } catch (error) {
      // a missing variable or a database that is away: visible on the row, tried again while it is young
      return this.markOf(message, filling, { kind: 'deferred', reason: String(error) });
    }
  }

  /** A try that did not come to sending. */
  refused(message: LeasedEmail, reason: string): EmailMark {
    return { message, ...UNFILLED, ...suppressed(reason) };
  }

  /** A try that has to wait, for what is not the mail's fault. */
  deferred(message: LeasedEmail, reason: string): EmailMark {
    return this.markOf(message, UNFILLED, { kind: 'deferred', reason });
  }

  private envelopeOf({ id, tenantId, recipient: to, transport: heldBy }: LeasedEmail) {
    const { from } = this.config.email;
    return { id, tenantId, from, to, messageId: messageIdOf(id, from), heldBy };
  }

  private markOf(message: LeasedEmail, filling: Filling, delivery: Delivery): EmailMark {
    const outcome = outcomeOf(message, delivery, { now: this.clock.now(), spread: Math.random() });
    return { message, ...filling, ...outcome };
  }
}
