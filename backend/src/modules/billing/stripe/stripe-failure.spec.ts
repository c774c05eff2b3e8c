import { QueryFailedError } from 'typeorm';
import Stripe from 'stripe';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { failureOf } from './stripe-failure.js';
import { StripeMappingError } from './stripe-mapping.error.js';

const ofDatabase = (code: string, constraint?: string): Error =>
  new QueryFailedError('insert', [], Object.assign(new Error('refused'), { code, constraint }));

describe('failureOf', () => {
  it.each([
    ['an outage', new DomainError('stripe_unavailable')],
    ['a deadlock', ofDatabase('40P01')],
    ['a database that went away', ofDatabase('57P01')],
    [
      'a refused key: whoever corrects it wants the events to go on',
      new Stripe.errors.StripeAuthenticationError({ message: 'no', type: 'invalid_request_error' }),
    ],
    ['what nobody foresaw', new Error('surprise')],
    ['what is no error at all', 'surprise'],
  ])('calls %s transient', (_name, error) => expect(failureOf(error)).toMatchObject({ kind: 'transient' }));

  it.each([
    ['an unknown price', new StripeMappingError('subscription sub_1 has no price of ours')],
    [
      'an object Stripe does not know',
      new Stripe.errors.StripeInvalidRequestError({ message: 'No such invoice', type: 'invalid_request_error' }),
    ],
    ['a mistake of ours', new TypeError('x is undefined')],
    ['data the database refuses', ofDatabase('23514')],
  ])('calls %s permanent', (_name, error) => expect(failureOf(error)).toMatchObject({ kind: 'permanent' }));

  it('says what to do about two live subscriptions', () => {
    expect(failureOf(ofDatabase('23505', 'subscriptions_one_live'))).toEqual({
      kind: 'permanent',
      reason: 'the tenant has two live subscriptions at Stripe; end one of them there',
    });
  });

  it('keeps the reason short', () => expect(failureOf(new Error('x'.repeat(5_000))).reason).toHaveLength(1_000));
});
