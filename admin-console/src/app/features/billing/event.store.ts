import { inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { BillingApi } from './billing.api';

/** One event of Stripe. */
@Injectable()
export class EventStore {
  readonly id = signal('');
  readonly event = keepLast(inject(BillingApi).event(this.id), this.id);
}
