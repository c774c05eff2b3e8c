import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import './queues.errors.js';
import { IntegrationController } from './http/integration.controller.js';
import { QueueController } from './http/queue.controller.js';
import { PurgeQueueDesk } from './jobs/purge-queue-desk.job.js';
import { AllTenantsDiscardedJobRepository } from './persistence/all-tenants-discarded-job.repository.js';
import { AllTenantsIntegrationRepository } from './persistence/all-tenants-integration.repository.js';
import { AllTenantsJobEventRepository } from './persistence/all-tenants-job-event.repository.js';
import { AllTenantsQueueFiguresRepository } from './persistence/all-tenants-queue-figures.repository.js';
import { AllTenantsRecordRepository } from './persistence/all-tenants-record.repository.js';
import { BulkJobActions } from './services/bulk-jobs.service.js';
import { FailedJobs } from './services/failed-jobs.js';
import { IntegrationBoard } from './services/integration-board.service.js';
import { IntegrationProbes } from './services/integration-probes.service.js';
import { JobActions } from './services/job-actions.service.js';
import { JobAudit } from './services/job-audit.service.js';
import { JobDesk } from './services/job-desk.service.js';
import { QueueBoard } from './services/queue-board.service.js';
import { QueueSwitch } from './services/queue-switch.service.js';

/** The queues and the integrations, as staff see and mend them. */
@Module({
  imports: [AuditModule],
  controllers: [IntegrationController, QueueController],
  providers: [
    AllTenantsDiscardedJobRepository,
    AllTenantsIntegrationRepository,
    AllTenantsJobEventRepository,
    AllTenantsQueueFiguresRepository,
    AllTenantsRecordRepository,
    BulkJobActions,
    FailedJobs,
    IntegrationBoard,
    IntegrationProbes,
    JobActions,
    JobAudit,
    JobDesk,
    PurgeQueueDesk,
    QueueBoard,
    QueueSwitch,
  ],
})
export class SystemQueuesModule {}
