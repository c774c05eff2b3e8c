import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.js';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { TenantsModule } from '../tenants/index.js';
import './email.errors.js';
import { PurgeEmailCopies } from './jobs/purge-email-copies.job.js';
import { SweepEmails } from './jobs/sweep-emails.job.js';
import { AllTenantsDueEmailsRepository } from './persistence/all-tenants-due-emails.repository.js';
import { AllTenantsSuppressionRepository } from './persistence/all-tenants-suppression.repository.js';
import { AllTenantsTemplateVersionsRepository } from './persistence/all-tenants-template-versions.repository.js';
import { EmailMessageRepository } from './persistence/email-message.repository.js';
import { EmailStopRepository } from './persistence/email-stop.repository.js';
import { SuppressionRepository } from './persistence/suppression.repository.js';
import { AccountMails } from './services/account-mails.js';
import { AddressKeys } from './services/address-keys.js';
import { BillingMails } from './services/billing-mails.js';
import { EmailBell } from './services/email-bell.js';
import { EmailComposer } from './services/email-composer.js';
import { EmailCopies } from './services/email-copies.js';
import { EmailDelivery } from './services/email-delivery.js';
import { EmailMarks } from './services/email-marks.js';
import { EmailMetrics } from './services/email-metrics.js';
import { EmailOutbox } from './services/email-outbox.js';
import { EmailResend } from './services/email-resend.js';
import { EmailSender } from './services/email-sender.js';
import { EmailStop } from './services/email-stop.js';
import { Links } from './services/links.js';
import { MailHeaders } from './services/mail-headers.js';
import { PreviewTickets } from './services/preview-tickets.js';
import { Recipients } from './services/recipients.js';
import { SendPolicy } from './services/send-policy.js';
import { SuppressionDesk } from './services/suppression-desk.service.js';
import { SuppressionUndo } from './services/suppression-undo.js';
import { SuppressionService } from './services/suppression.service.js';
import { TemplateGallery } from './services/template-gallery.js';
import { TemplateRenderer } from './services/template-renderer.js';
import { TemplateVersions } from './services/template-versions.js';
import { TestMails } from './services/test-mails.js';
import { WorkspaceMails } from './services/workspace-mails.js';
import { EmailTransport } from './transport/email-transport.js';
import { SmtpTransport } from './transport/smtp.transport.js';

/** Listens to what happens and writes to people about it. Nobody calls it but staff's desk, which looks at what was sent. */
@Module({
  imports: [AgentsModule, AuditModule, AuthModule, TenantsModule],
  providers: [
    AllTenantsDueEmailsRepository,
    AllTenantsTemplateVersionsRepository,
    EmailMessageRepository,
    AllTenantsSuppressionRepository,
    SuppressionRepository,
    AddressKeys,
    SuppressionDesk,
    SuppressionService,
    SuppressionUndo,
    AccountMails,
    BillingMails,
    WorkspaceMails,
    EmailBell,
    EmailOutbox,
    Recipients,
    Links,
    TemplateRenderer,
    EmailComposer,
    MailHeaders,
    SendPolicy,
    TemplateVersions,
    EmailDelivery,
    EmailMarks,
    EmailSender,
    EmailCopies,
    EmailResend,
    EmailMetrics,
    SweepEmails,
    PurgeEmailCopies,
    EmailStopRepository,
    EmailStop,
    PreviewTickets,
    TemplateGallery,
    TestMails,
    { provide: EmailTransport, useClass: SmtpTransport },
  ],
  exports: [
    EmailCopies,
    EmailResend,
    EmailStop,
    PreviewTickets,
    SuppressionDesk,
    SuppressionService,
    SuppressionUndo,
    TemplateGallery,
    TestMails,
  ],
})
export class EmailModule {}
