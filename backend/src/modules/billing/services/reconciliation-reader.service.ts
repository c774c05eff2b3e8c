import { Injectable } from '@nestjs/common';
import type { Discrepancy, PageQuery, Reconciliation, ReconciliationReport, ReconciliationRun } from '@orbisvoice/shared-dto';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { offsetOf, page } from '../../../platform/http/page.js';
import { AllTenantsReconciliationRepository, type FindingRow, type RunRow } from '../persistence/all-tenants-reconciliation.repository.js';
import { StripeDashboard } from '../stripe/stripe-dashboard.js';
import { WebhookPulseReader } from './webhook-pulse.service.js';

/** Runs of the reconciliation and what they found, for staff. */
@Injectable()
export class ReconciliationReader {
  constructor(
    private readonly runs: AllTenantsReconciliationRepository,
    private readonly pulse: WebhookPulseReader,
    private readonly dashboard: StripeDashboard,
  ) {}

  /** Newest first, with the newest one's report and how the webhooks are doing. */
  async list(query: PageQuery): Promise<Reconciliation> {
    const [{ rows, total }, latest, pulse] = await Promise.all([
      this.runs.list(query.pageSize, offsetOf(query)),
      this.runs.list(1, 0),
      this.pulse.read(),
    ]);
    const [newest] = latest.rows;
    return { ...page(rows.map(toRun), total, query), latest: newest ? await this.report(newest) : null, pulse };
  }

  /** @throws DomainError `billing.reconciliation_not_found` */
  async read(id: string): Promise<ReconciliationReport> {
    const run = await this.runs.find(id);
    if (!run) throw new DomainError('billing.reconciliation_not_found');
    return this.report(run);
  }

  private async report(run: RunRow): Promise<ReconciliationReport> {
    return { ...toRun(run), items: (await this.runs.findings(run.id)).map((row) => this.discrepancy(row)) };
  }

  private discrepancy(row: FindingRow): Discrepancy {
    return { ...row, differences: [...row.differences], dashboardUrl: this.dashboard.urlOf(row.objectId) };
  }
}

/** A run as pages show it. */
export const toRun = (row: RunRow): ReconciliationRun => ({
  id: row.id,
  status: row.status,
  startedAt: row.startedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
  startedBy: row.startedBy,
  checked: { customers: row.customers, subscriptions: row.subscriptions, invoices: row.invoices },
  discrepancies: row.discrepancies,
  repaired: row.repaired,
  error: row.error,
});
