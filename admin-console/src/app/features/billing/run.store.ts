import { computed, inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { BillingApi } from './billing.api';
import { pollWhile } from '../../core/poll-while';

/** One comparison with Stripe, looked at until it ends. */
@Injectable()
export class RunStore {
  readonly id = signal('');
  readonly report = keepLast(inject(BillingApi).run(this.id), this.id);

  constructor() {
    pollWhile(
      this.report,
      computed(() => this.report.value()?.status === 'running'),
    );
  }
}
