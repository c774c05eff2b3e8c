import { stripeLink } from './stripe-links';

describe('stripeLink', () => {
  it.each([
    ['in_123', true, 'https://dashboard.stripe.com/invoices/in_123'],
    ['evt_1', false, 'https://dashboard.stripe.com/test/events/evt_1'],
    ['pi_1', false, 'https://dashboard.stripe.com/test/payments/pi_1'],
    ['in_../x', true, 'https://dashboard.stripe.com/invoices/in_..%2Fx'],
    ['sub_sched_1', true, null],
    ['tok_1', true, null],
    ['constructor_1', true, null],
    ['', true, null],
  ])('%s, live %s → %s', (id, isLivemode, expected) => expect(stripeLink(id, isLivemode)).toBe(expected));
});
