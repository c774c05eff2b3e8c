import { Injectable } from '@nestjs/common';
import type { LeasedEmail } from '../persistence/email-message.js';
import { PreferenceService } from './preference.service.js';
import { ReportConsent } from './report-consent.js';
import { SuppressionService } from './suppression.service.js';

/** Why a mail must not leave; null sends it. */
export type Refusal = string | null;

/** One question to ask of every mail: a refusal per message, in the order given. */
interface SendCheck {
  refusals(messages: readonly LeasedEmail[]): Promise<Refusal[]>;
}

/** The last look before a mail leaves: may this address be written to, and does its owner want this kind of mail? */
@Injectable()
export class SendPolicy {
  private readonly checks: readonly SendCheck[];

  constructor(suppressions: SuppressionService, preferences: PreferenceService, reports: ReportConsent) {
    this.checks = [suppressions, preferences, reports];
  }

  /** One refusal per message, in the order given; the first check that refuses says why. A batch costs as many queries as one mail. */
  async refusals(messages: readonly LeasedEmail[]): Promise<Refusal[]> {
    const answers = await Promise.all(this.checks.map((check) => check.refusals(messages)));
    return messages.map((_, index) => answers.map((answer) => answer[index] ?? null).find((refusal) => refusal !== null) ?? null);
  }
}
