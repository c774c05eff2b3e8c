import type {
  EmailCategory,
  EmailOutcomeKind,
  EmailStatus,
  SuppressionReason,
  SuppressionScope,
  SuppressionSource,
  EmailTransportName,
} from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** Words that the e-mail pages share. */
export const EMAILS = {
  nav: {
    label: 'E-mail',
    log: 'Log',
    mail: 'Mail',
    templates: 'Templates',
    template: 'Template',
    suppressions: 'Suppressions',
  },
  none: 'None',
} as const;

export const EMAIL_STATUS_NAMES: Readonly<Record<EmailStatus, string>> = {
  queued: 'Waiting',
  sending: 'On its way',
  sent: 'Sent',
  suppressed: 'Not sent',
  failed: 'Failed',
};

/** How grave a state is. The word always stands beside the colour. */
export const EMAIL_STATUS_TONES: Readonly<Record<EmailStatus, Tone>> = {
  queued: 'info',
  sending: 'info',
  sent: 'success',
  suppressed: 'neutral',
  failed: 'danger',
};

export const OUTCOME_NAMES: Readonly<Record<EmailOutcomeKind, string>> = {
  delivered: 'Delivered',
  bounced: 'Bounced',
  soft_bounced: 'Bounced for now',
  complained: 'Complained about',
  unsubscribed: 'Unsubscribed',
};

export const OUTCOME_TONES: Readonly<Record<EmailOutcomeKind, Tone>> = {
  delivered: 'success',
  bounced: 'danger',
  soft_bounced: 'warning',
  complained: 'danger',
  unsubscribed: 'neutral',
};

export const CATEGORY_NAMES: Readonly<Record<EmailCategory, string>> = {
  account: 'Account',
  security: 'Security',
  billing: 'Billing',
  usage_80: 'Usage warning',
  usage_100: 'Limit reached',
  lifecycle: 'Product',
  reports: 'Reports',
  referral: 'Referrals',
};

export const TRANSPORT_NAMES: Readonly<Record<EmailTransportName, string>> = { smtp: 'SMTP', sendgrid: 'SendGrid', resend: 'Resend' };

export const SCOPE_NAMES: Readonly<Record<SuppressionScope, string>> = {
  all: 'Every mail',
  optional: 'Optional mails',
};

export const REASON_NAMES: Readonly<Record<SuppressionReason, string>> = {
  hard_bounce: 'Mailbox is gone',
  soft_bounces: 'Bounced repeatedly',
  complaint: 'Complained',
  manual: 'By staff',
};

export const SOURCE_NAMES: Readonly<Record<SuppressionSource, string>> = { ...TRANSPORT_NAMES, staff: 'Staff' };

/** `password-reset` → `Password reset` */
export const templateTitle = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
