import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import { TenantsModule } from '../tenants/index.js';
import { AllTenantsReferralRepository } from './all-tenants-referral.repository.js';
import { ReferralConverted } from './events/referral-converted.event.js';
import { ReferralReversed } from './events/referral-reversed.event.js';
import { ReferralSignedUp } from './events/referral-signed-up.event.js';
import { ReferralController } from './referral.controller.js';
import { ReferralEntity } from './referral.entity.js';
import { ReferralLedger } from './referral-ledger.js';
import { ReferralListener } from './referral-listener.js';
import { ReferralRepository } from './referral.repository.js';
import { ReferralService } from './referral.service.js';
import './referrals.errors.js';

@Module({
  imports: [
    DatabaseModule.forFeature([ReferralEntity]),
    EventsModule.forFeature([ReferralSignedUp, ReferralConverted, ReferralReversed]),
    AuditModule,
    TenantsModule,
  ],
  controllers: [ReferralController],
  providers: [ReferralRepository, AllTenantsReferralRepository, ReferralLedger, ReferralListener, ReferralService],
})
export class ReferralsModule {}
