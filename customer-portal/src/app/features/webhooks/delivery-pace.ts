import type { WebhookDelivery } from '@orbisvoice/shared-dto';

/** The pause that is one: between two looks at a try that is due or under way. */
const PACE_MS = 2_000;
const LONGEST_MS = 30_000;

/** The time, and whether the endpoint is off. */
export interface Circumstances {
  readonly isOff: boolean;
  readonly now: number;
}

/**
 * How many times longer the pause before the next look is: none while a try is due or under way, up to the next try where that is far off, and
 * never longer than half a minute, for people may send things sooner.
 */
export function slownessOf(
  deliveries: readonly Pick<WebhookDelivery, 'status' | 'nextTryAt' | 'isTest'>[],
  { isOff, now }: Circumstances,
): number {
  const waits = deliveries
    .filter(({ status, isTest }) => status === 'pending' && (isTest || !isOff))
    .map(({ nextTryAt }) => (nextTryAt === null ? 0 : Date.parse(nextTryAt) - now));
  return Math.max(PACE_MS, Math.min(LONGEST_MS, ...waits)) / PACE_MS;
}
