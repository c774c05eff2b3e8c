import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { InvitationLinks, OneTimeLinks } from '../../auth/index.js';
import { TEMPLATES } from '../generated/templates.js';
import type { LeasedEmail } from '../persistence/email-message.js';

const PAGES = { verify_email: '/verify-email', reset_password: '/reset-password', invitation: '/accept-invitation' } as const;

/** The addresses mails point to. Secrets exist from here to the mailbox only: no row, no job and no log line holds one. */
@Injectable()
export class Links {
  constructor(
    private readonly oneTime: OneTimeLinks,
    private readonly invitations: InvitationLinks,
    private readonly config: Config,
  ) {}

  /** A page of the portal. */
  page(path: string): string {
    return `${this.config.http.publicUrl}${path}`;
  }

  /**
   * Mints the one-time link of a message. Minting makes the link of an earlier try worthless, so the newest mail always works.
   * @returns null when the template has none; `gone` when what the link was for is over, so that no mail is needed
   */
  async mint({ template, tenantId, userId, data }: LeasedEmail): Promise<string | null | 'gone'> {
    const { link } = TEMPLATES[template];
    if (link === null) return null;
    const token = await this.token(link, { tenantId, userId, invitationId: data['invitationId'] });
    return token === null ? 'gone' : this.page(`${PAGES[link]}?token=${encodeURIComponent(token)}`);
  }

  private async token(
    link: keyof typeof PAGES,
    of: Pick<LeasedEmail, 'tenantId' | 'userId'> & { invitationId: unknown },
  ): Promise<string | null> {
    if (link === 'invitation') return typeof of.invitationId === 'string' ? this.invitations.mint(of.tenantId, of.invitationId) : null;
    return of.userId === null ? null : this.oneTime.mint(of.tenantId, of.userId, link);
  }
}
