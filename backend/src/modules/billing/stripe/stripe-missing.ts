import Stripe from 'stripe';

/** Whether Stripe has no such object, or none any more. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing';
