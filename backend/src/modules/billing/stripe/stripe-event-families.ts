import type { Provider } from '@nestjs/common';
import { CheckoutFamily } from './families/checkout.family.js';
import { CustomerFamily } from './families/customer.family.js';
import { CreditNoteFamily } from './families/credit-note.family.js';
import { InvoiceFamily } from './families/invoice.family.js';
import { MoneyBackFamily } from './families/money-back.family.js';
import { SubscriptionFamily } from './families/subscription.family.js';
import { STRIPE_EVENT_FAMILIES, type StripeEventFamily } from './stripe-event.family.js';

/** Every family of events; a new one only has to be named here. */
const FAMILIES = [CheckoutFamily, CustomerFamily, SubscriptionFamily, InvoiceFamily, CreditNoteFamily, MoneyBackFamily];

/** The families as providers, and all of them under one token. */
export const familyProviders: readonly Provider[] = [
  ...FAMILIES,
  { provide: STRIPE_EVENT_FAMILIES, useFactory: (...families: StripeEventFamily[]) => families, inject: FAMILIES },
];
