import { WEBHOOK_DISABLED_AFTER_HOURS, WEBHOOK_WARNED_AFTER_HOURS, type WebhookDisabledReason } from '@orbisvoice/shared-dto/values';

const HOUR_MS = 3_600_000;
const GONE = 410;

/** How an endpoint has done so far. */
export interface EndpointState {
  readonly isEnabled: boolean;
  readonly failingSince: Date | null;
  readonly warnedAt: Date | null;
}

/** What a try came to, as far as it concerns the endpoint. */
export interface TryOutcome {
  readonly isSuccess: boolean;
  readonly responseStatus: number | null;
}

/** What follows for the endpoint. */
export interface EndpointVerdict {
  readonly failingSince: Date | null;
  readonly warnedAt: Date | null;
  /** Its owners are to be told now. */
  readonly isWarning: boolean;
  readonly disable: Exclude<WebhookDisabledReason, 'by_hand'> | null;
}

/**
 * Judges an endpoint by its latest try. 410 means that it is gone (Standard Webhooks). One that fails is warned about after a day and switched
 * off after five, and never sooner than a day after the warning: a single miss of weeks ago is no reason.
 */
export function judgeEndpoint(state: EndpointState, outcome: TryOutcome, now: Date): EndpointVerdict {
  if (outcome.isSuccess) return { failingSince: null, warnedAt: null, isWarning: false, disable: null };
  const failingSince = state.failingSince ?? now;
  const hoursSince = (instant: Date): number => (now.getTime() - instant.getTime()) / HOUR_MS;
  if (!state.isEnabled) return { failingSince, warnedAt: state.warnedAt, isWarning: false, disable: null };
  if (outcome.responseStatus === GONE) return { failingSince, warnedAt: state.warnedAt, isWarning: false, disable: 'gone' };
  const isWarning = state.warnedAt === null && hoursSince(failingSince) >= WEBHOOK_WARNED_AFTER_HOURS;
  const isOver =
    state.warnedAt !== null &&
    hoursSince(state.warnedAt) >= WEBHOOK_WARNED_AFTER_HOURS &&
    hoursSince(failingSince) >= WEBHOOK_DISABLED_AFTER_HOURS;
  return { failingSince, warnedAt: isWarning ? now : state.warnedAt, isWarning, disable: isOver ? 'failing' : null };
}
