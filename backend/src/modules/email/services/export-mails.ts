import { Injectable } from '@nestjs/common';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { ExportCompleted } from '../../exports/events/export-completed.event.js';
import { bytesText, countText, instantText } from '../domain/formats.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients } from './recipients.js';

/** Mails about files that somebody asked for. */
@Injectable()
export class ExportMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
  ) {}

  /** To whoever asked; an API key asks for itself. The file is behind the log-in: a link that works for anybody has no place in a mail. */
  @OnEvent(ExportCompleted, { handler: 'email.export_completed' })
  async completed(event: ReceivedEvent<ExportCompleted>): Promise<void> {
    const { exportId, fileName, rows, bytes, requestedBy, expiresAt } = event.payload;
    const to = requestedBy === null ? null : await this.recipients.user(event.tenantId, requestedBy);
    if (!to) return;
    const workspace = await this.recipients.workspace(event.tenantId);
    const data = {
      name: to.name,
      exportName: fileName,
      rows: countText(rows, workspace),
      size: bytesText(bytes, workspace),
      expiresAt: instantText(new Date(expiresAt), workspace),
      exportUrl: this.links.page(`/exports/${exportId}`),
    };
    // the event makes the mail: the same export may be asked for again when its file is gone
    await this.outbox.order(event, 'email.export_completed', [{ template: 'export-ready', to, dedupeKey: event.id, data }]);
  }
}
