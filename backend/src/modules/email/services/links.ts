import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { InvitationLinks, OneTimeLinks } from '../../auth/index.js';
import { TEMPLATES } from '../generated/templates.js';
import type { LeasedEmail } from '../persistence/email-message.js';

const PAGES = { verify_email: '/verify-email', reset_password: '/reset-password', invitation: '/accept-invitation' } as const;

/** `gone`: what the link was for is over (an accepted invitation, a deleted account), so that no mail is needed. */
export type MintedLink = { readonly kind: 'none' } | { readonly kind: 'gone' } | { readonly kind: 'link'; readonly url: string };

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

  /** A page of the console, wherever that is. */
  consolePage(path: string): string {
    return `${this.config.http.consoleUrl}${path}`;
  }

  /** Mints the one-time link of a message. The link of an earlier try becomes worthless, so the newest mail always works. */
  async mint({ template, tenantId, userId, data }: LeasedEmail): Promise<MintedLink> {
    const { link } = TEMPLATES[template];
    if (link === null) return { kind: 'none' };
    const token = await this.token(link, { tenantId, userId, invitationId: data['invitationId'] });
    if (token === null) return { kind: 'gone' };
    return { kind: 'link', url: this.page(`${PAGES[link]}?token=${encodeURIComponent(token)}`) };
  }

  private async token(
    link: keyof typeof PAGES,
    of: Pick<LeasedEmail, 'tenantId' | 'userId'> & { invitationId: unknown },
  ): Promise<string | null> {
    if (link === 'invitation') return typeof of.invitationId === 'string' ? this.invitations.mint(of.tenantId, of.invitationId) : null;
    return of.userId === null ? null : this.oneTime.mint(of.tenantId, of.userId, link);
  }
}
