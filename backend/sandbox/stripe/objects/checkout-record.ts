import type Stripe from 'stripe';
import type { AcceptedCard } from './cards.js';

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
}
