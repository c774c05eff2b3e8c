import type { MrrMovementKind, PlanCode } from '@orbisvoice/shared-dto/values';

/** What a tenant pays per month at one moment. */
export interface MrrState {
  /** Integer minor units; 0 when nothing is paid. */
  readonly amount: number;
  readonly plan: PlanCode | null;
}

/** The state before, as the ledger's last line says it. */
export interface MrrBefore extends MrrState {
  readonly hasEverPaid: boolean;
}

/** One line of the ledger: the difference between two states, never recomputed from state. */
export interface MrrMovement {
  readonly kind: MrrMovementKind;
  /** Always positive; the kind says the direction. */
  readonly amount: number;
  readonly before: number;
  readonly after: number;
  readonly planFrom: PlanCode | null;
  readonly planTo: PlanCode | null;
}

/**
 * The movement from one state to the next, or null when the sum did not change. Because each starts where the last one ended,
 * `start + new + expansion + reactivation − contraction − churn = end` holds per tenant by construction (metrics.md).
 */
export function mrrMovement(before: MrrBefore, after: MrrState): MrrMovement | null {
  if (before.amount === after.amount) return null;
  return {
    kind: kindOf(before, after),
    amount: Math.abs(after.amount - before.amount),
    before: before.amount,
    after: after.amount,
    planFrom: before.plan,
    planTo: after.amount > 0 ? after.plan : null,
  };
}

function kindOf(before: MrrBefore, after: MrrState): MrrMovementKind {
  if (after.amount === 0) return 'churn';
  if (before.amount === 0) return before.hasEverPaid ? 'reactivation' : 'new';
  return after.amount > before.amount ? 'expansion' : 'contraction';
}

/** A subscription as far as recurring revenue goes. */
export interface RevenueSource {
  readonly status: string;
  /** Per month, in minor units. */
  readonly amount: number;
  readonly planCode: PlanCode;
}

/** When a subscription began to be paid for: with its start, or after its trial. */
export const payingSince = ({ startedAt, trialEnd }: { readonly startedAt: Date; readonly trialEnd: Date | null }): Date =>
  trialEnd && trialEnd > startedAt ? trialEnd : startedAt;

/**
 * Recurring revenue of a tenant's subscriptions: active and past due count (Stripe's glossary), trials, unpaid, paused and ended ones do not.
 * One that is scheduled to cancel counts until it ends.
 */
export function mrrOf(subscriptions: readonly RevenueSource[]): MrrState {
  const paying = subscriptions.filter(({ status }) => status === 'active' || status === 'past_due');
  return { amount: paying.reduce((sum, { amount }) => sum + amount, 0), plan: paying[0]?.planCode ?? null };
}
