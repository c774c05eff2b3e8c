import { Injectable } from '@nestjs/common';
import type {
  Dispute,
  Invoice,
  InvoiceDetail,
  InvoiceLine,
  InvoicePage,
  InvoiceQuery,
  PaymentAttempt,
  Refund,
} from '@orbisvoice/shared-dto';
import type { TenantId } from '../../../platform/access/tenant-id.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { page } from '../../../platform/http/page.js';
import { hasUsage } from '../domain/invoice-line.js';
import type { PaymentAttemptRecord } from '../domain/payment-attempt.js';
import type { DisputeEntity } from '../persistence/dispute.entity.js';
import { DisputeRepository } from '../persistence/dispute.repository.js';
import type { InvoiceEntity } from '../persistence/invoice.entity.js';
import { InvoiceLineRepository, type CountedLine } from '../persistence/invoice-line.repository.js';
import { InvoiceRepository } from '../persistence/invoice.repository.js';
import { PaymentAttemptRepository } from '../persistence/payment-attempt.repository.js';
import type { RefundEntity } from '../persistence/refund.entity.js';
import { RefundRepository } from '../persistence/refund.repository.js';

/** A tenant's invoices, as its pages show them. Drafts are mirrored but nobody's business yet. */
@Injectable()
export class InvoiceReader {
  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly lines: InvoiceLineRepository,
    private readonly attempts: PaymentAttemptRepository,
    private readonly refunds: RefundRepository,
    private readonly disputes: DisputeRepository,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** One page, newest first. */
  list(tenantId: TenantId, query: InvoiceQuery): Promise<InvoicePage> {
    return this.unitOfWork.snapshot(tenantId, async () => {
      const [rows, total] = await this.invoices.list(tenantId, query);
      const disputed = await this.disputes.openAmong(
        tenantId,
        rows.map((row) => row.stripeInvoiceId),
      );
      return page(
        rows.map((row) => toInvoice(row, disputed.has(row.stripeInvoiceId))),
        total,
        query,
      );
    });
  }

  /**
   * An invoice with all that belongs to it, read at one moment.
   * @throws DomainError `billing.invoice_not_found`
   */
  detail(tenantId: TenantId, id: string): Promise<InvoiceDetail> {
    return this.unitOfWork.snapshot(tenantId, async () => {
      const row = await this.invoices.shown(tenantId, id);
      if (!row) throw new DomainError('billing.invoice_not_found');
      const { stripeInvoiceId, subtotal, discount, creditApplied } = row;
      const disputes = await this.disputes.of(tenantId, stripeInvoiceId);
      return {
        ...toInvoice(
          row,
          disputes.some((dispute) => dispute.closedAt === null),
        ),
        subtotal,
        discount,
        creditApplied,
        lines: (await this.lines.counted(tenantId, stripeInvoiceId)).map(toLine),
        attempts: (await this.attempts.of(tenantId, stripeInvoiceId)).map(toAttempt),
        refunds: (await this.refunds.of(tenantId, stripeInvoiceId)).map(toRefund),
        disputes: disputes.map(toDispute),
      };
    });
  }
}

const toInvoice = (row: InvoiceEntity, isDisputed: boolean): Invoice => ({
  id: row.id,
  number: row.number,
  status: row.status,
  total: row.total,
  tax: row.tax,
  amountPaid: row.amountPaid,
  amountRemaining: row.amountRemaining,
  amountRefunded: row.amountRefunded,
  isDisputed,
  currency: row.currency,
  tier: row.planCode,
  periodStart: row.periodStart.toISOString(),
  periodEnd: row.periodEnd.toISOString(),
  createdAt: row.createdAt.toISOString(),
  paidAt: row.paidAt?.toISOString() ?? null,
  hostedUrl: row.hostedUrl,
  pdfUrl: row.pdfUrl,
});

const toLine = ({ line, conversations }: CountedLine): InvoiceLine => ({
  id: line.id,
  kind: line.kind,
  description: line.description,
  quantity: line.quantity,
  amount: line.amount,
  periodStart: line.periodStart.toISOString(),
  periodEnd: line.periodEnd.toISOString(),
  conversations: hasUsage(line) ? conversations : null,
});

/** An attempt as pages show it. */
export const toAttempt = ({ attempt, at, outcome, reason, nextAttemptAt }: PaymentAttemptRecord): PaymentAttempt => ({
  attempt,
  at: at.toISOString(),
  outcome,
  reason,
  nextAttemptAt: nextAttemptAt?.toISOString() ?? null,
});

const toRefund = ({ id, amount, currency, status, reason, createdAt }: RefundEntity): Refund => ({
  id,
  amount,
  currency,
  status,
  reason,
  createdAt: createdAt.toISOString(),
});

const toDispute = (row: DisputeEntity): Dispute => ({
  id: row.id,
  amount: row.amount,
  currency: row.currency,
  status: row.status,
  reason: row.reason,
  evidenceDueBy: row.evidenceDueBy?.toISOString() ?? null,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
});
