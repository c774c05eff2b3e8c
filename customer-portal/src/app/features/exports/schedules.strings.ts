import type { ReportFrequency, ReportRunStatus } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** What the page of scheduled reports says. */
export const S = {
  heading: 'Scheduled reports',
  text: 'The figures of a day, week, month or quarter as a PDF by mail, with those that moved most.',
  newSchedule: 'New schedule',
  count: (count: number, most: number) => `${count} of ${most} schedules`,
  full: (most: number) => `A workspace keeps up to ${most} schedules. Delete one to make room for another.`,
  columns: { name: 'Report', recipients: 'Recipients', next: 'Next report', last: 'Last report', active: 'On', actions: 'Actions' },
  empty: {
    heading: 'No scheduled reports yet',
    text: 'Have the figures of last month in your mailbox on the first of the next one, and in those of your colleagues.',
  },
  unsubscribed: 'unsubscribed',
  unsubscribedHint: 'They left by the link in a mail. Only they can come back, by the same link.',
  nobodyLeft: 'Everybody has unsubscribed: nothing is sent.',
  paused: 'Paused',
  never: 'None yet',
  open: (name: string) => `Open the last report of ${name}`,
  openShort: 'Open',
  activeLabel: (name: string) => `Send ${name}`,
  actions: {
    edit: (name: string) => `Change ${name}`,
    send: (name: string) => `Send me one now: ${name}`,
    sendShort: 'Send me one now',
    remove: (name: string) => `Delete ${name}`,
  },
  created: (name: string) => `${name} is scheduled.`,
  changed: (name: string) => `${name} is changed.`,
  pausedDone: (name: string) => `${name} is paused.`,
  resumed: (name: string) => `${name} is sent again.`,
  sent: (name: string, email: string) => `${name} is on its way to ${email}.`,
  remove: {
    heading: (name: string) => `Delete ${name}?`,
    text: 'It is not sent any more.',
    consequences: ['Reports that were sent stay in the mailboxes, and among the exports until they expire.'],
    confirm: 'Delete schedule',
    done: (name: string) => `${name} is deleted.`,
  },
} as const;

export const FREQUENCY_LABELS: Readonly<Record<ReportFrequency, string>> = {
  daily: 'Daily',
  weekly: 'Weekly',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
};

/** When it comes and what it is about. */
export const FREQUENCY_WORDS: Readonly<Record<ReportFrequency, { when: string; about: string }>> = {
  daily: { when: 'Every day', about: 'the day before' },
  weekly: { when: 'Every Monday', about: 'the week before, Monday to Sunday' },
  monthly: { when: 'On the 1st of every month', about: 'the month before' },
  quarterly: { when: 'On 1 January, April, July and October', about: 'the quarter before' },
};

export const RUN_LABELS: Readonly<Record<ReportRunStatus, { label: string; tone: Tone }>> = {
  running: { label: 'Being written', tone: 'info' },
  sent: { label: 'Sent', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
};

/** The dialog of a schedule. */
export const D = {
  newHeading: 'New schedule',
  editHeading: (name: string) => `Change ${name}`,
  name: 'Name',
  nameHint: 'It stands in the subject of the mail.',
  nameMax: 80,
  frequency: 'How often',
  zone: 'Time zone',
  suggested: 'Suggested',
  allZones: 'All time zones',
  hour: 'Hour',
  hourText: (hour: number) => `${String(hour).padStart(2, '0')}:00`,
  recipients: 'Recipients',
  recipientsHint: (most: number) => `People of your workspace, or its billing address; up to ${most}. Enter or a comma adds one.`,
  recipientsList: 'Recipients so far',
  removeRecipient: (email: string) => `Remove ${email}`,
  added: (email: string) => `${email} is added.`,
  removed: (email: string) => `${email} is removed.`,
  noRecipients: 'Add at least one recipient.',
  notAnAddress: (text: string) => `“${text}” is not an e-mail address.`,
  tooMany: (most: number) => `Up to ${most} recipients.`,
  refused: (email: string, reason: string) => `${email} ${reason}`,
  will: (when: string, time: string, zone: string, about: string) => `${when} at ${time} (${zone}), about ${about}.`,
  create: 'Create schedule',
  save: 'Save',
} as const;
