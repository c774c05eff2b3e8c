import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AllTenantsPlatformTenantRepository } from './all-tenants-platform-tenant.repository.js';
import { AllTenantsReferralCodeRepository } from './all-tenants-referral-code.repository.js';
import { Tenant } from './tenant.entity.js';
import { TenantService } from './tenant.service.js';
import './tenants.errors.js';
import { TenantBanned } from './events/tenant-banned.event.js';
import { TenantReinstated } from './events/tenant-reinstated.event.js';
import { TenantSuspended } from './events/tenant-suspended.event.js';
import { TenantsRepository } from './tenants.repository.js';

@Module({
  imports: [DatabaseModule.forFeature([Tenant]), EventsModule.forFeature([TenantSuspended, TenantBanned, TenantReinstated])],
  providers: [TenantsRepository, AllTenantsPlatformTenantRepository, AllTenantsReferralCodeRepository, TenantService],
  exports: [TenantService],
})
export class TenantsModule {}
