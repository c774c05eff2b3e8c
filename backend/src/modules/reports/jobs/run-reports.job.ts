import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { defineJob, HandlesJob } from '../../../platform/queues/job.js';
import { AllTenantsDueReportRepository } from '../persistence/all-tenants-due-report.repository.js';
import { ReportRuns } from '../services/report-runs.service.js';

export const runReports = defineJob({ name: 'run-reports', queue: 'maintenance', every: 60_000 });

const SLICE = 500;

/** Begins the reports whose time has come. What is not begun now is due a minute later, too. */
@Injectable()
export class RunReports {
  private readonly logger = new Logger(RunReports.name);

  constructor(
    private readonly schedules: AllTenantsDueReportRepository,
    private readonly runs: ReportRuns,
    private readonly clock: Clock,
  ) {}

  /** @throws AggregateError when some could not be begun, once all had their turn */
  @HandlesJob(runReports)
  async run(): Promise<void> {
    const failures: unknown[] = [];
    let begun = 0;
    for (const { tenantId, id } of await this.schedules.due(this.clock.now(), SLICE)) {
      await this.runs.run(tenantId, id).then(
        (isNew) => (begun += isNew ? 1 : 0),
        (error: unknown) => failures.push(error),
      );
    }
    if (begun > 0) this.logger.log(`began ${begun} reports`);
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} reports could not begin: ${String(failures[0])}`);
  }
}
