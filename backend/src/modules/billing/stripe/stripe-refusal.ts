import { Logger } from '@nestjs/common';
import Stripe from 'stripe';
import { DomainError } from '../../../platform/errors/domain-error.js';

const logger = new Logger('StripeRefusal');

/**
 * Makes a write that a customer asked for. What Stripe says against it (no card to charge, a state that allows no change) is an answer to the
 * customer and no failure of ours; the reason is for staff.
 * @throws DomainError `billing.change_not_possible` when Stripe refuses; else what the write throws
 */
export async function orRefusal<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    logger.warn({ message: 'Stripe refused a change', code: error.code, requestId: error.requestId, reason: error.message });
    throw new DomainError('billing.change_not_possible');
  }
}
