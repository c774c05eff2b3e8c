import { Injectable } from '@nestjs/common';
import type { LeasedEmail } from '../persistence/email-message.js';
import type { MailAttachment } from '../transport/email-transport.js';
import { Attachments } from './attachments.js';
import { Links } from './links.js';
import { MailHeaders } from './mail-headers.js';
import { TemplateRenderer, type RenderedEmail } from './template-renderer.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

/** A filled template with the headers that go with it. */
export interface ComposedEmail extends RenderedEmail {
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly MailAttachment[];
}

/** What came of composing: a mail, or why there is nothing to say any more. */
export type Composition = { readonly kind: 'mail'; readonly mail: ComposedEmail } | { readonly kind: 'gone'; readonly reason: string };

/** Makes the content of a mail: its data, plus the links that only the mail itself holds. */
@Injectable()
export class EmailComposer {
  constructor(
    private readonly links: Links,
    private readonly unsubscribe: UnsubscribeLinks,
    private readonly renderer: TemplateRenderer,
    private readonly headers: MailHeaders,
    private readonly attachments: Attachments,
  ) {}

  /** `gone`: the invitation was revoked, the account closed, or the file deleted. */
  async compose(message: LeasedEmail): Promise<Composition> {
    const link = await this.links.mint(message);
    if (link.kind === 'gone') return { kind: 'gone', reason: 'what the link was for is over' };
    const attachments = await this.attachments.of(message);
    if (!attachments) return { kind: 'gone', reason: 'the file that it was to bring is gone' };
    const choices = this.unsubscribe.of(message);
    const data = { ...message.data, ...choices, ...(link.kind === 'link' && { url: link.url }) };
    const rendered = this.renderer.render(message.template, data);
    return { kind: 'mail', mail: { ...rendered, headers: this.headers.of(message, choices), attachments } };
  }
}
