import type { Invoice, InvoiceDetail, InvoiceLine } from '@orbisvoice/shared-dto';
import { anId } from './ids';

export const anInvoice = (change: Partial<Invoice> = {}): Invoice => ({
  id: anId(),
  number: 'OV-1',
  status: 'paid',
  total: 2_900,
  tax: 0,
  amountPaid: 2_900,
  amountRemaining: 0,
  amountRefunded: 0,
  isDisputed: false,
  currency: 'usd',
  tier: 'starter',
  periodStart: '2026-04-01T00:00:00.000Z',
  periodEnd: '2026-05-01T00:00:00.000Z',
  createdAt: '2026-04-01T00:00:00.000Z',
  paidAt: '2026-04-01T00:00:00.000Z',
  hostedUrl: 'https://pay.example/1',
  pdfUrl: 'https://pay.example/1.pdf',
  ...change,
});

export const anInvoiceLine = (change: Partial<InvoiceLine> = {}): InvoiceLine => ({
  id: anId(),
  kind: 'plan',
  description: '1 × Starter (at $29.00 / month)',
  quantity: 1,
  amount: 2_900,
  periodStart: '2026-04-01T00:00:00.000Z',
  periodEnd: '2026-05-01T00:00:00.000Z',
  conversations: 412,
  ...change,
});

export const anInvoiceDetail = (change: Partial<InvoiceDetail> = {}): InvoiceDetail => ({
  ...anInvoice(),
  subtotal: 2_900,
  discount: 0,
  creditApplied: 0,
  lines: [anInvoiceLine()],
  attempts: [],
  refunds: [],
  disputes: [],
  ...change,
});
