import { Global, Module } from '@nestjs/common';
import { AllTenantsIdempotencyRepository } from './all-tenants-idempotency.repository.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { PurgeIdempotencyKeys } from './purge-idempotency-keys.job.js';

/** Idempotency keys for the routes that declare them, and their retention; in every process. */
@Global()
@Module({
  providers: [IdempotencyRepository, AllTenantsIdempotencyRepository, PurgeIdempotencyKeys],
  // for the interceptor, which every module makes for its own routes
  exports: [IdempotencyRepository],
})
export class IdempotencyModule {}
