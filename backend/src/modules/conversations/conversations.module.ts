import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AgentsModule } from '../agents/index.js';
import { AuditModule } from '../audit/index.js';
import { BillingModule } from '../billing/index.js';
import { TenantsModule } from '../tenants/index.js';
import './conversations.errors.js';
import { ConversationEnded } from './events/conversation-ended.event.js';
import { ConversationStarted } from './events/conversation-started.event.js';
import { ToolExecuted } from './events/tool-executed.event.js';
import { ConversationController } from './http/conversation.controller.js';
import { TranscriptController } from './http/transcript.controller.js';
import { SettleConversations } from './jobs/settle-conversations.job.js';
import { AllTenantsUnsettledRepository } from './persistence/all-tenants-unsettled.repository.js';
import { ConversationEntity } from './persistence/conversation.entity.js';
import { ConversationReader } from './persistence/conversation.reader.js';
import { ConversationRepository } from './persistence/conversation.repository.js';
import { ReservationRepository } from './persistence/reservation.repository.js';
import { ToolExecutionEntity, ToolExecutionRepository } from './persistence/tool-execution.repository.js';
import { TranscriptRepository, TranscriptTurnEntity } from './persistence/transcript.repository.js';
import { ConversationEndService } from './services/conversation-end.service.js';
import { ConversationLogService } from './services/conversation-log.service.js';
import { ConversationNews } from './services/conversation-news.js';
import { ConversationQueryService } from './services/conversation-query.service.js';
import { ConversationStartService } from './services/conversation-start.service.js';
import { EndWriter } from './services/end-writer.js';
import { OpenConversation } from './services/open-conversation.js';
import { StandingWatch } from './services/standing-watch.js';
import { StartAdmission } from './services/start-admission.js';
import { TurnWriter } from './services/turn-writer.js';
import { UsageSettlement } from './services/usage-settlement.js';

@Module({
  imports: [
    DatabaseModule.forFeature([ConversationEntity, TranscriptTurnEntity, ToolExecutionEntity]),
    EventsModule.forFeature([ConversationStarted, ConversationEnded, ToolExecuted]),
    AgentsModule,
    AuditModule,
    BillingModule,
    TenantsModule,
  ],
  controllers: [ConversationController, TranscriptController],
  providers: [
    AllTenantsUnsettledRepository,
    ConversationReader,
    ConversationRepository,
    ReservationRepository,
    ToolExecutionRepository,
    TranscriptRepository,
    ConversationEndService,
    ConversationLogService,
    ConversationNews,
    ConversationQueryService,
    ConversationStartService,
    EndWriter,
    OpenConversation,
    StandingWatch,
    StartAdmission,
    TurnWriter,
    UsageSettlement,
    SettleConversations,
  ],
  exports: [ConversationReader, ConversationStartService, ConversationLogService, ConversationEndService],
})
export class ConversationsModule {}
