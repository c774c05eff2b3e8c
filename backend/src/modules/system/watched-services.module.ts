import { Module } from '@nestjs/common';
import { WatchServices } from './jobs/watch-services.job.js';
import { AllTenantsIntegrationRepository } from './persistence/all-tenants-integration.repository.js';
import { WatchedServices } from './services/watched-services.js';

/** Services next to the platform: asked by the workers, shown among the integrations, and a figure of an alert. */
@Module({
  providers: [AllTenantsIntegrationRepository, WatchedServices, WatchServices],
  exports: [WatchedServices],
})
export class WatchedServicesModule {}
