import './api-keys.errors.js';
import { Module } from '@nestjs/common';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { AuditModule } from '../audit/index.js';
import { AllTenantsApiKeyRepository } from './all-tenants-api-key.repository.js';
import { ApiKeyAuthenticator } from './api-key.authenticator.js';
import { ApiKeyController } from './api-key.controller.js';
import { ApiKeyRow } from './api-key.entity.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { ApiKeyService } from './api-key.service.js';
import { ApiKeyCreated } from './events/api-key-created.event.js';
import { ApiKeyRevoked } from './events/api-key-revoked.event.js';
import { ApiKeyRotated } from './events/api-key-rotated.event.js';
import { ApiKeyUsedFirst } from './events/api-key-used-first.event.js';
import { KeyCache } from './key-cache.js';
import { KeyNews } from './key-news.js';
import { KeyUse } from './key-use.js';

@Module({
  imports: [
    AuditModule,
    DatabaseModule.forFeature([ApiKeyRow]),
    EventsModule.forFeature([ApiKeyCreated, ApiKeyRevoked, ApiKeyRotated, ApiKeyUsedFirst]),
  ],
  controllers: [ApiKeyController],
  providers: [AllTenantsApiKeyRepository, ApiKeyRepository, ApiKeyAuthenticator, ApiKeyService, KeyCache, KeyNews, KeyUse],
  exports: [ApiKeyService],
})
export class ApiKeysModule {}
