import type { PaymentCard } from '@orbisvoice/shared-dto';

/** "12/2034" as it stands on the card. */
export function expiryOf({ expMonth, expYear }: Pick<PaymentCard, 'expMonth' | 'expYear'>): string {
  return `${String(expMonth).padStart(2, '0')}/${expYear}`;
}

/** Whether the card's last month is over at `now` (milliseconds since the epoch). */
export function isExpired({ expMonth, expYear }: Pick<PaymentCard, 'expMonth' | 'expYear'>, now: number): boolean {
  return Date.UTC(expYear, expMonth, 1) <= now;
}
