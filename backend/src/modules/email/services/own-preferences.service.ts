import { Injectable } from '@nestjs/common';
import type { EmailPreferences, EmailRecipientPreferences, UpdateEmailPreferences } from '@orbisvoice/shared-dto';
import { EMAIL_CATEGORIES, type EmailCategory } from '@orbisvoice/shared-dto/values';
import type { Actor } from '../../../platform/access/actor.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { UserDirectory } from '../../auth/index.js';
import { TenantService } from '../../tenants/index.js';
import { isOptional, normalAddress } from '../domain/mail-choice.js';
import { EmailPreferenceRepository } from '../persistence/email-preference.repository.js';
import { PreferenceService } from './preference.service.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

/** Who may decide about mails to others, decides about those to the billing address, which may be nobody's account. */
const OTHERS = 'emails.manage';

/** What goes to an address because it is the workspace's, and not because of whose it is. */
const OF_BILLING: readonly EmailCategory[] = ['usage_80', 'usage_100', 'billing'];

/** The choices of a signed-in person: about the own address, and about the workspace's billing address where that is another. */
@Injectable()
export class OwnPreferences {
  constructor(
    private readonly users: UserDirectory,
    private readonly tenants: TenantService,
    private readonly chosen: EmailPreferenceRepository,
    private readonly preferences: PreferenceService,
    private readonly links: UnsubscribeLinks,
  ) {}

  async list(actor: Actor): Promise<EmailPreferences> {
    const { self, billing } = await this.addresses(actor);
    const recipients = [await this.of(actor, 'self', self)];
    if (billing !== null && billing !== self) recipients.push(await this.of(actor, 'billing', billing));
    return { recipients };
  }

  /** @throws DomainError `access.forbidden` for the billing address when somebody else decides about it */
  async update(actor: Actor, { recipient, choices }: UpdateEmailPreferences): Promise<EmailPreferences> {
    const address = (await this.addresses(actor))[recipient];
    if (address === null) throw new DomainError('access.forbidden', { permission: OTHERS });
    const recipientHash = this.links.recipientHash(address);
    await this.preferences.choose(actor, { recipientHash, source: 'portal', messageId: null }, choices);
    return this.list(actor);
  }

  private async addresses(actor: Actor): Promise<{ readonly self: string; readonly billing: string | null }> {
    const { email } = await this.users.ofActor(actor);
    const { billingEmail } = await this.tenants.get(actor.tenantId);
    return { self: normalAddress(email), billing: actor.permissions.has(OTHERS) ? normalAddress(billingEmail) : null };
  }

  private async of(
    { tenantId }: Actor,
    recipient: EmailRecipientPreferences['recipient'],
    address: string,
  ): Promise<EmailRecipientPreferences> {
    const chosen = new Map((await this.chosen.of(tenantId, this.links.recipientHash(address))).map((one) => [one.category, one]));
    const shown = recipient === 'billing' ? OF_BILLING : EMAIL_CATEGORIES;
    const categories = shown.map((category) => {
      const choice = isOptional(category) ? chosen.get(category) : undefined;
      return {
        category,
        isOptional: isOptional(category),
        isEnabled: choice?.isEnabled ?? true,
        changedAt: choice?.changedAt.toISOString() ?? null,
        source: choice?.source ?? null,
      };
    });
    return { recipient, address, categories };
  }
}
