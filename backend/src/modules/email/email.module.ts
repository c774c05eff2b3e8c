import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.js';
import { AuditModule } from '../audit/index.js';
import { AuthModule } from '../auth/index.js';
import { BillingModule } from '../billing/index.js';
import { ExportsModule } from '../exports/index.js';
import { TenantReportsModule } from '../reports/index.js';
import { TenantsModule } from '../tenants/index.js';
import './email.errors.js';
import { EmailSuppressionController } from './http/email-suppression.controller.js';
import { EmailWebhookController } from './http/email-webhook.controller.js';
import { PreferenceController } from './http/preference.controller.js';
import { UnsubscribeController } from './http/unsubscribe.controller.js';
import { PurgeEmailCopies } from './jobs/purge-email-copies.job.js';
import { SweepEmails } from './jobs/sweep-emails.job.js';
import { AllTenantsDueEmailsRepository } from './persistence/all-tenants-due-emails.repository.js';
import { AllTenantsEmailPreferenceRepository } from './persistence/all-tenants-email-preference.repository.js';
import { AllTenantsSentEmailRepository } from './persistence/all-tenants-sent-email.repository.js';
import { AllTenantsSuppressionRepository } from './persistence/all-tenants-suppression.repository.js';
import { AllTenantsTemplateVersionsRepository } from './persistence/all-tenants-template-versions.repository.js';
import { EmailMessageRepository } from './persistence/email-message.repository.js';
import { EmailPreferenceRepository } from './persistence/email-preference.repository.js';
import { EmailStopRepository } from './persistence/email-stop.repository.js';
import { ProviderEventRepository } from './persistence/provider-event.repository.js';
import { SuppressionRepository } from './persistence/suppression.repository.js';
import { AccountMails } from './services/account-mails.js';
import { AddressKeys } from './services/address-keys.js';
import { AlertMails } from './services/alert-mails.js';
import { Attachments } from './services/attachments.js';
import { BillingContact } from './services/billing-contact.js';
import { BounceService } from './services/bounce.service.js';
import { CardMails } from './services/card-mails.js';
import { EmailBell } from './services/email-bell.js';
import { EmailComposer } from './services/email-composer.js';
import { EmailCopies } from './services/email-copies.js';
import { EmailDelivery } from './services/email-delivery.js';
import { EmailDispatch } from './services/email-dispatch.js';
import { EmailIntegrations } from './services/email-integrations.js';
import { EmailMarks } from './services/email-marks.js';
import { EmailMetrics } from './services/email-metrics.js';
import { EmailOutbox } from './services/email-outbox.js';
import { EmailResend } from './services/email-resend.js';
import { EmailSender } from './services/email-sender.js';
import { EmailStop } from './services/email-stop.js';
import { EmailWebhooks } from './services/email-webhooks.service.js';
import { ExportMails } from './services/export-mails.js';
import { Links } from './services/links.js';
import { MailHeaders } from './services/mail-headers.js';
import { OwnPreferences } from './services/own-preferences.service.js';
import { PaymentMails } from './services/payment-mails.js';
import { PlanChangeMails } from './services/plan-change-mails.js';
import { PreferenceService } from './services/preference.service.js';
import { PreviewTickets } from './services/preview-tickets.js';
import { Reachability } from './services/reachability.service.js';
import { Recipients } from './services/recipients.js';
import { ReportConsent } from './services/report-consent.js';
import { ReportMails } from './services/report-mails.js';
import { SecurityMails } from './services/security-mails.js';
import { SendPolicy } from './services/send-policy.js';
import { StaffRightsMails } from './services/staff-rights-mails.js';
import { StaffMails } from './services/staff-mails.js';
import { SubscriptionMails } from './services/subscription-mails.js';
import { SuppressionDesk } from './services/suppression-desk.service.js';
import { SuppressionUndo } from './services/suppression-undo.js';
import { SuppressionService } from './services/suppression.service.js';
import { Suppressor } from './services/suppressor.js';
import { TemplateGallery } from './services/template-gallery.js';
import { TemplateRenderer } from './services/template-renderer.js';
import { TemplateVersions } from './services/template-versions.js';
import { TestMails } from './services/test-mails.js';
import { UnsubscribeLinks } from './services/unsubscribe-links.js';
import { UnsubscribeService } from './services/unsubscribe.service.js';
import { UsageMails } from './services/usage-mails.js';
import { WebhookMails } from './services/webhook-mails.js';
import { WorkspaceAlertMails } from './services/workspace-alert-mails.js';
import { WorkspaceMails } from './services/workspace-mails.js';
import { EmailTransport } from './transport/email-transport.js';
import { ResendTransport } from './transport/resend.transport.js';
import { RoutedTransport } from './transport/routed.transport.js';
import { SendGridTransport } from './transport/sendgrid.transport.js';
import { SmtpTransport } from './transport/smtp.transport.js';
import { TransportFigures } from './transport/transport-figures.js';

const REPOSITORIES = [
  AllTenantsDueEmailsRepository,
  AllTenantsEmailPreferenceRepository,
  AllTenantsSentEmailRepository,
  AllTenantsSuppressionRepository,
  AllTenantsTemplateVersionsRepository,
  EmailMessageRepository,
  EmailPreferenceRepository,
  EmailStopRepository,
  ProviderEventRepository,
  SuppressionRepository,
];
const SERVICES = [
  AccountMails,
  AddressKeys,
  AlertMails,
  Attachments,
  BillingContact,
  BounceService,
  CardMails,
  EmailBell,
  EmailComposer,
  EmailCopies,
  EmailDelivery,
  EmailDispatch,
  EmailIntegrations,
  EmailMarks,
  EmailMetrics,
  EmailOutbox,
  EmailResend,
  EmailSender,
  EmailStop,
  EmailWebhooks,
  ExportMails,
  Links,
  MailHeaders,
  OwnPreferences,
  PaymentMails,
  PlanChangeMails,
  PreferenceService,
  PreviewTickets,
  PurgeEmailCopies,
  Reachability,
  Recipients,
  ReportConsent,
  ReportMails,
  SecurityMails,
  SendPolicy,
  StaffMails,
  StaffRightsMails,
  SubscriptionMails,
  SuppressionDesk,
  SuppressionService,
  SuppressionUndo,
  Suppressor,
  SweepEmails,
  TemplateGallery,
  TemplateRenderer,
  TemplateVersions,
  TestMails,
  UnsubscribeLinks,
  UnsubscribeService,
  UsageMails,
  WebhookMails,
  WorkspaceAlertMails,
  WorkspaceMails,
];
const TRANSPORTS = [
  TransportFigures,
  SmtpTransport,
  SendGridTransport,
  ResendTransport,
  { provide: EmailTransport, useClass: RoutedTransport },
];

/** Listens to what happens and writes to people about it, as far as they want it. No module calls it. */
@Module({
  imports: [AgentsModule, AuditModule, AuthModule, BillingModule, ExportsModule, TenantReportsModule, TenantsModule],
  controllers: [EmailSuppressionController, EmailWebhookController, PreferenceController, UnsubscribeController],
  providers: [...REPOSITORIES, ...SERVICES, ...TRANSPORTS],
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
