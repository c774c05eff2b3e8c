import type Stripe from 'stripe';
import { formatDate, formatMoney } from '../objects/formats.js';
import { PdfPage } from './pdf-page.js';

const LEFT = 50;
const RIGHT = 545;
const GREY = [0.28, 0.33, 0.42] as const;
const MAX_LINES = 30;

/** The invoice as a one-page PDF. */
export function invoicePdf(invoice: Stripe.Invoice): Buffer {
  const page = new PdfPage();
  const money = (minor: number): string => formatMoney(minor, invoice.currency);
  const title = `Invoice ${invoice.number ?? 'draft'}`;
  page.text(invoice.account_name ?? 'Sandbox', LEFT, 70, { size: 11, isBold: true });
  page.text('Test mode: sandbox, no real money', LEFT, 86, { size: 9, colour: GREY });
  page.text(title, LEFT, 130, { size: 22, isBold: true });
  page.text(`Issued ${formatDate(invoice.status_transitions.finalized_at ?? invoice.created)}`, LEFT, 152, { size: 10, colour: GREY });
  page.text(`Status: ${invoice.status ?? 'draft'}`, LEFT, 167, { size: 10, colour: GREY });
  page.text('Billed to', LEFT, 200, { size: 10, isBold: true });
  page.text(invoice.customer_name ?? '', LEFT, 215, { size: 10 });
  page.text(invoice.customer_email ?? '', LEFT, 229, { size: 10 });
  page.text('Description', LEFT, 268, { size: 10, isBold: true });
  page.text('Amount', RIGHT - 40, 268, { size: 10, isBold: true });
  page.rule(276);
  const bottom = drawLines(page, invoice, money);
  const due = invoice.status === 'paid' ? 0 : invoice.amount_remaining;
  const totals: [string, number][] = [
    ['Total', invoice.total],
    ['Paid', invoice.amount_paid],
    ['Amount due', due],
  ];
  for (const [index, [label, value]] of totals.entries()) {
    const y = bottom + 24 + index * 18;
    page.text(label, 380, y, { size: 11, isBold: index === 2 });
    page.amount(money(value), RIGHT, y, { size: 11, isBold: index === 2 });
  }
  return page.toBuffer(title);
}

function drawLines(page: PdfPage, invoice: Stripe.Invoice, money: (minor: number) => string): number {
  const shown = invoice.lines.data.slice(0, MAX_LINES);
  for (const [index, line] of shown.entries()) {
    const y = 296 + index * 28;
    page.text((line.description ?? '').slice(0, 80), LEFT, y, { size: 10 });
    page.text(`${formatDate(line.period.start)} to ${formatDate(line.period.end)}`, LEFT, y + 12, { size: 8, colour: GREY });
    page.amount(money(line.amount), RIGHT, y, { size: 10 });
  }
  const bottom = 296 + shown.length * 28;
  page.rule(bottom);
  return bottom;
}
