import { computed, inject, Injectable, signal } from '@angular/core';
import { keepLast } from '../../core/keep-last';
import { BillingApi } from './billing.api';
import { planRows } from './plan-rows';

/** The plans as sold, beside what Stripe has for each. */
@Injectable()
export class PlansStore {
  readonly list = keepLast(inject(BillingApi).plans(), signal('plans'));
  readonly rows = computed(() => {
    const page = this.list.value();
    return page ? planRows(page) : [];
  });
  readonly isOutOfSync = computed(() =>
    this.rows().some((row) => row.prices.some(({ state }) => state === 'missing' || state === 'differs')),
  );
}
