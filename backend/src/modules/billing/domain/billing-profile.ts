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

const NOTICE_DAYS = 30;
const DAY_MS = 86_400_000;

/** A card is good until its month ends, wherever the issuer is: the last zone on earth is 12 hours behind UTC. */
export const cardEndsAt = ({ expMonth, expYear }: Pick<CardRecord, 'expMonth' | 'expYear'>): Date =>
  new Date(Date.UTC(expYear, expMonth, 1, 12));

/** The card as pages show it. */
export function cardOf(profile: ProfileRecord | null, now: Date): ShownCard | null {
  if (!profile?.card) return null;
  const { brand, last4, expMonth, expYear } = profile.card;
  const isExpiring = cardEndsAt(profile.card).getTime() - now.getTime() <= NOTICE_DAYS * DAY_MS;
  return { brand, last4, expMonth, expYear, isExpiring };
}
