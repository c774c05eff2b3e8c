import type { SubscriptionAdjustment } from '@orbisvoice/shared-dto';
import type { ChangeTiming } from '@orbisvoice/shared-dto/values';

export type AdjustAction = SubscriptionAdjustment['action'];

export const ADJUST_NAMES: Readonly<Record<AdjustAction, string>> = {
  change_plan: 'Change the plan',
  extend_trial: 'Extend the trial',
  cancel: 'Cancel at the end of the period',
  resume: 'Take back what is set for the end of the period',
  comp: 'Charge nothing for it',
  end_comp: 'Charge for it again',
};

export const TIMING_NAMES: Readonly<Record<ChangeTiming, string>> = {
  now: 'Now: the difference is charged or credited at once',
  period_end: 'At the end of the paid period, without charge or credit now',
};

/** Words of the dialog that adjusts a subscription. */
export const ADJUST = {
  open: 'Adjust subscription',
  heading: (name: string) => `Adjust the subscription of ${name}`,
  action: 'What to do',
  plan: 'Plan',
  interval: 'Billed',
  timing: 'When',
  trialEnd: 'Trial ends with this day, UTC',
  trialEndNeeded: 'Choose the day the trial ends.',
  months: 'For how long',
  monthsOf: (count: string) => (count === '1' ? '1 month' : `${count} months`),
  forEver: 'Until somebody ends it',
  preview: 'Preview',
  cancel: 'Cancel',
  before: 'Before',
  after: 'After',
  what: 'What',
  summary: 'The subscription before and after',
  rows: {
    tier: 'Plan',
    status: 'Status',
    trial: 'Trial ends',
    ends: 'Ends',
    next: 'Plan that follows',
    discount: 'Discount',
    charge: 'Next charge',
  },
  none: 'None',
  chargeOn: (amount: string, date: string) => `${amount} on ${date}`,
  effective: (date: string) => `Takes effect on ${date}.`,
  effectiveNow: 'Takes effect at once.',
  lines: 'What is charged, line by line',
  tax: 'Tax',
  due: 'Charged then',
  credit: (amount: string) => `${amount} goes to the customer’s credit and pays later invoices.`,
  limits: (from: string, to: string, used: string) => `Monthly limit: ${from} now, ${to} then; ${used} used this period.`,
  reason: 'Reason',
  reasonHint: 'Stays in the audit log. With a cancellation Stripe gets it as well.',
  confirm: {
    change_plan: 'Change the plan',
    extend_trial: 'Extend the trial',
    cancel: 'Set the end',
    resume: 'Take it back',
    comp: 'Charge nothing',
    end_comp: 'Charge again',
  } satisfies Record<AdjustAction, string>,
  done: {
    changed: 'The subscription is changed',
    scheduled: 'The change is set for the end of the period',
    payment_required: 'The card did not pay: the plan waits for its invoice',
  },
  stale: 'The subscription changed meanwhile, or the price did. Preview again.',
} as const;
