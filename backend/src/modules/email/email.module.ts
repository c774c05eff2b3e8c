import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.js';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { TenantsModule } from '../tenants/index.js';
import './email.errors.js';
import { SweepEmails } from './jobs/sweep-emails.job.js';
import { PreferenceController } from './http/preference.controller.js';
import { UnsubscribeController } from './http/unsubscribe.controller.js';
import { AllTenantsDueEmailsRepository } from './persistence/all-tenants-due-emails.repository.js';
import { AllTenantsEmailPreferenceRepository } from './persistence/all-tenants-email-preference.repository.js';
import { EmailMessageRepository } from './persistence/email-message.repository.js';
import { EmailPreferenceRepository } from './persistence/email-preference.repository.js';
import { AccountMails } from './services/account-mails.js';
import { BillingMails } from './services/billing-mails.js';
import { EmailComposer } from './services/email-composer.js';
import { EmailOutbox } from './services/email-outbox.js';
import { EmailSender } from './services/email-sender.js';
import { Links } from './services/links.js';
import { MailHeaders } from './services/mail-headers.js';
import { OwnPreferences } from './services/own-preferences.service.js';
import { PreferenceService } from './services/preference.service.js';
import { Recipients } from './services/recipients.js';
import { SendPolicy } from './services/send-policy.js';
import { TemplateRenderer } from './services/template-renderer.js';
import { UnsubscribeLinks } from './services/unsubscribe-links.js';
import { UnsubscribeService } from './services/unsubscribe.service.js';
import { WorkspaceMails } from './services/workspace-mails.js';
import { EmailTransport } from './transport/email-transport.js';
import { SmtpTransport } from './transport/smtp.transport.js';

/** Listens to what happens and writes to people about it, as far as they want it. No module calls it. */
@Module({
  imports: [AgentsModule, AuditModule, AuthModule, TenantsModule],
  controllers: [PreferenceController, UnsubscribeController],
  providers: [
    AllTenantsDueEmailsRepository,
    AllTenantsEmailPreferenceRepository,
    EmailMessageRepository,
    EmailPreferenceRepository,
    AccountMails,
    BillingMails,
    WorkspaceMails,
    EmailOutbox,
    Recipients,
    Links,
    UnsubscribeLinks,
    PreferenceService,
    OwnPreferences,
    UnsubscribeService,
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
