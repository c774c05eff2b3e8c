import { computed, inject, Injectable, signal } from '@angular/core';
import { BillingApi } from './billing.api';
import { pollWhile } from './poll-while';

/** One comparison with Stripe, looked at until it ends. */
@Injectable()
export class RunStore {
  readonly id = signal('');
  readonly report = inject(BillingApi).run(this.id);

  constructor() {
    pollWhile(
      this.report,
      computed(() => this.report.value()?.status === 'running'),
    );
  }
}
