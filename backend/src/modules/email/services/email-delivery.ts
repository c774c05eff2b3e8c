import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import type { Delivery } from '../domain/delivery.js';
import { outcomeOf, suppressed, unanswered } from '../domain/outcome.js';
import { AllTenantsDueEmailsRepository } from '../persistence/all-tenants-due-emails.repository.js';
import type { EmailMark, LeasedEmail } from '../persistence/email-message.js';
import { EmailComposer } from './email-composer.js';
import { EmailDispatch } from './email-dispatch.js';
import { TemplateVersions } from './template-versions.js';

type Filling = Pick<EmailMark, 'subject' | 'templateVersion'>;

const UNFILLED: Filling = { subject: null, templateVersion: null };

/** One try for one mail, from its data to the server's answer. Nothing that happens to it touches another mail. */
@Injectable()
export class EmailDelivery {
  constructor(
    private readonly composer: EmailComposer,
    private readonly versions: TemplateVersions,
    private readonly dispatch: EmailDispatch,
    private readonly messages: AllTenantsDueEmailsRepository,
    private readonly clock: Clock,
  ) {}

  async attempt(message: LeasedEmail): Promise<EmailMark> {
    let filling = UNFILLED;
    try {
      const composed = await this.composer.compose(message);
      if (composed.kind === 'gone') return { message, ...UNFILLED, ...suppressed(composed.reason) };
      const content = composed.mail;
      filling = { subject: content.subject, templateVersion: await this.versions.current(message.template) };
      if (!(await this.mayBeSent(message))) return { message, ...filling, ...unanswered(message.transport) };
      return this.markOf(message, filling, await this.dispatch.send(message, content));
    } catch (error) {
      // a missing variable or a database that is away: visible on the row, tried again while it is young
      return this.later(message, filling, String(error));
    }
  }

  /** A try that did not come to sending. */
  refused(message: LeasedEmail, reason: string): EmailMark {
    return { message, ...UNFILLED, ...suppressed(reason) };
  }

  /** A try that has to wait, for what is not the mail's fault. */
  deferred(message: LeasedEmail, reason: string): EmailMark {
    return this.later(message, UNFILLED, reason);
  }

  /** What may have arrived is sent once more, and noted before, except where the provider knows a repeat for one. */
  private mayBeSent(message: LeasedEmail): Promise<boolean> {
    if (!message.isInDoubt || this.dispatch.knowsRepeats(message)) return Promise.resolve(true);
    return this.messages.doubt(message, this.clock.now());
  }

  /** Nothing was handed over: what was in doubt still is, and whoever may have the mail is still the only one to be asked. */
  private later(message: LeasedEmail, filling: Filling, reason: string): EmailMark {
    const heldBy = this.dispatch.holderOf(message);
    return this.markOf(message, filling, { kind: 'deferred', reason, ...(heldBy && { heldBy }) });
  }

  private markOf(message: LeasedEmail, filling: Filling, delivery: Delivery): EmailMark {
    const outcome = outcomeOf(message, delivery, { now: this.clock.now(), spread: Math.random() });
    return { message, ...filling, ...outcome };
  }
}
