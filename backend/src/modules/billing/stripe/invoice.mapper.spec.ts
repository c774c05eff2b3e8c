import { toInvoiceRecord } from './invoice.mapper.js';
import type { StripeInvoice } from './stripe.gateway.js';

const seconds = (iso: string): number => Date.parse(iso) / 1_000;
const start = '2026-01-31T10:00:00.000Z';
const end = '2026-02-28T10:00:00.000Z';

const invoice = (changes: Partial<StripeInvoice> = {}): StripeInvoice =>
  ({
    id: 'in_1',
    number: 'ORB-0001',
    status: 'paid',
    subtotal: 2_900,
    total: 3_451,
    total_discount_amounts: null,
    starting_balance: 0,
    ending_balance: 0,
    amount_due: 3_451,
    amount_remaining: 0,
    attempt_count: 1,
    next_payment_attempt: null,
    billing_reason: 'subscription_cycle',
    last_finalization_error: null,
    total_taxes: [{ amount: 500 }, { amount: 51 }],
    amount_paid: 3_451,
    currency: 'usd',
    created: seconds(start),
    period_start: seconds(start),
    period_end: seconds(start),
    hosted_invoice_url: 'https://invoice.example/1',
    invoice_pdf: null,
    parent: { subscription_details: { subscription: 'sub_1' } },
    status_transitions: { paid_at: seconds(start) },
    lines: {
      data: [
        { period: { start: seconds(start), end: seconds(start) }, pricing: null },
        { period: { start: seconds(start), end: seconds(end) }, pricing: { price_details: { price: 'price_1' } } },
      ],
    },
    ...changes,
  }) as StripeInvoice;

describe('toInvoiceRecord', () => {
  it('takes the period of the line that reaches furthest, and adds the taxes up', () => {
    expect(toInvoiceRecord(invoice(), 'starter')).toMatchObject({
      stripeInvoiceId: 'in_1',
      stripeSubscriptionId: 'sub_1',
      status: 'paid',
      planCode: 'starter',
      total: 3_451,
      tax: 551,
      periodStart: new Date(start),
      periodEnd: new Date(end),
      paidAt: new Date(start),
      pdfUrl: null,
    });
  });

  it('takes credit as used once the invoice is final', () => {
    const credit = { starting_balance: -700, ending_balance: -200 };
    expect(toInvoiceRecord(invoice(credit), null).creditApplied).toBe(500);
    expect(toInvoiceRecord(invoice({ ...credit, status: 'draft', ending_balance: null }), null).creditApplied).toBe(0);
  });

  it('has no payment date and no number before there is one', () => {
    const open = invoice({ status: 'open', number: null, status_transitions: { paid_at: null } as StripeInvoice['status_transitions'] });
    expect(toInvoiceRecord(open, null)).toMatchObject({ status: 'open', number: null, paidAt: null, planCode: null });
  });
});
