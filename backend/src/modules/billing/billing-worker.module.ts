import { Module } from '@nestjs/common';
import { BillingModule } from './billing.module.js';
import { StripeHandOverLoop } from './services/stripe-hand-over.loop.js';

/** What of billing runs all the time: imported by the worker process only. */
@Module({ imports: [BillingModule], providers: [StripeHandOverLoop] })
export class BillingWorkerModule {}
