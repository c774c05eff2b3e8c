import { Injectable } from '@nestjs/common';
import type { LeasedEmail } from '../persistence/email-message.js';
import { Links } from './links.js';
import { TemplateRenderer, type RenderedEmail } from './template-renderer.js';

/** Makes the content of a mail: its data, plus the link minted at this very moment. */
@Injectable()
export class EmailComposer {
  constructor(
    private readonly links: Links,
    private readonly renderer: TemplateRenderer,
  ) {}

  /** Null when there is nothing to say any more: the invitation was revoked, the account is gone. */
  async compose(message: LeasedEmail): Promise<RenderedEmail | null> {
    const link = await this.links.mint(message);
    if (link.kind === 'gone') return null;
    return this.renderer.render(message.template, link.kind === 'none' ? message.data : { ...message.data, url: link.url });
  }
}
