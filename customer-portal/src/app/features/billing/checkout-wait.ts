import type { Subscription } from '@orbisvoice/shared-dto';
import { PLAN_CODES, type PlanCode } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';

const KEY = 'orbis.portal.checkout';

/** Which plan the person went to pay for: kept for this tab only, to know on return what to wait for. */
export const wantedPlan = {
  remember(tier: PlanCode): void {
    sessionStorage.setItem(KEY, tier);
  },
  recall(): PlanCode | undefined {
    return oneOf(sessionStorage.getItem(KEY) ?? '', PLAN_CODES);
  },
  forget(): void {
    sessionStorage.removeItem(KEY);
  },
};

/** Whether the ledger agrees with the return from Checkout. Without knowing the plan, any running paid one will do. */
export function isConfirmed({ tier, status }: Subscription, wanted: PlanCode | undefined): boolean {
  const isRunning = status === 'active' || status === 'trialing';
  return isRunning && (wanted ? tier === wanted : tier !== 'free');
}
