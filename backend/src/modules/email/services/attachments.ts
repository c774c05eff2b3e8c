import { Injectable } from '@nestjs/common';
import { ExportFiles } from '../../exports/index.js';
import type { LeasedEmail } from '../persistence/email-message.js';
import type { MailAttachment } from '../transport/email-transport.js';

/** Files that go with a mail. They are read as it leaves: no row and no job holds one. */
@Injectable()
export class Attachments {
  constructor(private readonly files: ExportFiles) {}

  /** None for most mails; null when the file a mail speaks of is gone. */
  async of({ tenantId, data }: Pick<LeasedEmail, 'tenantId' | 'data'>): Promise<readonly MailAttachment[] | null> {
    const { exportId } = data;
    if (typeof exportId !== 'string') return [];
    const file = await this.files.read(tenantId, exportId);
    return file && [file];
  }
}
