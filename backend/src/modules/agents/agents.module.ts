import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import './agents.errors.js';
import { AgentCreated } from './events/agent-created.event.js';
import { AgentDeleted } from './events/agent-deleted.event.js';
import { AgentUpdated } from './events/agent-updated.event.js';
import { AgentController } from './http/agent.controller.js';
import { AgentEntity } from './persistence/agent.entity.js';
import { AllTenantsPublicKeyRepository } from './persistence/all-tenants-public-key.repository.js';
import { AgentRepository } from './persistence/agent.repository.js';
import { AgentDirectory } from './services/agent-directory.js';
import { AgentService } from './services/agent.service.js';

@Module({
  imports: [DatabaseModule.forFeature([AgentEntity]), EventsModule.forFeature([AgentCreated, AgentUpdated, AgentDeleted]), AuditModule],
  controllers: [AgentController],
  providers: [AgentRepository, AllTenantsPublicKeyRepository, AgentService, AgentDirectory],
  exports: [AgentDirectory],
})
export class AgentsModule {}
