import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { DataKeys } from '../../../platform/crypto/data-keys.js';
import { categoryOf } from '../domain/category.js';
import { choiceOf, choiceText, isOptional, normalAddress, type MailChoice } from '../domain/mail-choice.js';
import { TEMPLATES, type EngineLinks } from '../generated/templates.js';
import type { LeasedEmail } from '../persistence/email-message.js';

const PURPOSE = 'unsubscribe link';
const RECIPIENT = 'email recipient';

/** By this an address is known in `email_preferences`, which hold none. */
export const recipientHashOf = (keys: Pick<DataKeys, 'hash'>, address: string): Buffer => keys.hash(RECIPIENT, normalAddress(address));

/**
 * Links by which a recipient says no without signing in. The token is sealed, so it can be neither guessed nor made to mean somebody else,
 * and it never expires: a mail may be opened years later. A mail that is sent again carries the same one, as providers that recognise a
 * repeat expect of its content.
 */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    private readonly keys: DataKeys,
    private readonly config: Config,
  ) {}

  /** Where the recipient of a mail chooses, and, of what there is a choice about, says no at once. */
  of({ id, tenantId, recipient, template, data }: Pick<LeasedEmail, 'id' | 'tenantId' | 'recipient' | 'template' | 'data'>): EngineLinks {
    const category = categoryOf(TEMPLATES[template], data);
    const { scheduleId } = data;
    const topic = typeof scheduleId === 'string' ? scheduleId : null;
    const choice = { tenantId, messageId: id, recipient: this.recipientHash(recipient).toString('base64url'), category, topic };
    const unsubscribeUrl = `${this.config.http.publicUrl}/api/email/unsubscribe/${this.token(choice)}`;
    return { preferencesUrl: `${unsubscribeUrl}/preferences`, ...(isOptional(category) && { unsubscribeUrl }) };
  }

  /** What a token stands for; null for anything we did not seal as one. */
  open(token: string): MailChoice | null {
    const text = this.keys.open(PURPOSE, token);
    return text === null ? null : choiceOf(text);
  }

  recipientHash(address: string): Buffer {
    return recipientHashOf(this.keys, address);
  }

  private token(choice: MailChoice): string {
    return this.keys.sealAlike(PURPOSE, choiceText(choice));
  }
}
