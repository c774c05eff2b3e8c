/** How long a conversion can be taken back: cards are contested within weeks. */
const HOLD_DAYS = 30;
const DAY_MS = 86_400_000;

/** Conversions of before it can not be taken back any more. */
export const heldSince = (now: Date): Date => new Date(now.getTime() - HOLD_DAYS * DAY_MS);

/** A payment that is taken back. */
export interface TakenBack {
  /** When the invoice was paid; it is the qualifying one when that converted the referral. */
  readonly paidAt: Date | null;
  /** When the money was asked back. */
  readonly at: Date;
}

/** Whether what is taken back is the payment that converted a referral, and early enough to take the conversion back, too. */
export const isReversal = (convertedAt: Date | null, { paidAt, at }: TakenBack): boolean =>
  convertedAt !== null && paidAt?.getTime() === convertedAt.getTime() && at.getTime() - convertedAt.getTime() <= HOLD_DAYS * DAY_MS;
