import type { AdjustedSubscription, AdjustmentPreview, AdminTenantBilling, SubscriptionAdjustment } from '@orbisvoice/shared-dto';
import { PLAN_CODES, type BillingInterval, type ChangeTiming, type PlanCode } from '@orbisvoice/shared-dto/values';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { utcDate } from '../../core/dates';
import { SUBSCRIPTION_STATUS_NAMES, TIER_NAMES } from '../../core/strings';
import { ADJUST, type AdjustAction } from './adjust.strings';
import { INTERVAL_NAMES } from './tenant-billing.strings';

type Subscription = AdminTenantBilling['subscription'];
export type SoldPlan = Exclude<PlanCode, 'free'>;

/** What the dialog's form holds. */
export interface AdjustForm {
  readonly action: AdjustAction;
  readonly tier: SoldPlan;
  readonly interval: BillingInterval;
  readonly timing: ChangeTiming;
  /** A day of UTC. */
  readonly trialEndsAt: string;
  /** Empty: until somebody ends it. */
  readonly months: string;
}

const FREE = 100;
const RUNNING = ['active', 'trialing', 'past_due'];

export const SOLD_PLANS = PLAN_CODES.filter((code): code is SoldPlan => code !== 'free');

/** What can be done to a subscription as it is; nothing where there is none. The API has the last word. */
export function actionsFor({ status, cancelAtPeriodEnd, scheduledChange, pendingChange, discount }: Subscription): AdjustAction[] {
  if (status === 'none' || status === 'canceled' || status === 'incomplete' || status === 'incomplete_expired' || pendingChange) return [];
  const isComp = discount?.percentOff === FREE;
  const isRunning = RUNNING.includes(status);
  const offered: [AdjustAction, boolean][] = [
    ['change_plan', status === 'active' || status === 'trialing'],
    ['extend_trial', status === 'trialing' && !scheduledChange],
    ['cancel', !cancelAtPeriodEnd],
    ['resume', cancelAtPeriodEnd || scheduledChange !== null],
    ['comp', isRunning && !isComp],
    ['end_comp', isComp],
  ];
  return offered.flatMap(([action, isOffered]) => (isOffered ? [action] : []));
}

/** The request a form stands for; null while a day is missing. */
export function adjustmentOf({ action, tier, interval, timing, trialEndsAt, months }: AdjustForm): SubscriptionAdjustment | null {
  switch (action) {
    case 'change_plan':
      return { action, tier, interval, timing };
    case 'extend_trial':
      return trialEndsAt === '' ? null : { action, trialEndsAt: `${trialEndsAt}T23:59:59.000Z` };
    case 'comp':
      return { action, months: months === '' ? null : Number(months) };
    default:
      return { action };
  }
}

/** One fact before and after. */
export interface AdjustRow {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly isChanged: boolean;
}

/** Before and after, fact by fact; facts that neither has are left out. */
export function rowsOf({ before, after, currency }: AdjustmentPreview): AdjustRow[] {
  const [was, is] = [wordsOf(before, currency), wordsOf(after, currency)];
  return Object.entries(ADJUST.rows)
    .map(([key, label]) => ({ label, before: was[key] ?? '', after: is[key] ?? '' }))
    .filter((row) => row.before !== ADJUST.none || row.after !== ADJUST.none)
    .map((row) => ({ ...row, isChanged: row.before !== row.after }));
}

function wordsOf(of: AdjustedSubscription, currency: string): Readonly<Record<string, string>> {
  const day = (instant: string | null): string => (instant === null ? ADJUST.none : utcDate(instant));
  return {
    tier: `${TIER_NAMES[of.tier]}, ${INTERVAL_NAMES[of.interval]}`,
    status: SUBSCRIPTION_STATUS_NAMES[of.status],
    trial: day(of.trialEndsAt),
    ends: day(of.endsAt),
    next: of.scheduledTier === null ? ADJUST.none : TIER_NAMES[of.scheduledTier],
    discount: of.discount ?? ADJUST.none,
    charge: of.nextCharge ? ADJUST.chargeOn(formatMoney(of.nextCharge.amount, currency), utcDate(of.nextCharge.at)) : ADJUST.none,
  };
}
