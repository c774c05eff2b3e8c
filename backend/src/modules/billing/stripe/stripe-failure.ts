import Stripe from 'stripe';
import { constraintOf, isAboutData, SQLSTATE, sqlState } from '../../../platform/database/database-errors.js';
import { StripeMappingError } from './stripe-mapping.error.js';

/** `transient`: an outage, a rate limit, a deadlock; time may cure it. `permanent`: only a person can. */
export type FailureKind = 'transient' | 'permanent';

/** Why an event could not be worked, in a form that can be stored and shown to staff. */
export interface StripeFailure {
  readonly kind: FailureKind;
  readonly reason: string;
}

const REASON_LENGTH = 1_000;
const ONE_LIVE = 'subscriptions_one_live';

/**
 * Classes a failure. What nobody foresaw counts as transient: it is tried again, and dies when the tries are used up. A refused key or a
 * missing right is also transient, because whoever corrects it wants the events to go through by themselves.
 */
export function failureOf(error: unknown): StripeFailure {
  if (isTwoLive(error)) return { kind: 'permanent', reason: 'the tenant has two live subscriptions at Stripe; end one of them there' };
  const reason = (error instanceof Error ? error.message : String(error)).slice(0, REASON_LENGTH);
  return { kind: isPermanent(error) ? 'permanent' : 'transient', reason };
}

const isTwoLive = (error: unknown): boolean => sqlState(error) === SQLSTATE.uniqueViolation && constraintOf(error) === ONE_LIVE;

const isPermanent = (error: unknown): boolean =>
  error instanceof StripeMappingError ||
  error instanceof Stripe.errors.StripeInvalidRequestError ||
  error instanceof TypeError ||
  error instanceof RangeError ||
  isAboutData(error);
