import { WEBHOOK_DISABLED_AFTER_HOURS, WEBHOOK_WARNED_AFTER_HOURS } from '@orbisvoice/shared-dto/values';

const HOUR_MS = 3_600_000;

/**
 * From when on an endpoint that fails is switched off: after days without success, and never sooner than a day after the warning. It happens
 * at the first try from then on.
 */
export const webhookOffFrom = (failingSince: Date, warnedAt: Date): Date =>
  new Date(
    Math.max(failingSince.getTime() + WEBHOOK_DISABLED_AFTER_HOURS * HOUR_MS, warnedAt.getTime() + WEBHOOK_WARNED_AFTER_HOURS * HOUR_MS),
  );
