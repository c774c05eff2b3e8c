import type { PlanRef, Subscription } from '@orbisvoice/shared-dto';
import { BILLING_INTERVALS, PLAN_CODES } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';

const KEY = 'orbis.portal.checkout';

/** The plan a payment was begun for. */
export type WantedPlan = Pick<PlanRef, 'tier' | 'interval'>;

/** Which plan the person went to pay for: kept for this tab only, to know on return what to wait for. */
export const wantedPlan = {
  remember({ tier, interval }: WantedPlan): void {
    sessionStorage.setItem(KEY, `${tier} ${interval}`);
  },
  recall(): WantedPlan | undefined {
    const [code = '', every = ''] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    const tier = oneOf(code, PLAN_CODES);
    const interval = oneOf(every, BILLING_INTERVALS);
    return tier && interval && { tier, interval };
  },
  forget(): void {
    sessionStorage.removeItem(KEY);
  },
};

/** Whether the ledger agrees that the payment arrived. Without knowing the plan, any running paid one will do. */
export function isConfirmed({ tier, interval, status, pendingChange }: Subscription, wanted: WantedPlan | undefined): boolean {
  const isRunning = status === 'active' || status === 'trialing';
  if (!isRunning || pendingChange) return false;
  return wanted ? tier === wanted.tier && interval === wanted.interval : tier !== 'free';
}
