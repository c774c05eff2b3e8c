/** How a test card behaves when it is charged. */
export type CardBehaviour =
  'pays' | 'generic_decline' | 'insufficient_funds' | 'fails_later' | 'asks_challenge' | 'always_challenge' | 'expired';

/** What the sandbox remembers of a card: never its number. */
export interface CardRecord {
  /** The payment method's id. */
  id: string;
  behaviour: CardBehaviour;
}

export interface TestCard {
  number: string;
  behaviour: CardBehaviour;
  hint: string;
}

export const TEST_CARDS: readonly TestCard[] = [
  { number: '4242424242424242', behaviour: 'pays', hint: 'Pays' },
  { number: '4000000000000002', behaviour: 'generic_decline', hint: 'Is declined' },
  { number: '4000000000009995', behaviour: 'insufficient_funds', hint: 'Is declined: insufficient funds' },
  // Checkout lets it through once, so that failing renewals can be tried without swapping cards first.
  { number: '4000000000000341', behaviour: 'fails_later', hint: 'Pays today, renewals are declined' },
  { number: '4000002500003155', behaviour: 'asks_challenge', hint: 'Asks for 3-D Secure once, renewals pay' },
  { number: '4000002760003184', behaviour: 'always_challenge', hint: 'Asks for 3-D Secure every time, renewals too' },
  { number: '4000000000000069', behaviour: 'expired', hint: 'Is declined: expired card' },
];

/** What a person types into a card form. */
export interface CardInput {
  number: string;
  expiry: string;
  cvc: string;
  name: string;
}

/** A card that passed the form's checks. */
export interface AcceptedCard {
  behaviour: CardBehaviour;
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  name: string;
}

export type CardField = keyof CardInput;

/** A checked card, or the sentences to show beside its fields. */
export type CardCheck = { kind: 'accepted'; card: AcceptedCard } | { kind: 'refused'; errors: Partial<Record<CardField, string>> };

/** Checks a card form the way Stripe's does: number by Luhn, date not past, code of the right length. */
export function checkCard(input: CardInput, now: Date): CardCheck {
  const number = input.number.replace(/[\s-]/g, '');
  const expiry = readExpiry(input.expiry);
  const errors: Partial<Record<CardField, string>> = {};
  if (number === '') errors.number = 'Enter the card number.';
  else if (!isLuhn(number)) errors.number = 'Your card number is invalid.';
  if (expiry === null) errors.expiry = 'Enter the expiry date as MM/YY.';
  else if (isPast(expiry, now)) errors.expiry = "Your card's expiration date is in the past.";
  if (!/^\d{3}$/.test(input.cvc.trim())) errors.cvc = "Your card's security code has 3 digits.";
  if (input.name.trim() === '') errors.name = 'Enter the name on the card.';
  if (expiry === null || Object.keys(errors).length > 0) return { kind: 'refused', errors };
  const known = TEST_CARDS.find((card) => card.number === number);
  if (known === undefined) {
    return { kind: 'refused', errors: { number: 'This sandbox takes only the test cards listed below. Never enter a real card.' } };
  }
  const card = { behaviour: known.behaviour, brand: 'visa', last4: number.slice(-4), expMonth: expiry.month, expYear: expiry.year };
  return { kind: 'accepted', card: { ...card, name: input.name.trim() } };
}

function isLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

function readExpiry(value: string): { month: number; year: number } | null {
  const match = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(value);
  if (match === null) return null;
  const month = Number(match[1]);
  const year = Number(match[2]) + (match[2]?.length === 2 ? 2000 : 0);
  return month >= 1 && month <= 12 ? { month, year } : null;
}

function isPast(expiry: { month: number; year: number }, now: Date): boolean {
  return expiry.year * 12 + expiry.month < now.getUTCFullYear() * 12 + now.getUTCMonth() + 1;
}

/** Whether the issuer wants to see its customer when somebody is at the screen. */
export function asksChallenge(behaviour: CardBehaviour): boolean {
  return behaviour === 'asks_challenge' || behaviour === 'always_challenge';
}
