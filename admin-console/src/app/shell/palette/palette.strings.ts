import type { SearchKind } from '@orbisvoice/shared-dto/values';

/** Words of the command palette. */
export const PALETTE = {
  name: 'Command palette',
  open: 'Search or go to',
  field: 'Search, or go to a page',
  placeholder: 'A page, a name, an address, an id…',
  close: 'Close',
  list: 'What you can choose',
  recent: 'Recent',
  actions: 'On this page',
  pages: 'Pages',
  commands: 'Console',
  filterPage: 'Search or filter this page',
  searching: 'Searching…',
  nothing: (text: string) => `Nothing is called “${text}”.`,
  nothingHint: 'Try part of a name, an e-mail address, or a whole id (of Stripe too).',
  more: (text: string) => `All with “${text}”`,
  counted: (count: number) => (count === 1 ? '1 choice' : `${count} choices`),
  failed: 'The search did not answer',
  retry: 'Try again',
  hints: { move: 'move', choose: 'choose', close: 'close' },
} as const;

export const KIND_NAMES: Readonly<Record<SearchKind, string>> = {
  tenant: 'Tenants',
  user: 'Users',
  email: 'E-mails',
  stripe_event: 'Stripe events',
  audit_entry: 'Audit entries',
};
