import { Module } from '@nestjs/common';
import { AgentsModule } from '../agents/index.js';
import { WidgetController } from './http/widget.controller.js';
import { WidgetGate } from './http/widget-gate.js';
import { WidgetRefusals } from './http/widget-refusals.js';
import { ForgetWidgetVisits } from './jobs/forget-visits.job.js';
import { OpenVisitMonths } from './jobs/open-visit-months.job.js';
import { AllTenantsVisitMonthRepository } from './persistence/all-tenants-visit-month.repository.js';
import { VisitRepository } from './persistence/visit.repository.js';
import { VisitService } from './services/visit.service.js';

@Module({
  imports: [AgentsModule],
  controllers: [WidgetController],
  providers: [
    AllTenantsVisitMonthRepository,
    ForgetWidgetVisits,
    OpenVisitMonths,
    VisitRepository,
    VisitService,
    WidgetGate,
    WidgetRefusals,
  ],
})
export class WidgetModule {}
