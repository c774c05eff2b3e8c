import { Injectable } from '@nestjs/common';
import type { AdminEmailTemplate, AdminEmailTemplateDetail, AdminEmailTemplateList, TestEmailResult } from '@orbisvoice/shared-dto';
import type { Actor } from '../../../platform/access/actor.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { AuditLog } from '../../audit/index.js';
import { UserDirectory } from '../../auth/index.js';
import { PreviewTickets, type SampledTemplate, TemplateGallery, type TestedMail, TestMails } from '../../email/index.js';

/** The gallery of templates, and tests of them in staff's own mailbox. */
@Injectable()
export class EmailTemplateDesk {
  constructor(
    private readonly gallery: TemplateGallery,
    private readonly tickets: PreviewTickets,
    private readonly tests: TestMails,
    private readonly users: UserDirectory,
    private readonly audit: AuditLog,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  list(): AdminEmailTemplateList {
    return { items: this.gallery.list().map((template) => this.templateOf(template)) };
  }

  /** @throws DomainError `email.template_not_found` */
  read(name: string): AdminEmailTemplateDetail {
    const template = this.find(name);
    const { html, text } = template;
    return { ...this.templateOf(template), html, text, htmlBytes: Buffer.byteLength(html) };
  }

  /**
   * To the address of whoever asks, and to no other: a test is no way to write to people.
   * @throws DomainError `email.template_not_found`
   */
  async test(actor: Actor, name: string): Promise<TestEmailResult> {
    const template = this.find(name);
    const me = actor.userId === null ? null : await this.users.find(actor.tenantId, actor.userId);
    if (!me) throw new DomainError('access.forbidden');
    const tested = await this.tests.send(template, { tenantId: actor.tenantId, to: me.email });
    await this.unitOfWork.run(actor.tenantId, () =>
      this.audit.record(actor, {
        action: 'admin.email_test_sent',
        targetType: 'email_template',
        targetId: name,
        changes: { outcome: { before: null, after: tested.delivery.kind } },
      }),
    );
    return resultOf(tested, me.email);
  }

  private find(name: string): SampledTemplate {
    const template = this.gallery.find(name);
    if (!template) throw new DomainError('email.template_not_found');
    return template;
  }

  private templateOf({ name, category, subject, preview, version, hasOneTimeLink }: SampledTemplate): AdminEmailTemplate {
    return { name, category, subject, preview, version, hasOneTimeLink, pageUrl: this.tickets.urlOf({ kind: 'template', name }) };
  }
}

const resultOf = ({ subject, delivery }: TestedMail, to: string): TestEmailResult => ({
  to,
  subject,
  outcome: delivery.kind,
  transport: delivery.kind === 'deferred' ? null : delivery.transport,
  detail: delivery.kind === 'accepted' ? null : delivery.reason,
});
