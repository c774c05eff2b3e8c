import type { PaymentCard } from '@orbisvoice/shared-dto';

/** Card schemes as their owners write them. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'Mastercard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

export function brandName(brand: string): string {
  return BRANDS[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1).replaceAll('_', ' ');
}

/** "12/2034" as it stands on the card. */
export function expiryOf({ expMonth, expYear }: Pick<PaymentCard, 'expMonth' | 'expYear'>): string {
  return `${String(expMonth).padStart(2, '0')}/${expYear}`;
}

/** Whether the card's last month is over at `now` (milliseconds since the epoch). */
export function isExpired({ expMonth, expYear }: Pick<PaymentCard, 'expMonth' | 'expYear'>, now: number): boolean {
  return Date.UTC(expYear, expMonth, 1) <= now;
}
