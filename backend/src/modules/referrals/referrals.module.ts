import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AllTenantsReferralRepository } from './persistence/all-tenants-referral.repository.js';
import { ReferralConverted } from './events/referral-converted.event.js';
import { ReferralReversed } from './events/referral-reversed.event.js';
import { ReferralSignedUp } from './events/referral-signed-up.event.js';
import { ReferralController } from './http/referral.controller.js';
import { ReferralVisitController } from './http/referral-visit.controller.js';
import { ForgetReferralVisits } from './jobs/forget-visits.job.js';
import { ForgetReferralVisitors } from './jobs/forget-visitors.job.js';
import { AllTenantsReferralVisitRepository } from './persistence/all-tenants-referral-visit.repository.js';
import { AllTenantsVisitSaltRepository } from './persistence/all-tenants-visit-salt.repository.js';
import { ReferralVisitRepository } from './persistence/referral-visit.repository.js';
import { ReferralVisitService } from './services/referral-visit.service.js';
import { ReferralEntity } from './persistence/referral.entity.js';
import { ReferralLedger } from './services/referral-ledger.js';
import { ReferralListener } from './services/referral-listener.js';
import { ReferralRepository } from './persistence/referral.repository.js';
import { ReferralService } from './services/referral.service.js';
import './referrals.errors.js';

@Module({
  imports: [
    DatabaseModule.forFeature([ReferralEntity]),
    EventsModule.forFeature([ReferralSignedUp, ReferralConverted, ReferralReversed]),
    AuditModule,
    TenantsModule,
  ],
  controllers: [ReferralController, ReferralVisitController],
  providers: [
    AllTenantsReferralRepository,
    AllTenantsReferralVisitRepository,
    AllTenantsVisitSaltRepository,
    ForgetReferralVisitors,
    ForgetReferralVisits,
    ReferralLedger,
    ReferralListener,
    ReferralRepository,
    ReferralService,
    ReferralVisitRepository,
    ReferralVisitService,
  ],
})
export class ReferralsModule {}
