import * as z from 'zod';
import { Instant, PageQuery, pageOf } from '../platform/page.dto.js';
import { INVOICE_STATUSES, PLAN_CODES, SHOWN_INVOICE_STATUSES } from '../values/plan-codes.js';
import { DISPUTE_STATUSES, PAYMENT_ATTEMPT_OUTCOMES, REFUND_STATUSES } from '../values/statuses.js';
import { Money } from './plan.dto.js';

export const Invoice = z
  .object({
    id: z.uuid(),
    number: z.string().nullable(),
    status: z.enum(INVOICE_STATUSES),
    total: Money,
    tax: Money,
    amountPaid: Money,
    amountRemaining: Money,
    amountRefunded: Money,
    isDisputed: z.boolean().describe('A dispute about it is open'),
    currency: z.string(),
    tier: z.enum(PLAN_CODES).nullable(),
    periodStart: Instant,
    periodEnd: Instant,
    createdAt: Instant,
    paidAt: Instant.nullable(),
    hostedUrl: z.string().nullable(),
    pdfUrl: z.string().nullable(),
  })
  .meta({ id: 'Invoice' });
export type Invoice = z.infer<typeof Invoice>;
export const InvoicePage = pageOf(Invoice, 'InvoicePage');
export type InvoicePage = z.infer<typeof InvoicePage>;
export const InvoiceQuery = PageQuery.extend({ status: z.enum(SHOWN_INVOICE_STATUSES).optional() });
export type InvoiceQuery = z.infer<typeof InvoiceQuery>;

export const InvoiceLine = z
  .object({
    id: z.uuid(),
    kind: z.enum(['plan', 'proration', 'overage', 'other']),
    description: z.string(),
    quantity: z.int().nullable(),
    amount: Money.describe('Before tax, after discounts of the line'),
    periodStart: Instant,
    periodEnd: Instant,
    conversations: z.int().nullable().describe('Counted conversations in the usage period of the line; null where none belong to it'),
  })
  .meta({ id: 'InvoiceLine' });
export type InvoiceLine = z.infer<typeof InvoiceLine>;

export const PaymentAttempt = z
  .object({
    attempt: z.int(),
    at: Instant,
    outcome: z.enum(PAYMENT_ATTEMPT_OUTCOMES),
    reason: z.string().nullable().describe('The issuer’s code, e.g. insufficient_funds'),
    nextAttemptAt: Instant.nullable(),
  })
  .meta({ id: 'PaymentAttempt' });
export type PaymentAttempt = z.infer<typeof PaymentAttempt>;

export const Refund = z
  .object({
    id: z.uuid(),
    amount: Money,
    currency: z.string(),
    status: z.enum(REFUND_STATUSES),
    reason: z.string().nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'Refund' });
export type Refund = z.infer<typeof Refund>;

export const Dispute = z
  .object({
    id: z.uuid(),
    amount: Money,
    currency: z.string(),
    status: z.enum(DISPUTE_STATUSES),
    reason: z.string(),
    evidenceDueBy: Instant.nullable(),
    openedAt: Instant,
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'Dispute' });
export type Dispute = z.infer<typeof Dispute>;

export const InvoiceDetail = Invoice.extend({
  subtotal: Money.describe('Lines before invoice-level discounts and tax'),
  discount: Money,
  creditApplied: Money.describe('Account credit that paid a part of it'),
  lines: z.array(InvoiceLine),
  attempts: z.array(PaymentAttempt),
  refunds: z.array(Refund),
  disputes: z.array(Dispute),
}).meta({ id: 'InvoiceDetail' });
export type InvoiceDetail = z.infer<typeof InvoiceDetail>;

/** Fresh addresses of an invoice's documents; Stripe's own expire. */
export const InvoiceLinks = z.object({ hostedUrl: z.string().nullable(), pdfUrl: z.string().nullable() }).meta({ id: 'InvoiceLinks' });
export type InvoiceLinks = z.infer<typeof InvoiceLinks>;
