import type { PlanCode } from '@orbisvoice/shared-dto/values';

export const INVOICE_LINE_KINDS = ['plan', 'proration', 'overage', 'other'] as const;
export type InvoiceLineKind = (typeof INVOICE_LINE_KINDS)[number];

/** One line of an invoice, in our words. */
export interface InvoiceLineRecord {
  readonly stripeLineId: string;
  /** From 0, in Stripe's order. */
  readonly position: number;
  readonly kind: InvoiceLineKind;
  readonly description: string;
  readonly quantity: number | null;
  /** Minor units of the invoice's currency, before tax; negative for what is given back. */
  readonly amount: number;
  readonly planCode: PlanCode | null;
  readonly periodStart: Date;
  readonly periodEnd: Date;
}

/** Lines that stand for the use of a whole period; a proration is about a part of one that another line stands for. */
export const hasUsage = ({ kind }: Pick<InvoiceLineRecord, 'kind'>): boolean => kind === 'plan' || kind === 'overage';
