import type Stripe from 'stripe';
import type { CardFormState } from './card-fields.js';

/** What the hosted page knows when it is drawn. */
export interface CheckoutView {
  session: Stripe.Checkout.Session;
  lines: readonly Stripe.LineItem[];
  trialEnd: number | null;
  email: string;
  /** The customer's own address is not for editing here. */
  isEmailFixed: boolean;
  form: CardFormState & { emailError?: string | undefined };
  alert: string | null;
  address: Stripe.Address | null;
  /** Whether the address is known as far as the price depends on it. */
  isPlaced: boolean;
  needsCard: boolean;
  /** The code in use. */
  code: string | null;
  codeError: string | null;
  typedCode: string;
}
