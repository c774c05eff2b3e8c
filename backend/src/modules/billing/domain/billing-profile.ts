/** The card that is charged, as far as it may be shown. */
export interface CardRecord {
  readonly stripePaymentMethodId: string;
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
}

/** What Stripe knows of a customer and our pages show. */
export interface ProfileRecord {
  readonly card: CardRecord | null;
  /** Account credit in minor units, positive when the tenant is owed. */
  readonly credit: number;
}

/** A card with whether it soon cannot be charged any more. */
export interface ShownCard {
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly isExpiring: boolean;
}

/** How long before its end a card is told of (stripe.md D5); pages show it for as long. */
export const CARD_NOTICE_DAYS = [30, 7] as const;
const DAY_MS = 86_400_000;

/** A card is good until its month ends, wherever the issuer is: the last zone on earth is 12 hours behind UTC. */
export const cardEndsAt = ({ expMonth, expYear }: Pick<CardRecord, 'expMonth' | 'expYear'>): Date =>
  new Date(Date.UTC(expYear, expMonth, 1, 12));

/** The card as pages show it. */
export function cardOf(profile: ProfileRecord | null, now: Date): ShownCard | null {
  if (!profile?.card) return null;
  const { brand, last4, expMonth, expYear } = profile.card;
  const isExpiring = daysLeft(profile.card, now) <= Math.max(...CARD_NOTICE_DAYS);
  return { brand, last4, expMonth, expYear, isExpiring };
}

/** The notice a card's end is due for: the nearest one that has begun; null for a card that is good for longer, or over. */
export function cardNotice(card: CardRecord, now: Date): (typeof CARD_NOTICE_DAYS)[number] | null {
  const left = daysLeft(card, now);
  if (left <= 0) return null;
  return [...CARD_NOTICE_DAYS].reverse().find((days) => left <= days) ?? null;
}

const daysLeft = (card: Pick<CardRecord, 'expMonth' | 'expYear'>, now: Date): number =>
  (cardEndsAt(card).getTime() - now.getTime()) / DAY_MS;
