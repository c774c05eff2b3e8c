import type { EffectiveLimits } from '@orbisvoice/shared-dto';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { S } from './billing.strings';

type Say = (instant: string) => string;

/** How the limit is made, where it is not just the plan's: what was set instead of it, and what was granted on top. */
export function limitFacts({ effective, plan, override, grants }: EffectiveLimits, dateOf: Say): { label: string; value: string }[] {
  if (!override && grants.length === 0) return [];
  const count = formatNumber(override?.limit ?? plan);
  const base = override ? S.usage.limitSet(count, override.until && dateOf(override.until)) : S.usage.limitPlan(count);
  const parts = grants.map(({ quantity, recurrence, until }) =>
    (recurrence === 'once' ? S.usage.grantedOnce : S.usage.grantedEach)(formatNumber(quantity), until && dateOf(until)),
  );
  return [{ label: S.usage.limit, value: `${S.usage.limitSum(formatNumber(effective))} ${[base, ...parts].join(' ')}` }];
}
