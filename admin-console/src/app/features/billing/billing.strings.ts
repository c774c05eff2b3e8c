import type { StripeEventStatus } from '@orbisvoice/shared-dto/values';
import type { Tone } from '@orbisvoice/shared-ui/ui';

/** Words that the billing pages share. */
export const BILLING = {
  nav: {
    label: 'Billing',
    events: 'Stripe events',
    event: 'Stripe event',
    reconciliation: 'Reconciliation',
    run: 'Reconciliation run',
    plans: 'Plans',
    revenue: 'Revenue',
    revenueRows: 'Revenue of a month',
  },
  none: 'None',
} as const;

export const EVENT_STATUS_NAMES: Readonly<Record<StripeEventStatus, string>> = {
  received: 'Waiting',
  processing: 'Working',
  done: 'Done',
  ignored: 'Ignored',
  failed: 'Failed, retrying',
  dead: 'Dead',
};

/** How grave a state is. The word always stands beside the colour. */
export const EVENT_STATUS_TONES: Readonly<Record<StripeEventStatus, Tone>> = {
  received: 'info',
  processing: 'info',
  done: 'success',
  ignored: 'neutral',
  failed: 'warning',
  dead: 'danger',
};
