import type { AdminTenantBilling } from '@orbisvoice/shared-dto';
import { ACTION_NAMES } from '@orbisvoice/shared-ui/action-names';
import { utcDate } from '../../core/dates';
import { INVOICE_STATUS_NAMES } from '../../core/strings';
import { stripeLinkBeside } from '../../core/stripe-links';
import { MOVEMENT_NAMES } from '../../core/movement.strings';
import { ATTEMPT_NAMES, DISPUTE_NAMES, REFUND_NAMES, TENANT_BILLING, type TimelineKind } from './tenant-billing.strings';

export type TimelineEntry = AdminTenantBilling['timeline'][number];

/** An entry in words, with the ways to what it is about. */
export interface TimelineRow {
  readonly entry: TimelineEntry;
  readonly title: string;
  /** Where the console shows it. */
  readonly route: readonly string[] | null;
  /** Where Stripe shows it. */
  readonly stripeUrl: string | null;
}

/** The entries of one UTC day. */
export interface TimelineDay {
  readonly day: string;
  readonly rows: readonly TimelineRow[];
}

/** The word for a code, or the code itself: the list of titles is open. */
const wordOf = <T>(names: Readonly<Record<string, T>>, code: string): T | undefined =>
  Object.hasOwn(names, code) ? names[code] : undefined;

const TITLES: Readonly<Record<TimelineKind, (title: string) => string | undefined>> = {
  audit: (title) => wordOf(ACTION_NAMES, title),
  stripe_event: (title) => title,
  mrr: (title) => TENANT_BILLING.mrrTitle(wordOf(MOVEMENT_NAMES, title)?.label ?? title),
  invoice: (title) => TENANT_BILLING.invoiceTitle(wordOf(INVOICE_STATUS_NAMES, title) ?? title),
  attempt: (title) => wordOf(ATTEMPT_NAMES, title)?.label,
  refund: (title) => wordOf(REFUND_NAMES, title)?.label,
  dispute: (title) => wordOf(DISPUTE_NAMES, title)?.label,
};

/** One entry as it is shown. An event of Stripe leads to its page here, any other object of Stripe to its page there. */
export function timelineRow(entry: TimelineEntry, dashboardUrl: string | null): TimelineRow {
  const { reference } = entry;
  const isEvent = reference !== null && reference.startsWith('evt_');
  return {
    entry,
    title: TITLES[entry.kind](entry.title) ?? entry.title,
    route: isEvent ? ['/billing/events', reference] : null,
    stripeUrl: reference === null ? null : stripeLinkBeside(dashboardUrl, reference),
  };
}

/** Entries by UTC day, in the order they come in. */
export function timelineDays(rows: readonly TimelineRow[]): readonly TimelineDay[] {
  const days = new Map<string, TimelineRow[]>();
  for (const row of rows) {
    const day = utcDate(row.entry.at);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days].map(([day, ofDay]) => ({ day, rows: ofDay }));
}
