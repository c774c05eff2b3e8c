import { EMAILS } from './emails.strings';

/** Words of the suppression list. */
export const SUPPRESSIONS = {
  title: EMAILS.nav.suppressions,
  intro: 'Addresses that are not written to, for every tenant alike. They are stored sealed: only a whole address can be looked for.',
  caption: 'Suppressed addresses, newest first',
  search: 'A whole address',
  columns: { address: 'Address', scope: 'What is held back', reason: 'Why', note: 'Note', since: 'Since', actions: 'Actions' },
  erased: 'Erased; only its fingerprint is left',
  until: 'until',
  by: (who: string) => `by ${who}`,
  from: (source: string) => `told by ${source}`,
  mail: 'The mail',
  add: 'Add an address…',
  remove: 'Lift…',
  removeOf: (address: string) => `Lift the suppression of ${address}`,
  removed: 'The suppression is lifted.',
  removedSomebody: 'This address',
  added: (address: string) => `${address} is not written to any more.`,
  putBack: 'The suppression is back.',
  empty: 'No address is suppressed',
  emptyText: 'Bounces and complaints bring addresses here by themselves.',
  emptyFiltered: 'This address is not suppressed',
  emptyFilteredText: 'The whole address is needed, as it was written to.',
  beyond: 'Nothing on this page',
  beyondText: 'The list is shorter than that.',
  firstPage: 'Go to the first page',
} as const;

export const LIFT = {
  heading: 'Lift this suppression',
  text: 'Mail goes to this address again. If its mailbox is still gone, it bounces and comes back here.',
  reason: 'Reason',
  hint: 'It stands in the audit log.',
  minLength: 3,
  confirm: 'Lift it',
} as const;

export const ADD = {
  heading: 'Suppress an address',
  text: 'Nothing of this kind goes to the address any more, whichever tenant it is from.',
  email: 'Address',
  scope: 'What is held back',
  all: 'Every mail, also receipts and links to log in',
  optional: 'Only what people can do without: news, tips, reports',
  reason: 'Reason',
  hint: 'It stands in the audit log and in the list.',
  cancel: 'Cancel',
  confirm: 'Suppress it',
} as const;
