import { stripeLink, stripeLinkBeside } from './stripe-links';

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

describe('stripeLinkBeside', () => {
  it.each([
    ['https://dashboard.stripe.com/test/customers/cus_1', 'sub_1', 'https://dashboard.stripe.com/test/subscriptions/sub_1'],
    ['https://dashboard.stripe.com/customers/cus_1', 'in_1', 'https://dashboard.stripe.com/invoices/in_1'],
    ['https://dashboard.stripe.com/acct_1/test/customers/cus_1', 'ch_1', 'https://dashboard.stripe.com/acct_1/test/payments/ch_1'],
    ['https://dashboard.stripe.com/customers/cus_1', '0195f3c0-0000-7000-8000-000000000100', null],
    ['https://dashboard.stripe.com/settings', 'in_1', null],
    ['javascript:alert(1)//customers/cus_1', 'in_1', null],
    [null, 'in_1', null],
  ])('%s and %s → %s', (url, id, expected) => expect(stripeLinkBeside(url, id)).toBe(expected));
});
