import type { Tone } from '@orbisvoice/shared-ui/ui';
import { BILLING } from './billing.strings';
import type { PriceState } from './plan-rows';

export const PRICE_STATE_NAMES: Readonly<Record<PriceState, string>> = {
  in_sync: 'In sync',
  missing: 'Missing',
  differs: 'Differs',
  unknown: 'Not known',
};

export const PRICE_STATE_TONES: Readonly<Record<PriceState, Tone>> = {
  in_sync: 'success',
  missing: 'danger',
  differs: 'warning',
  unknown: 'neutral',
};

/** Words of the plans page. */
export const PLANS = {
  title: BILLING.nav.plans,
  intro: 'What is sold, who is on it, and what Stripe has for it.',
  columns: {
    plan: 'Plan',
    month: 'Per month',
    year: 'Per year',
    overage: 'Beyond the limit',
    limit: 'Conversations / month',
    tenants: 'Tenants',
    mrr: 'MRR',
    stripe: 'At Stripe',
  },
  caption: 'Plans, cheapest first',
  tenantsOn: (count: string, plan: string) => `${count} tenants on ${plan}`,
  notSold: 'Not sold',
  noOverage: 'Not offered',
  each: (price: string) => `${price} each`,
  free: 'Needs no price',
  atStripe: (amount: string) => `${amount} there`,
  outOfSync:
    'Prices at Stripe are missing or differ from the plans. Checkout fails, or charges another amount, until they agree. To fix it, run:',
  command: 'npm run stripe:sync',
  commandName: 'the command',
  unreachable: 'Stripe cannot be reached at the moment: what it has for each plan is not known. Prices here are our own.',
  empty: 'No plan yet',
  emptyText: 'Plans come with the migrations of the database.',
} as const;
