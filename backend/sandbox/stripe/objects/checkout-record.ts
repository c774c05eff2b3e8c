import type Stripe from 'stripe';
import type { AcceptedCard } from './cards.js';

/** A coupon, and the code that brought it. */
export interface CheckoutDiscount {
  coupon: string;
  promotionCode: string | null;
}

/** A payment that waits for the 3-D Secure page. */
export interface PendingChallenge {
  card: AcceptedCard;
  email: string;
}

/** What Checkout will do on payment; Stripe does not show it on the session. */
export interface CheckoutRecord {
  /** The session's id. */
  id: string;
  items: readonly { price: string; quantity: number }[];
  lineItems: readonly Stripe.LineItem[];
  subscriptionMetadata: Record<string, string>;
  subscriptionDescription: string | null;
  billingMode: 'classic' | 'flexible';
  /** `customer_update[name]=auto`: a known customer is renamed to the name on the card. */
  takesNameFromCard: boolean;
  trialDays: number | null;
  challenge: PendingChallenge | null;
  discount: CheckoutDiscount | null;
  /** The billing address typed on the page. */
  address: Stripe.Address | null;
  /** The page has to ask for an address before it can name a price. */
  asksAddress: boolean;
}
