import type { AdminEmailDetail, EmailTimelineEntry } from '@orbisvoice/shared-dto';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import { EMAILS, OUTCOME_NAMES, OUTCOME_TONES } from './emails.strings';

/** Words of one mail's page. */
export const MAIL = {
  back: EMAILS.nav.log,
  loading: EMAILS.nav.mail,
  notFound: 'No such mail',
  notFoundText: 'It was erased, or the link is mistyped.',
  all: 'All mails',
  facts: 'Facts',
  timeline: 'What became of it',
  copy: 'What was sent',
  id: 'Id',
  to: 'To',
  allTo: 'All mails of this tenant',
  tenant: 'Tenant',
  template: 'Template',
  version: 'Template version',
  category: 'Category',
  attempts: 'Tries',
  next: 'Next try',
  transport: 'Transport',
  provider: 'Id at the provider',
  key: 'Key of the fact',
  ordered: 'Ordered',
  sentAt: 'Sent',
  notSent: 'Not yet',
  neverSent: 'Not sent',
  resendOf: 'Sent again from',
  resends: 'Sent again as',
  none: 'None',
  failedWith: 'The latest try failed:',
  notSentFor: 'It was not sent:',
  resend: 'Send again…',
  stop: 'Stop…',
  resent: 'A new mail is on its way.',
  open: 'Open it',
  stopped: 'The mail was stopped.',
  again: 'sent again as a new mail',
  by: (provider: string) => `by ${provider}`,
} as const;

/** Why it cannot be sent again. */
export const RESEND_REFUSALS: Readonly<Record<NonNullable<AdminEmailDetail['resendRefusal']>, string>> = {
  under_way: 'It is still on its way. Once it is sent or has failed it can be sent again.',
  suppressed: 'The address is on the suppression list: nothing would be sent. Lift the suppression first.',
  purged: 'What it said is not kept any more, so it cannot be sent again.',
};

export const RESEND = {
  heading: 'Send this mail again',
  text: 'A new mail with the same content goes to the same address. It is a mail of its own, with a key of its own.',
  link: 'Its link works once: a new one is made, and the one sent before ends.',
  reason: 'Reason',
  hint: 'It stands in the audit log.',
  confirm: 'Send again',
} as const;

export const STOP = {
  heading: 'Stop this mail',
  text: 'It has not left yet. Stopped, it stays in the log as not sent, and nobody hears of what it was about.',
  reason: 'Reason',
  hint: 'It stands in the audit log and on the mail.',
  confirm: 'Stop the mail',
} as const;

export const TIMELINE_NAMES: Readonly<Record<EmailTimelineEntry['kind'], string>> = {
  ordered: 'Ordered',
  sent: 'Sent',
  deferred: 'Put off',
  failed: 'Failed',
  suppressed: 'Not sent',
  resent: 'Sent again',
  ...OUTCOME_NAMES,
};

export const TIMELINE_TONES: Readonly<Record<EmailTimelineEntry['kind'], Tone>> = {
  ordered: 'neutral',
  sent: 'success',
  deferred: 'warning',
  failed: 'danger',
  suppressed: 'neutral',
  resent: 'info',
  ...OUTCOME_TONES,
};

/** Words of the viewer, for a mail that was sent and for a template alike. */
export const VIEWER = {
  label: 'The mail',
  parts: 'Part of the mail',
  html: 'HTML',
  text: 'Plain text',
  scheme: 'Reader’s system',
  light: 'Light',
  dark: 'Dark',
  width: 'Reader’s screen',
  desktop: 'Desktop',
  phone: 'Phone',
  frame: (subject: string) => `The mail “${subject}”`,
  source: 'Plain text of the mail',
  masked: 'Links that let people in are left out. Links of this view do not open.',
  again: 'Load again',
  until: 'Kept until',
  gone: 'There is no copy any more',
  goneText: (day: string) => `What it said was kept until ${day}.`,
  never: 'It was never written',
  neverText: 'A mail is filled at the moment it leaves, and this one did not.',
  notYet: 'It is not written yet',
  notYetText: 'A mail is filled at the moment it leaves.',
} as const;
