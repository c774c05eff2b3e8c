import { Global, Module } from '@nestjs/common';
import { IntegrationJournal } from './integration-journal.js';
import { Integrations } from './integrations.js';
import { RunCounts } from './run-counts.js';
import { Stores } from './stores.js';

/** What a process notes about the world outside and about its own work; the system module takes it to the database. */
@Global()
@Module({
  providers: [IntegrationJournal, Integrations, RunCounts, Stores],
  exports: [IntegrationJournal, Integrations, RunCounts],
})
export class ReportsModule {}
