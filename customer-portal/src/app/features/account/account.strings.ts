import { EMAIL_CATEGORY_WORDS, LIMITS, type EmailCategory, type EmailPreferenceSource } from '@orbisvoice/shared-dto/values';

const nameOf = (category: EmailCategory): string => {
  const { name } = EMAIL_CATEGORY_WORDS[category];
  return name.charAt(0).toUpperCase() + name.slice(1);
};

const SOURCES: Readonly<Record<EmailPreferenceSource, string>> = {
  portal: 'here',
  one_click: 'by the unsubscribe button of a mail program',
  page: 'on the page behind the link of a mail',
  complaint: 'because a mail was reported as spam',
};

/** What the account page says. */
export const S = {
  heading: 'Account',
  profile: {
    heading: 'Profile',
    name: 'Name',
    email: 'E-mail address',
    role: 'Role',
    workspace: 'Workspace',
    timeZone: 'Time zone',
    save: 'Save name',
    saved: 'Saved.',
  },
  password: {
    heading: 'Password',
    current: 'Current password',
    next: 'New password',
    hint: `At least ${LIMITS.passwordMin} characters. A short sentence works well.`,
    save: 'Change password',
    saved: 'Your password is changed.',
  },
  emails: {
    heading: 'E-mail preferences',
    to: { self: (address: string) => `To ${address}`, billing: (address: string) => `To the billing address ${address}` },
    name: nameOf,
    hint: (category: EmailCategory) => {
      const { explanation, example } = EMAIL_CATEGORY_WORDS[category];
      return `${explanation} For example: “${example}”.`;
    },
    because: (category: EmailCategory) => EMAIL_CATEGORY_WORDS[category].alwaysBecause ?? '',
    alwaysOn: 'Always on',
    turnedOff: (source: EmailPreferenceSource) => `Turned off ${SOURCES[source]}`,
    on: (category: EmailCategory) => `${nameOf(category)}: such mails come again.`,
    off: (category: EmailCategory) => `${nameOf(category)}: no such mail comes any more.`,
    failed: (sentence: string) => `Not saved. ${sentence}`,
    again: (category: EmailCategory) => `Try again: ${nameOf(category)}`,
    againShort: 'Try again',
  },
  sessions: {
    heading: 'Where you are logged in',
    columns: { device: 'Device', ip: 'Address', seen: 'Last seen', since: 'Since', actions: 'Actions' },
    current: 'This device',
    unknown: 'Unknown device',
    end: (device: string) => `Log out ${device}`,
    endShort: 'Log out',
    ended: 'That session is ended.',
  },
} as const;
