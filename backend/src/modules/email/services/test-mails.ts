import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import { newId } from '../../../platform/database/ids.js';
import type { Delivery } from '../domain/delivery.js';
import { headerText, messageIdOf } from '../domain/header-text.js';
import { EmailTransport } from '../transport/email-transport.js';
import type { SampledTemplate } from './template-gallery.js';

/** What the mail server said to a test. */
export interface TestedMail {
  readonly subject: string;
  readonly delivery: Delivery;
}

/** Sends a template's sample the way every mail goes, so that staff sees it in a real mailbox. It is no fact and leaves no row. */
@Injectable()
export class TestMails {
  constructor(
    private readonly transport: EmailTransport,
    private readonly config: Config,
  ) {}

  async send(template: SampledTemplate, { tenantId, to }: { tenantId: TenantId; to: string }): Promise<TestedMail> {
    const { from } = this.config.email;
    const id = newId();
    const { html, text } = template;
    const subject = headerText(`[Test] ${template.subject}`);
    const headers = { 'Auto-Submitted': 'auto-generated', 'X-Orbis-Template': template.name };
    const messageId = messageIdOf(id, from);
    const delivery = await this.transport.send({ id, tenantId, from, to, subject, html, text, messageId, headers, heldBy: null });
    return { subject, delivery };
  }
}
