import { inject, Injectable, signal } from '@angular/core';
import { BillingApi } from './billing.api';

/** One event of Stripe. */
@Injectable()
export class EventStore {
  readonly id = signal('');
  readonly event = inject(BillingApi).event(this.id);
}
