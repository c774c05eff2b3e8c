import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsMeterReportRepository, type MeterReport } from '../persistence/all-tenants-meter-report.repository.js';
import { StripeOverageGateway } from '../stripe/stripe-overage.gateway.js';

const SLICE = 200;
const ERROR_LENGTH = 1_000;

export const reportOverage = defineJob({ name: 'report-overage', queue: 'maintenance', every: 5 * 60_000 });

/**
 * Tells Stripe's meter what was counted beyond the limits, exactly once: a slice is stored with its identifier before the call and keeps
 * it in every try, so a process that dies between call and mark reports nothing twice. A slice whose fate is unknown for longer than Stripe
 * remembers identifiers is parked: the customer is never billed twice for it.
 */
@Injectable()
export class ReportOverage {
  private readonly logger = new Logger(ReportOverage.name);

  constructor(
    private readonly reports: AllTenantsMeterReportRepository,
    private readonly stripe: StripeOverageGateway,
    private readonly clock: Clock,
  ) {}

  /** @throws Error when slices could not be sent: they stay, and the queue shows it */
  @HandlesJob(reportOverage)
  async run(): Promise<void> {
    const now = this.clock.now();
    const parked = await this.reports.park(now);
    if (parked > 0) this.logger.error(`${parked} overage reports are of unknown fate and were parked: compare with Stripe's meter`);
    while ((await this.reports.claim(now, SLICE)) === SLICE);
    const failures: string[] = [];
    for (
      let due = await this.reports.take(now, SLICE);
      due.length > 0;
      due = failures.length > 0 ? [] : await this.reports.take(now, SLICE)
    ) {
      for (const report of due) {
        const failure = await this.send(report);
        if (failure !== null) failures.push(failure);
      }
    }
    if (failures.length > 0) throw new Error(`${failures.length} overage reports were not sent: ${failures[0]}`);
  }

  /** @returns why it was not sent, or null */
  private async send(report: MeterReport): Promise<string | null> {
    const { id, identifier, customerId, quantity, eventAt } = report;
    try {
      await this.stripe.report({ identifier, customerId, quantity, at: eventAt });
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_LENGTH);
      await this.reports.failed(id, reason);
      return reason;
    }
    await this.reports.sent(id, this.clock.now());
    return null;
  }
}
