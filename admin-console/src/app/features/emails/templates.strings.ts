import type { TestEmailResult } from '@orbisvoice/shared-dto';
import { EMAILS } from './emails.strings';

/** Words of the gallery and of one template's page. */
export const TEMPLATES = {
  title: EMAILS.nav.templates,
  intro: 'Every mail we write, with sample data. What you see is rendered as a real mail is.',
  search: 'Name, subject or preview text',
  category: 'Category',
  count: (shown: number, all: number) => (shown === all ? `${all} templates` : `${shown} of ${all} templates`),
  list: 'Templates',
  empty: 'No template matches',
  emptyText: 'Clear the search or choose another category.',
  clear: 'Show all',
  picture: (title: string) => `How “${title}” looks`,
} as const;

export const TEMPLATE = {
  back: EMAILS.nav.templates,
  loading: EMAILS.nav.template,
  notFound: 'No such template',
  notFoundText: 'It was renamed, or the link is mistyped.',
  all: 'All templates',
  facts: 'Facts',
  looks: 'How it looks',
  name: 'Name',
  subject: 'Subject',
  preview: 'Preview text',
  category: 'Category',
  version: 'Version',
  link: 'One-time link',
  hasLink: 'Made when the mail is written; the sample shows one that is worth nothing',
  noLink: 'None',
  size: 'Size',
  sizeOf: (kilobytes: string) => `${kilobytes} kB of HTML; Gmail cuts a mail near 102 kB`,
  mails: 'Mails of this template',
  send: 'Send a test to me',
  results: {
    accepted: ({ to, subject }: TestEmailResult) => `“${subject}” is on its way to ${to}.`,
    deferred: ({ detail }: TestEmailResult) => `The mail server put the test off: ${detail ?? ''}. Nothing was sent; try again later.`,
    rejected: ({ detail }: TestEmailResult) => `The mail server refused the test: ${detail ?? ''}`,
  } satisfies Record<TestEmailResult['outcome'], (result: TestEmailResult) => string>,
} as const;
