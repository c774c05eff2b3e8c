import { Module } from '@nestjs/common';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import { TenantsModule } from '../tenants/index.js';
import { ExportCompleted } from './events/export-completed.event.js';
import { ExportCreated } from './events/export-created.event.js';
import { ExportCanceled } from './events/export-canceled.event.js';
import { ExportFailed } from './events/export-failed.event.js';
import { ExportRetried } from './events/export-retried.event.js';
import './exports.errors.js';
import { ExportEventsController } from './http/export-events.controller.js';
import { ExportFileController } from './http/export-file.controller.js';
import { ExportController } from './http/export.controller.js';
import { ExportWork } from './jobs/export-work.job.js';
import { AllTenantsExportRepository } from './persistence/all-tenants-export.repository.js';
import { ExportRunRepository } from './persistence/export-run.repository.js';
import { ExportRepository } from './persistence/export.repository.js';
import { DatasetSources } from './services/dataset-source.js';
import { ExportCancelling } from './services/export-cancelling.js';
import { ExportRemoval } from './services/export-removal.js';
import { ExportAsking } from './services/export-asking.js';
import { ExportDownloads } from './services/export-downloads.js';
import { ExportEnding } from './services/export-ending.js';
import { ExportFiles } from './services/export-files.js';
import { ExportKeeper } from './services/export-keeper.js';
import { ExportLeftovers } from './services/export-leftovers.js';
import { ExportLinks } from './services/export-links.js';
import { ExportNews } from './services/export-news.js';
import { ExportOrders } from './services/export-orders.js';
import { ExportPlaces } from './services/export-places.js';
import { ExportQueries } from './services/export-queries.js';
import { ExportRescue } from './services/export-rescue.js';
import { ExportRunner } from './services/export-runner.js';
import { ExportStarter } from './services/export-starter.js';
import { ExportStreams } from './services/export-streams.js';
import { ExportWriter } from './services/export-writer.js';
import { TableSource } from './services/table-source.js';

@Module({
  imports: [
    EventsModule.forFeature([ExportCreated, ExportRetried, ExportCompleted, ExportFailed, ExportCanceled]),
    AuditModule,
    TenantsModule,
  ],
  controllers: [ExportEventsController, ExportFileController, ExportController],
  providers: [
    ExportRepository,
    ExportRunRepository,
    AllTenantsExportRepository,
    DatasetSources,
    TableSource,
    ExportNews,
    ExportOrders,
    ExportPlaces,
    ExportAsking,
    ExportQueries,
    ExportCancelling,
    ExportRemoval,
    ExportLeftovers,
    ExportLinks,
    ExportDownloads,
    ExportFiles,
    ExportStreams,
    ExportStarter,
    ExportWriter,
    ExportEnding,
    ExportRunner,
    ExportRescue,
    ExportKeeper,
    ExportWork,
  ],
  exports: [DatasetSources, ExportFiles, ExportOrders],
})
export class ExportsModule {}
