import { Injectable } from '@nestjs/common';
import type { AdminEmailCopy } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { tenantIdOf } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import { copyUntil, EmailCopies, previewPage, PreviewTickets, type Previewed, type Scheme, TemplateGallery } from '../../email/index.js';
import { EmailDesk } from './email-desk.service.js';

/** What was sent, and what a template looks like: as text, and as pages for frames. */
@Injectable()
export class EmailCopyDesk {
  constructor(
    private readonly desk: EmailDesk,
    private readonly copies: EmailCopies,
    private readonly gallery: TemplateGallery,
    private readonly tickets: PreviewTickets,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /**
   * What a customer was sent is on record as read, in their log, before it is shown. The page of the frame is part of the same reading.
   * @throws DomainError `email.message_not_found`, `email.copy_purged`
   */
  async read(actor: Actor, id: string): Promise<AdminEmailCopy> {
    const { tenantId: owner, createdAt } = await this.desk.row(id);
    const tenantId = tenantIdOf(owner);
    const copy = await this.copies.of(tenantId, id);
    if (!copy) throw new DomainError('email.copy_purged');
    await this.unitOfWork.run(tenantId, () =>
      this.audit.record(actor, { action: 'admin.email_copy_read', targetType: 'email', targetId: id, tenantId }),
    );
    const { subject, html, text } = copy;
    return { subject, html, text, until: copyUntil(createdAt).toISOString(), pageUrl: this.tickets.urlOf({ kind: 'copy', tenantId, id }) };
  }

  /** @throws DomainError `email.preview_expired`, `email.copy_purged` */
  async page(ticket: string, scheme: Scheme): Promise<string> {
    const previewed = this.tickets.read(ticket);
    const html = previewed && (await this.html(previewed));
    if (!html) throw new DomainError(previewed ? 'email.copy_purged' : 'email.preview_expired');
    return previewPage(html, scheme);
  }

  private async html(previewed: Previewed): Promise<string | null> {
    if (previewed.kind === 'template') return this.gallery.find(previewed.name)?.html ?? null;
    return (await this.copies.of(previewed.tenantId, previewed.id))?.html ?? null;
  }
}
