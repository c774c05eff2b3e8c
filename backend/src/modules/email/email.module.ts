import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.js';
import { AuthModule } from '../auth/index.js';
import { BillingModule } from '../billing/index.js';
import { TenantsModule } from '../tenants/index.js';
import './email.errors.js';
import { PurgeEmailCopies } from './jobs/purge-email-copies.job.js';
import { SweepEmails } from './jobs/sweep-emails.job.js';
import { AllTenantsDueEmailsRepository } from './persistence/all-tenants-due-emails.repository.js';
import { AllTenantsTemplateVersionsRepository } from './persistence/all-tenants-template-versions.repository.js';
import { EmailMessageRepository } from './persistence/email-message.repository.js';
import { AccountMails } from './services/account-mails.js';
import { EmailBell } from './services/email-bell.js';
import { BillingContact } from './services/billing-contact.js';
import { CardMails } from './services/card-mails.js';
import { EmailComposer } from './services/email-composer.js';
import { EmailCopies } from './services/email-copies.js';
import { EmailDelivery } from './services/email-delivery.js';
import { EmailMarks } from './services/email-marks.js';
import { EmailMetrics } from './services/email-metrics.js';
import { EmailOutbox } from './services/email-outbox.js';
import { EmailResend } from './services/email-resend.js';
import { EmailSender } from './services/email-sender.js';
import { Links } from './services/links.js';
import { MailHeaders } from './services/mail-headers.js';
import { PaymentMails } from './services/payment-mails.js';
import { PlanChangeMails } from './services/plan-change-mails.js';
import { Recipients } from './services/recipients.js';
import { SecurityMails } from './services/security-mails.js';
import { SendPolicy } from './services/send-policy.js';
import { SubscriptionMails } from './services/subscription-mails.js';
import { TemplateRenderer } from './services/template-renderer.js';
import { TemplateVersions } from './services/template-versions.js';
import { UnsubscribeLinks } from './services/unsubscribe-links.js';
import { UsageMails } from './services/usage-mails.js';
import { WorkspaceMails } from './services/workspace-mails.js';
import { EmailTransport } from './transport/email-transport.js';
import { SmtpTransport } from './transport/smtp.transport.js';

/** Listens to what happens and writes to people about it. Nobody calls it. */
@Module({
  imports: [AgentsModule, AuthModule, BillingModule, TenantsModule],
  providers: [
    AllTenantsDueEmailsRepository,
    AllTenantsTemplateVersionsRepository,
    EmailMessageRepository,
    AccountMails,
    BillingContact,
    CardMails,
    PaymentMails,
    PlanChangeMails,
    SecurityMails,
    SubscriptionMails,
    UsageMails,
    WorkspaceMails,
    EmailBell,
    EmailOutbox,
    Recipients,
    Links,
    UnsubscribeLinks,
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
    { provide: EmailTransport, useClass: SmtpTransport },
  ],
})
export class EmailModule {}
