import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { AllTenantsReferralCodeRepository } from './all-tenants-referral-code.repository.js';
import { Tenant } from './tenant.entity.js';
import { TenantService } from './tenant.service.js';
import './tenants.errors.js';
import { TenantsRepository } from './tenants.repository.js';

@Module({
  imports: [DatabaseModule.forFeature([Tenant])],
  providers: [TenantsRepository, AllTenantsReferralCodeRepository, TenantService],
  exports: [TenantService],
})
export class TenantsModule {}
