import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { Config } from '../../../platform/config/config.js';
import type { ReceivedEvent } from '../../../platform/events/domain-event.js';
import { OnEvent } from '../../../platform/events/on-event.js';
import { ExportCompleted } from '../../exports/events/export-completed.event.js';
import { ExportFailed } from '../../exports/events/export-failed.event.js';
import { exportFailureWords } from '../domain/export-failure-words.js';
import { bytesText, countText, instantText } from '../domain/formats.js';
import { EmailOutbox } from './email-outbox.js';
import { Links } from './links.js';
import { Recipients, type Addressee } from './recipients.js';

/**
 * Mails about files that somebody asked for: to whoever did; an API key and a schedule ask for themselves. The file is behind the log-in: a
 * link that works for anybody has no place in a mail. The event makes the mail: the same export may be asked for again when its file is gone,
 * or when nothing came of it.
 */
@Injectable()
export class ExportMails {
  constructor(
    private readonly outbox: EmailOutbox,
    private readonly recipients: Recipients,
    private readonly links: Links,
    private readonly config: Config,
  ) {}

  @OnEvent(ExportCompleted, { handler: 'email.export_completed' })
  async completed(event: ReceivedEvent<ExportCompleted>): Promise<void> {
    const { exportId, fileName, rows, bytes, requestedBy, expiresAt } = event.payload;
    const to = await this.asker(event.tenantId, requestedBy);
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
    await this.outbox.order(event, 'email.export_completed', [{ template: 'export-ready', to, dedupeKey: event.id, data }]);
  }

  /** Once for each asking: the tries in between are nobody's concern, and what somebody cancelled they know of. */
  @OnEvent(ExportFailed, { handler: 'email.export_failed' })
  async failed(event: ReceivedEvent<ExportFailed>): Promise<void> {
    const { exportId, fileName, failure, requestedBy } = event.payload;
    const to = await this.asker(event.tenantId, requestedBy);
    if (!to) return;
    const workspace = await this.recipients.workspace(event.tenantId);
    const data = {
      name: to.name,
      exportName: fileName,
      ...exportFailureWords(failure),
      failedAt: instantText(event.at, workspace),
      exportUrl: this.links.page(`/exports/${exportId}`),
      contact: this.config.support.email,
    };
    await this.outbox.order(event, 'email.export_failed', [{ template: 'export-failed', to, dedupeKey: event.id, data }]);
  }

  private async asker(tenantId: TenantId, requestedBy: string | null): Promise<Addressee | null> {
    return requestedBy === null ? null : this.recipients.user(tenantId, requestedBy);
  }
}
