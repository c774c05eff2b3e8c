import { cardEndsAt, cardNotice, cardOf } from './billing-profile.js';

const card = { stripePaymentMethodId: 'pm_1', brand: 'visa', last4: '4242', expMonth: 2, expYear: 2028 };
const at = (text: string): Date => new Date(text);

it('a card is good until its month is over everywhere', () => {
  expect(cardEndsAt(card)).toEqual(at('2028-03-01T12:00:00Z'));
  expect(cardEndsAt({ expMonth: 12, expYear: 2027 })).toEqual(at('2028-01-01T12:00:00Z'));
});

it.each([
  ['2028-01-30T11:59:59Z', null],
  ['2028-01-31T12:00:00Z', 30],
  ['2028-02-23T11:00:00Z', 30],
  ['2028-02-23T12:00:00Z', 7],
  ['2028-03-01T11:59:59Z', 7],
  ['2028-03-01T12:00:00Z', null],
])('at %s the notice due is %p', (now, due) => expect(cardNotice(card, at(now))).toBe(due));

it('pages mark a card from the first notice on, also when it is over', () => {
  const isExpiring = (now: string) => cardOf({ card, credit: 0 }, at(now))?.isExpiring;
  expect(['2028-01-30T00:00:00Z', '2028-01-31T12:00:00Z', '2029-01-01T00:00:00Z'].map(isExpiring)).toEqual([false, true, true]);
  expect(cardOf({ card: null, credit: 0 }, at('2028-01-01T00:00:00Z'))).toBeNull();
});
