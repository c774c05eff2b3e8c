import type { Discrepancy } from '@orbisvoice/shared-dto';
import type { DiscrepancyKind, ReconciliationStatus } from '@orbisvoice/shared-dto/values';
import { plural } from '@orbisvoice/shared-ui/format';
import type { Tone } from '@orbisvoice/shared-ui/ui';
import { BILLING } from './billing.strings';

export const RUN_STATUS_NAMES: Readonly<Record<ReconciliationStatus, string>> = {
  running: 'Running',
  clean: 'Clean',
  repaired: 'Repaired',
  unresolved: 'Unresolved',
  failed: 'Failed',
};

/** How grave a state is. The word always stands beside the colour. */
export const RUN_STATUS_TONES: Readonly<Record<ReconciliationStatus, Tone>> = {
  running: 'info',
  clean: 'success',
  repaired: 'success',
  unresolved: 'warning',
  failed: 'danger',
};

export const DISCREPANCY_NAMES: Readonly<Record<DiscrepancyKind, string>> = {
  missing: 'Missing here',
  different: 'Different here',
  unknown_at_stripe: 'Unknown at Stripe',
};

export const OBJECT_NAMES: Readonly<Record<Discrepancy['object'], string>> = {
  customer: 'Customer',
  subscription: 'Subscription',
  invoice: 'Invoice',
  event: 'Event',
};

/** Words of the reconciliation pages. */
export const RECONCILIATION = {
  title: BILLING.nav.reconciliation,
  intro: 'Our rows compared with Stripe, every night and on demand. What differs is repaired from Stripe and recorded in the audit log.',
  start: 'Reconcile now',
  confirm: {
    heading: 'Compare with Stripe now?',
    text: 'All customers, subscriptions and invoices are listed at Stripe and compared with our rows.',
    consequences: [
      'What differs is overwritten with what Stripe says.',
      'Every repair is recorded in the audit log, and the run carries your name.',
    ],
    confirmLabel: 'Compare and repair',
  },
  ended: (status: string) => `The comparison has ended: ${status}.`,
  latest: 'Latest report',
  openLatest: 'Open this run',
  history: 'History',
  caption: 'Runs, newest first',
  columns: {
    started: 'Started',
    status: 'Status',
    by: 'By',
    checked: 'Checked',
    found: 'Found',
    repaired: 'Repaired',
    unresolved: 'Unresolved',
    took: 'Took',
  },
  running: (since: string) => `Comparing with Stripe since ${since}`,
  progress: (checked: string, found: string, repaired: string) => `${checked} checked · ${found} found · ${repaired} repaired`,
  checked: (run: { customers: number; subscriptions: number; invoices: number }) =>
    [
      plural(run.customers, 'customer', 'customers'),
      plural(run.subscriptions, 'subscription', 'subscriptions'),
      plural(run.invoices, 'invoice', 'invoices'),
    ].join(', '),
  startedBy: (name: string) => `by ${name}`,
  notFinished: 'Not yet',
  never: 'No comparison has run yet',
  neverText: 'One runs every night. You need not wait for it.',
  beyond: 'This page does not exist',
  beyondText: 'There are fewer runs than that.',
  firstPage: 'Go to the first page',
  stillRunning: 'What it finds is listed here when it ends.',
  nothingListed: 'No difference was recorded.',
  agrees: 'Everything that was checked agrees with Stripe.',
  failed: 'It did not finish:',
  differences: 'Differences',
  differencesOf: (object: string, id: string) => `${object} ${id}: ours before, Stripe’s after`,
  isRepaired: 'Repaired',
  isOpen: 'Unresolved',
  eventsAbout: 'Stripe events',
  eventsAboutOf: (id: string) => `Stripe events about ${id}`,
  noReason: 'No reason was recorded.',
  noTenant: 'No tenant',
} as const;

export const RUN = {
  back: BILLING.nav.reconciliation,
  loading: BILLING.nav.run,
  title: (started: string) => `Run of ${started}`,
  notFound: 'No such run',
  notFoundText: 'It was cleared away, or the link is mistyped.',
  all: 'All runs',
} as const;
