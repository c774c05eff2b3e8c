import { Injectable } from '@nestjs/common';
import { EMAIL_CATEGORY_WORDS, OPTIONAL_EMAIL_CATEGORIES, type EmailPreferenceSource } from '@orbisvoice/shared-dto/values';
import { Clock } from '../../../platform/clock/clock.js';
import { newId } from '../../../platform/database/ids.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import type { AuditActor } from '../../audit/index.js';
import { AuditLog } from '../../audit/index.js';
import { categoryOf } from '../domain/category.js';
import { isOptional } from '../domain/mail-choice.js';
import { TEMPLATES } from '../generated/templates.js';
import { AllTenantsEmailPreferenceRepository } from '../persistence/all-tenants-email-preference.repository.js';
import type { LeasedEmail } from '../persistence/email-message.js';
import { EmailPreferenceRepository, type Choice } from '../persistence/email-preference.repository.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

/** What of a mail says whether it is wanted. */
export type MailToLeave = Pick<LeasedEmail, 'tenantId' | 'recipient' | 'template' | 'data'>;

/** Whose choices change, and how it came to it. */
export interface ChoiceContext {
  readonly recipientHash: Buffer;
  readonly source: EmailPreferenceSource;
  /** The mail whose link was used; null for a choice made in the portal. */
  readonly messageId: string | null;
}

/** What recipients want. Every change of it has its audit line, which is the log of consent; what changes nothing leaves no trace. */
@Injectable()
export class PreferenceService {
  constructor(
    private readonly preferences: EmailPreferenceRepository,
    private readonly everybodys: AllTenantsEmailPreferenceRepository,
    private readonly links: UnsubscribeLinks,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Whether each mail of a batch is wanted, in the order given. What must be known is, and is not asked about. */
  async areWanted(messages: readonly MailToLeave[]): Promise<boolean[]> {
    const asked = messages.flatMap(({ tenantId, recipient, template, data }, index) => {
      const category = categoryOf(TEMPLATES[template], data);
      return isOptional(category) ? [{ index, tenantId, recipientHash: this.links.recipientHash(recipient), category }] : [];
    });
    const unwanted = asked.length === 0 ? new Set<number>() : await this.everybodys.unwanted(asked);
    const refused = new Set(asked.filter((_, position) => unwanted.has(position)).map(({ index }) => index));
    return messages.map((_, index) => !refused.has(index));
  }

  /** Why mails their recipient does not want must not leave; null for the others. */
  async refusals(messages: readonly MailToLeave[]): Promise<(string | null)[]> {
    const wanted = await this.areWanted(messages);
    return messages.map(({ template, data }, index) =>
      wanted[index] ? null : `unsubscribed from ${EMAIL_CATEGORY_WORDS[categoryOf(TEMPLATES[template], data)].name}`,
    );
  }

  /** Writes choices; true when any of them was new. */
  async choose(actor: AuditActor, context: ChoiceContext, choices: readonly Choice[]): Promise<boolean> {
    return this.unitOfWork.run(actor.tenantId, async () => {
      const changed: Choice[] = [];
      for (const choice of inOrder(choices)) if (await this.write(actor, context, choice)) changed.push(choice);
      if (changed.length > 0) await this.record(actor, context, changed);
      return changed.length > 0;
    });
  }

  private write({ tenantId }: AuditActor, { recipientHash, source }: ChoiceContext, choice: Choice): Promise<boolean> {
    return this.preferences.choose(tenantId, recipientHash, { ...choice, source, at: this.clock.now() });
  }

  private async record(actor: AuditActor, { recipientHash, source, messageId }: ChoiceContext, changed: readonly Choice[]): Promise<void> {
    const choices = changed.map(({ category, isEnabled }) => [category, { before: !isEnabled, after: isEnabled }] as const);
    await this.audit.record(actor, {
      action: 'email.preferences_changed',
      targetType: 'email_recipient',
      // the address itself would stay in a log that nothing can be taken out of
      targetId: recipientHash.toString('base64url'),
      changes: { ...Object.fromEntries(choices), source: { before: null, after: source } },
    });
    const refused = changed.filter(({ isEnabled }) => !isEnabled).map(({ category }) => EMAIL_CATEGORY_WORDS[category].name);
    if (messageId === null || refused.length === 0) return;
    const note = { messageId, id: newId(), detail: `${refused.join(', ')} (${source})`, at: this.clock.now() };
    await this.preferences.noteUnsubscribed(actor.tenantId, note);
  }
}

/** One order for everybody: transactions that lock rows in different orders would wait for each other. The last word on a category counts. */
const inOrder = (choices: readonly Choice[]): Choice[] =>
  OPTIONAL_EMAIL_CATEGORIES.flatMap((category) => choices.findLast((choice) => choice.category === category) ?? []);
