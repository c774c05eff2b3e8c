import { moneyText, type Reader } from './formats.js';

const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

/** `Visa ending in 4242`; a brand nobody has named yet is a card like any other. */
export const cardText = (brand: string, last4: string): string => `${BRANDS[brand] ?? 'Card'} ending in ${last4}`;

/** The month a card is good to the end of, such as `December 2026`. */
export const cardMonthText = (year: number, month: number, { locale }: Pick<Reader, 'locale'>): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(Date.UTC(year, month - 1, 1)));

/** What an issuer's code means to the person whose card it is. */
const DECLINES: Readonly<Record<string, string>> = {
  insufficient_funds: 'there is not enough money on the account',
  card_declined: 'the bank declined the card',
  generic_decline: 'the bank declined the card',
  do_not_honor: 'the bank declined the card',
  expired_card: 'the card has expired',
  incorrect_cvc: 'the security code is wrong',
  lost_card: 'the card was reported lost',
  stolen_card: 'the card was reported stolen',
  processing_error: 'the bank could not be reached',
  no_payment_method: 'there is no card on file',
};

/** Null for a code we have no words for: a mail does not quote a machine. */
export const declineText = (reason: string | null): string | null => (reason === null ? null : (DECLINES[reason] ?? null));

/** A price with how often it is paid, such as `USD 29.00 a month`. */
export const priceText = (price: { amount: number; currency: string; interval: 'month' | 'year' }, reader: Reader): string =>
  `${moneyText(price.amount, price.currency, reader)} a ${price.interval}`;

const DAY_MS = 86_400_000;

/** How long there is left, in days: a day that has begun counts, and the last one is a day. */
export function daysText(from: Date, to: Date): string {
  const days = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / DAY_MS));
  return days === 1 ? '1 day' : `${days} days`;
}
