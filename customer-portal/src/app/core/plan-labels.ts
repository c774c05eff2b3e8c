import type { PlanCode } from '@orbisvoice/shared-dto/values';

/** Plan names where only the code is at hand; the plan cards take theirs from the API. */
export const PLAN_LABELS: Readonly<Record<PlanCode, string>> = {
  free: 'Free',
  starter: 'Starter',
  professional: 'Professional',
  enterprise: 'Enterprise',
};
