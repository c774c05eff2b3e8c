import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { EmailMessageRepository } from '../persistence/email-message.repository.js';
import { Links } from './links.js';
import { TemplateRenderer, type RenderedEmail } from './template-renderer.js';
import { TemplateVersions } from './template-versions.js';

const WITHHELD = '/[link withheld]';

/**
 * A mail as it left: its data filled into the sources it was sent with. Nothing of it is stored twice, and the links that let people in are
 * not there to be shown: they were minted for the mail and never kept.
 */
@Injectable()
export class EmailCopies {
  constructor(
    private readonly messages: EmailMessageRepository,
    private readonly versions: TemplateVersions,
    private readonly renderer: TemplateRenderer,
    private readonly links: Links,
  ) {}

  /** Null when there is none: never filled, or past its 30 days. @throws DomainError `email.message_not_found` */
  async of(tenantId: TenantId, id: string): Promise<RenderedEmail | null> {
    const message = await this.messages.find(tenantId, id);
    if (!message) throw new DomainError('email.message_not_found');
    const { data, templateVersion } = message;
    const sources = data && templateVersion !== null ? await this.versions.sources(templateVersion) : null;
    return sources && this.renderer.renderSources(sources, { ...this.withheld(), ...data });
  }

  /** Whatever link the composer adds to the data. */
  private withheld(): Readonly<Record<string, string>> {
    const link = this.links.page(WITHHELD);
    return { url: link, preferencesUrl: link, unsubscribeUrl: link };
  }
}
