import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AllTenantsIdempotencyRepository } from './all-tenants-idempotency.repository.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { PurgeIdempotencyKeys } from './purge-idempotency-keys.job.js';

/** Idempotency keys for the routes that declare them, and their retention; in every process. */
@Module({
  providers: [
    IdempotencyRepository,
    AllTenantsIdempotencyRepository,
    PurgeIdempotencyKeys,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
})
export class IdempotencyModule {}
