import type { AdminTenantLimits, LimitAdjustment } from '@orbisvoice/shared-dto';
import { RECURRENCE_NAMES, USAGE } from './tenant-parts.strings';

export const partName = ({ recurrence }: LimitAdjustment): string => (recurrence === null ? USAGE.override : RECURRENCE_NAMES[recurrence]);

/** The limit as it would be with another override, or with so many granted on top. */
export function limitWith(
  { limits }: AdminTenantLimits,
  change: { readonly kind: LimitAdjustment['kind']; readonly quantity: number },
): number {
  const granted = limits.grants.reduce((sum, { quantity }) => sum + quantity, 0);
  return change.kind === 'override' ? change.quantity + granted : limits.effective + change.quantity;
}

/** The last second of a day of UTC; null for no day. */
export const endOfDay = (day: string): string | null => (day === '' ? null : `${day}T23:59:59.000Z`);
