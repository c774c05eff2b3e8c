import { column, type DatasetTable } from '../dataset-columns.js';

const BILLING_DETAILS: DatasetTable = {
  table: 'billing_profiles',
  columns: [
    column('cardBrand', 'text', 'b.card_brand'),
    column('cardLast4', 'text', 'b.card_last4'),
    column('cardExpMonth', 'number', 'b.card_exp_month'),
    column('cardExpYear', 'number', 'b.card_exp_year'),
    column('credit', 'number', 'b.credit'),
    column('isOverageEnabled', 'flag', 'b.is_overage_enabled'),
    column('overageCap', 'number', 'b.overage_cap'),
    column('updatedAt', 'instant', 'b.updated_at'),
  ],
  from: 'billing_profiles b',
  orderBy: 'b.tenant_id',
  tenant: 'b.tenant_id',
  filters: {},
};

const TAX_IDS: DatasetTable = {
  table: 'tax_ids',
  columns: [
    column('id', 'id', 't.id'),
    column('type', 'word', 't.type'),
    column('value', 'text', 't.value'),
    column('country', 'text', 't.country'),
    column('status', 'word', 't.status'),
    column('createdAt', 'instant', 't.created_at'),
  ],
  from: 'tax_ids t',
  orderBy: 't.created_at, t.id',
  tenant: 't.tenant_id',
  filters: {},
};

/** A draft is still changing: no page of the workspace shows it either. */
const NO_DRAFTS = `i.status is distinct from 'draft'`;

const INVOICES: DatasetTable = {
  table: 'invoices',
  columns: [
    column('id', 'id', 'i.id'),
    column('number', 'text', 'i.number'),
    column('stripeInvoiceId', 'id', 'i.stripe_invoice_id'),
    column('status', 'word', 'i.status'),
    column('planCode', 'word', 'i.plan_code'),
    column('currency', 'word', 'i.currency'),
    column('subtotal', 'number', 'i.subtotal'),
    column('discount', 'number', 'i.discount'),
    column('tax', 'number', 'i.tax'),
    column('total', 'number', 'i.total'),
    column('creditApplied', 'number', 'i.credit_applied'),
    column('amountDue', 'number', 'i.amount_due'),
    column('amountPaid', 'number', 'i.amount_paid'),
    column('amountRemaining', 'number', 'i.amount_remaining'),
    column('amountRefunded', 'number', 'i.amount_refunded'),
    column('periodStart', 'instant', 'i.period_start'),
    column('periodEnd', 'instant', 'i.period_end'),
    column('createdAt', 'instant', 'i.created_at'),
    column('paidAt', 'instant', 'i.paid_at'),
  ],
  from: 'invoices i',
  orderBy: 'i.created_at, i.id',
  tenant: 'i.tenant_id',
  only: NO_DRAFTS,
  filters: { range: 'i.created_at', status: 'i.status' },
};

const INVOICE_LINES: DatasetTable = {
  table: 'invoice_lines',
  columns: [
    column('id', 'id', 'l.id'),
    column('invoiceId', 'id', 'i.id'),
    column('invoiceNumber', 'text', 'i.number'),
    column('position', 'number', 'l.position'),
    column('kind', 'word', 'l.kind'),
    column('description', 'text', 'l.description'),
    column('quantity', 'number', 'l.quantity'),
    column('amount', 'number', 'l.amount'),
    column('currency', 'word', 'i.currency'),
    column('planCode', 'word', 'l.plan_code'),
    column('periodStart', 'instant', 'l.period_start'),
    column('periodEnd', 'instant', 'l.period_end'),
  ],
  from: 'invoice_lines l left join invoices i on i.tenant_id = l.tenant_id and i.stripe_invoice_id = l.stripe_invoice_id',
  orderBy: 'i.created_at, l.stripe_invoice_id, l.position, l.id',
  tenant: 'l.tenant_id',
  only: NO_DRAFTS,
  filters: { range: 'i.created_at' },
};

const PAYMENT_ATTEMPTS: DatasetTable = {
  table: 'payment_attempts',
  columns: [
    column('id', 'id', 'p.id'),
    column('invoiceId', 'id', 'i.id'),
    column('invoiceNumber', 'text', 'i.number'),
    column('attempt', 'number', 'p.attempt'),
    column('at', 'instant', 'p.at'),
    column('outcome', 'word', 'p.outcome'),
    column('reason', 'text', 'p.reason'),
    column('nextAttemptAt', 'instant', 'p.next_attempt_at'),
  ],
  from: 'payment_attempts p left join invoices i on i.tenant_id = p.tenant_id and i.stripe_invoice_id = p.stripe_invoice_id',
  orderBy: 'p.at, p.id',
  tenant: 'p.tenant_id',
  filters: { range: 'p.at' },
};

const REFUNDS: DatasetTable = {
  table: 'refunds',
  columns: [
    column('id', 'id', 'r.id'),
    column('stripeRefundId', 'id', 'r.stripe_refund_id'),
    column('invoiceId', 'id', 'i.id'),
    column('invoiceNumber', 'text', 'i.number'),
    column('currency', 'word', 'r.currency'),
    column('amount', 'number', 'r.amount'),
    column('status', 'word', 'r.status'),
    column('reason', 'text', 'r.reason'),
    column('createdAt', 'instant', 'r.created_at'),
  ],
  from: 'refunds r left join invoices i on i.tenant_id = r.tenant_id and i.stripe_invoice_id = r.stripe_invoice_id',
  orderBy: 'r.created_at, r.id',
  tenant: 'r.tenant_id',
  filters: { range: 'r.created_at' },
};

const DISPUTES: DatasetTable = {
  table: 'disputes',
  columns: [
    column('id', 'id', 'd.id'),
    column('stripeDisputeId', 'id', 'd.stripe_dispute_id'),
    column('invoiceId', 'id', 'i.id'),
    column('invoiceNumber', 'text', 'i.number'),
    column('currency', 'word', 'd.currency'),
    column('amount', 'number', 'd.amount'),
    column('status', 'word', 'd.status'),
    column('reason', 'text', 'd.reason'),
    column('evidenceDueBy', 'instant', 'd.evidence_due_by'),
    column('openedAt', 'instant', 'd.opened_at'),
    column('closedAt', 'instant', 'd.closed_at'),
  ],
  from: 'disputes d left join invoices i on i.tenant_id = d.tenant_id and i.stripe_invoice_id = d.stripe_invoice_id',
  orderBy: 'd.opened_at, d.id',
  tenant: 'd.tenant_id',
  filters: { range: 'd.opened_at' },
};

/** What was charged, paid and given back. */
export const MONEY_TABLES = {
  billing_details: BILLING_DETAILS,
  tax_ids: TAX_IDS,
  invoices: INVOICES,
  invoice_lines: INVOICE_LINES,
  payment_attempts: PAYMENT_ATTEMPTS,
  refunds: REFUNDS,
  disputes: DISPUTES,
} as const satisfies Readonly<Record<string, DatasetTable>>;
