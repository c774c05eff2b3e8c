import type { AdminTenantBilling } from '@orbisvoice/shared-dto';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { utcDate, utcExact } from '../../core/dates';
import { TIER_NAMES } from '../../core/strings';
import { needsResponse } from './dispute-order';
import { INTERVAL_NAMES, TENANT_BILLING as WORDS } from './tenant-billing.strings';

/** Something about a tenant's billing that staff should not overlook. */
export interface BillingNotice {
  readonly tone: 'danger' | 'warning' | 'info';
  readonly text: string;
  /** A page to pay on, where paying is what it waits for. */
  readonly url: string | null;
}

type Subscription = AdminTenantBilling['subscription'];

const notice = (tone: BillingNotice['tone'], text: string, url: string | null = null): BillingNotice => ({ tone, text, url });

const planName = (plan: { tier: Subscription['tier']; interval: NonNullable<Subscription['interval']> }): string =>
  `${TIER_NAMES[plan.tier]}, ${INTERVAL_NAMES[plan.interval]}`;

function ofPayment({ status, graceEndsAt, dunning }: Subscription): BillingNotice[] {
  const url = dunning?.payUrl ?? null;
  if (status === 'unpaid') return [notice('danger', WORDS.unpaid, url)];
  if (status !== 'past_due') return [];
  return [notice('danger', graceEndsAt ? WORDS.pastDue(utcExact(graceEndsAt)) : WORDS.pastDueNoDate, url)];
}

function ofChanges(it: Subscription): BillingNotice[] {
  const found: BillingNotice[] = [];
  if (it.cancelAtPeriodEnd) {
    found.push(notice('warning', it.currentPeriodEnd ? WORDS.cancels(utcDate(it.currentPeriodEnd)) : WORDS.cancelsNoDate));
  }
  if (it.pendingChange) {
    const { amountDue, expiresAt, payUrl } = it.pendingChange;
    const text = WORDS.pending(planName(it.pendingChange), formatMoney(amountDue, it.currency), utcExact(expiresAt));
    found.push(notice('warning', text, payUrl));
  }
  if (it.scheduledChange) {
    const { price, effectiveAt } = it.scheduledChange;
    const plan = `${planName(it.scheduledChange)} (${formatMoney(price, it.currency)})`;
    found.push(notice('info', WORDS.scheduled(plan, utcDate(effectiveAt))));
  }
  return found;
}

/** What staff should know before they read on, the gravest first. */
export function billingNotices({ subscription, disputes }: AdminTenantBilling): readonly BillingNotice[] {
  const open = disputes.filter(needsResponse).length;
  return [
    ...ofPayment(subscription),
    ...(open > 0 ? [notice('danger', WORDS.disputesOpen(formatNumber(open)))] : []),
    ...ofChanges(subscription),
  ];
}
