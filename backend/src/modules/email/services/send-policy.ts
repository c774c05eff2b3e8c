import { Injectable } from '@nestjs/common';
import type { LeasedEmail } from '../persistence/email-message.js';
import { PreferenceService } from './preference.service.js';

/** Why a mail must not leave; null sends it. */
export type Refusal = string | null;

/** The last look before a mail leaves: may this address be written to, and does its owner want this kind of mail? */
@Injectable()
export class SendPolicy {
  constructor(private readonly preferences: PreferenceService) {}

  /** One refusal per message, in the order given: a batch costs as many queries as one mail. */
  async refusals(messages: readonly LeasedEmail[]): Promise<Refusal[]> {
    return this.preferences.refusals(messages);
  }
}
