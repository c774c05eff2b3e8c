import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.js';
import { AuthModule } from '../auth/index.js';
import { TenantsModule } from '../tenants/index.js';
import './email.errors.js';
import { SweepEmails } from './jobs/sweep-emails.job.js';
import { AllTenantsDueEmailsRepository } from './persistence/all-tenants-due-emails.repository.js';
import { EmailMessageRepository } from './persistence/email-message.repository.js';
import { AccountMails } from './services/account-mails.js';
import { BillingMails } from './services/billing-mails.js';
import { EmailComposer } from './services/email-composer.js';
import { EmailOutbox } from './services/email-outbox.js';
import { EmailSender } from './services/email-sender.js';
import { Links } from './services/links.js';
import { MailHeaders } from './services/mail-headers.js';
import { Recipients } from './services/recipients.js';
import { SendPolicy } from './services/send-policy.js';
import { StaffMails } from './services/staff-mails.js';
import { TemplateRenderer } from './services/template-renderer.js';
import { WorkspaceMails } from './services/workspace-mails.js';
import { EmailTransport } from './transport/email-transport.js';
import { SmtpTransport } from './transport/smtp.transport.js';

/** Listens to what happens and writes to people about it. Nobody calls it. */
@Module({
  imports: [AgentsModule, AuthModule, TenantsModule],
  providers: [
    AllTenantsDueEmailsRepository,
    EmailMessageRepository,
    AccountMails,
    BillingMails,
    StaffMails,
    WorkspaceMails,
    EmailOutbox,
    Recipients,
    Links,
    TemplateRenderer,
    EmailComposer,
    MailHeaders,
    SendPolicy,
    EmailSender,
    SweepEmails,
    { provide: EmailTransport, useClass: SmtpTransport },
  ],
})
export class EmailModule {}
