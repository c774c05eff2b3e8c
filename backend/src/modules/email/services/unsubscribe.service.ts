import { Injectable } from '@nestjs/common';
import { OPTIONAL_EMAIL_CATEGORIES, type EmailCategory, type OptionalEmailCategory } from '@orbisvoice/shared-dto/values';
import type { Origin } from '../../../platform/access/actor.js';
import { tenantIdOf, type TenantId } from '../../../platform/access/tenant-id.js';
import type { Bystander } from '../../audit/index.js';
import { instantText } from '../domain/formats.js';
import { isOptional, type MailChoice } from '../domain/mail-choice.js';
import { maskAddress } from '../domain/mask-address.js';
import { EmailPreferenceRepository, type Choice, type RememberedMail } from '../persistence/email-preference.repository.js';
import { PreferenceService } from './preference.service.js';
import { Recipients } from './recipients.js';
import { ReportConsent } from './report-consent.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

/** What the pages behind a mail's links show. */
export interface UnsubscribeView {
  readonly token: string;
  readonly category: EmailCategory;
  readonly isOptional: boolean;
  readonly isEnabled: boolean;
  /** The one report the link is about; null for a kind of mail as a whole. */
  readonly report: string | null;
  readonly company: string;
  /** What the link came with; null when the mail is no longer kept. */
  readonly mail: { readonly title: string; readonly sentAt: string; readonly to: string } | null;
  /** What is on of all there is a choice about. */
  readonly enabled: ReadonlySet<OptionalEmailCategory>;
}

/** A request for a change, by somebody who holds the link and nothing else. */
export interface LinkRequest {
  readonly token: string;
  readonly source: 'one_click' | 'page';
  readonly origin: Origin;
}

/** What the links of mails do. Looking changes nothing, however often a scanner does it; a token that is none is null, without a reason. */
@Injectable()
export class UnsubscribeService {
  constructor(
    private readonly links: UnsubscribeLinks,
    private readonly preferences: PreferenceService,
    private readonly chosen: EmailPreferenceRepository,
    private readonly recipients: Recipients,
    private readonly reports: ReportConsent,
  ) {}

  async look(token: string): Promise<UnsubscribeView | null> {
    const choice = this.links.open(token);
    if (!choice) return null;
    const tenantId = tenantIdOf(choice.tenantId);
    const [mail, enabled, workspace] = [
      await this.chosen.mail(tenantId, choice.messageId),
      await this.enabled(tenantId, choice),
      await this.recipients.workspace(tenantId),
    ];
    const { category } = choice;
    const report = await this.reports.of(choice);
    return {
      token,
      category,
      isOptional: isOptional(category),
      isEnabled: (!isOptional(category) || enabled.has(category)) && report?.isOn !== false,
      report: report?.name ?? null,
      company: workspace.company,
      mail: mail && { title: titleOf(mail), sentAt: instantText(mail.sentAt, workspace), to: maskAddress(mail.recipient) },
      enabled,
    };
  }

  /** Turns what the mail was about off, or on again. Null for a mail there is no choice about, too. */
  async turn(request: LinkRequest, to: 'off' | 'on'): Promise<UnsubscribeView | null> {
    const choice = this.links.open(request.token);
    if (!choice || !isOptional(choice.category)) return null;
    const { category } = choice;
    // leaving one report leaves the others; coming back needs the kind of mail, too
    const isTurned = await this.reports.turn(choice, to, request.origin);
    // a click that showed no page was about its report alone, and that is gone
    const isOver = choice.topic !== null && request.source === 'one_click';
    if (to === 'off' && (isTurned || isOver)) return this.look(request.token);
    return this.choose(request, [{ category, isEnabled: to === 'on' }]);
  }

  /** Writes all choices of the recipient: on is what `read` names, which is asked only by a link that is one. */
  async save(request: LinkRequest, read: () => readonly string[]): Promise<UnsubscribeView | null> {
    if (!this.links.open(request.token)) return null;
    const enabled = read();
    return this.choose(
      request,
      OPTIONAL_EMAIL_CATEGORIES.map((category) => ({ category, isEnabled: enabled.includes(category) })),
    );
  }

  private async choose({ token, source, origin }: LinkRequest, choices: readonly Choice[]): Promise<UnsubscribeView | null> {
    const choice = this.links.open(token);
    if (!choice) return null;
    const { messageId } = choice;
    const actor: Bystander = { kind: 'anonymous', tenantId: tenantIdOf(choice.tenantId), name: 'Holder of a mail’s link', origin };
    await this.preferences.choose(actor, { recipientHash: hashOf(choice), source, messageId }, choices);
    return this.look(token);
  }

  private async enabled(tenantId: TenantId, choice: MailChoice): Promise<ReadonlySet<OptionalEmailCategory>> {
    const off = (await this.chosen.of(tenantId, hashOf(choice))).filter(({ isEnabled }) => !isEnabled).map(({ category }) => category);
    return new Set(OPTIONAL_EMAIL_CATEGORIES.filter((category) => !off.includes(category)));
  }
}

const hashOf = ({ recipient }: MailChoice): Buffer => Buffer.from(recipient, 'base64url');

/** A mail that was never sent has no subject. */
const titleOf = ({ subject, template }: RememberedMail): string => subject ?? template.replaceAll('-', ' ');
