import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { categoryOf } from '../domain/category.js';
import { domainOf } from '../domain/header-text.js';
import { TEMPLATES, type EngineLinks } from '../generated/templates.js';
import type { LeasedEmail } from '../persistence/email-message.js';

/** The sender as mailbox providers group complaints by; the last field of `Feedback-ID`. */
const SENDER = 'orbisvoice';

/**
 * The headers of a mail besides its addresses and subject. There is no `Precedence`: it makes no mail better, and some servers treat
 * receipts that carry one as bulk. `List-Unsubscribe` names the address of a page only: a mailbox that takes requests would have to be
 * read, and one that is not read is a promise nobody keeps.
 */
@Injectable()
export class MailHeaders {
  constructor(private readonly config: Config) {}

  of({ id, template, data }: LeasedEmail, { unsubscribeUrl }: EngineLinks): Readonly<Record<string, string>> {
    const category = categoryOf(TEMPLATES[template], data);
    const list = category.replace('_', '-');
    return {
      'Auto-Submitted': 'auto-generated',
      // mail programs thread by subject; two receipts are two mails
      'X-Entity-Ref-ID': id,
      'X-Orbis-Template': template,
      'List-Id': `OrbisVoice ${LISTS[category]} <${list}.${domainOf(this.config.email.from)}>`,
      // campaign, template, kind of mail, sender: what complaints are counted by, and nothing about the reader
      'Feedback-ID': `${list}:${template}:${unsubscribeUrl === undefined ? 'transactional' : 'optional'}:${SENDER}`,
      ...(unsubscribeUrl !== undefined && {
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    };
  }
}

/** How mail programs call each list. */
const LISTS: Readonly<Record<ReturnType<typeof categoryOf>, string>> = {
  account: 'account',
  security: 'security',
  billing: 'billing',
  usage_80: 'usage at 80 percent',
  usage_100: 'usage at the limit',
  lifecycle: 'getting started',
  reports: 'reports',
  referral: 'referrals',
};
