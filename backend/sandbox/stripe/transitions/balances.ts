import type Stripe from 'stripe';
import type { Draft } from '../core/draft.js';
import { updateCustomer } from '../objects/customers.js';

export interface BalanceMove {
  /** Minor units: negative gives the customer credit, positive uses it up. */
  amount: number;
  currency: string;
  type: 'adjustment' | 'applied_to_invoice' | 'credit_note';
  description?: string | null;
  invoice?: string;
  creditNote?: string;
  metadata?: Record<string, string>;
}

/** Changes a customer's balance and writes the ledger entry that explains it. */
export function moveBalance(
  draft: Draft,
  customer: Stripe.Customer,
  move: BalanceMove,
): { customer: Stripe.Customer; transaction: Stripe.CustomerBalanceTransaction } {
  const balance = customer.balance + move.amount;
  const transaction = {
    id: draft.newId('cbtxn_'),
    object: 'customer_balance_transaction',
    amount: move.amount,
    checkout_session: null,
    created: draft.at,
    credit_note: move.creditNote ?? null,
    currency: move.currency,
    customer: customer.id,
    customer_account: null,
    description: move.description ?? null,
    ending_balance: balance,
    invoice: move.invoice ?? null,
    livemode: false,
    metadata: move.metadata ?? {},
    type: move.type,
  } satisfies Stripe.CustomerBalanceTransaction;
  draft.put('balanceTransactions', transaction);
  return { customer: updateCustomer(draft, customer, { balance }), transaction };
}
