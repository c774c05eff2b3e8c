import { DestroyRef, Injectable, effect, inject, untracked } from '@angular/core';
import type { InvoicePage, Subscription } from '@orbisvoice/shared-dto';
import { SHOWN_INVOICE_STATUSES } from '@orbisvoice/shared-dto/values';
import { apiResource, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import type { FileFilters } from '../../core/list-export';
import { BillingApi } from './billing.api';
import { BillingStore } from './billing.store';

const LATEST = 4;

/** The invoices the address asks for. */
@Injectable()
export class InvoicesStore {
  private readonly api = inject(BillingApi);
  readonly url = urlState({ page: 1, status: '' });
  readonly invoices = apiResource<InvoicePage>(() => {
    const { page, status } = this.url.value();
    return this.api.invoices({ page, status: oneOf(status, SHOWN_INVOICE_STATUSES) });
  });
  readonly file = (): FileFilters => ({ status: oneOf(this.url.value().status, SHOWN_INVOICE_STATUSES) });
}

/** Milliseconds between looks: the invoice of a change comes with word of its own, before or after that of the plan. */
const LOOKS = [0, 1_500, 3_000, 6_000, 12_000, 24_000];

/** The newest few, read again when a payment is confirmed and when the plan, its state or its period changes, until the invoice that comes with it is there. */
@Injectable()
export class LatestInvoicesStore {
  private readonly api = inject(BillingApi);
  private readonly billing = inject(BillingStore);
  private seen: string | null = null;
  private turn = 0;
  readonly invoices = apiResource<InvoicePage>(() => this.api.invoices({ page: 1, pageSize: LATEST }));

  constructor() {
    inject(DestroyRef).onDestroy(() => this.turn++);
    effect(() => {
      const now = this.billing.subscription.value();
      if (now) untracked(() => this.follow(now));
    });
    // back from the payment page the first plan read may already be the new one, which is no change to see
    effect(() => {
      if (this.billing.confirmations() > 0) untracked(() => void this.lookForNews());
    });
  }

  private follow({ tier, interval, status, currentPeriodEnd }: Subscription): void {
    const state = [tier, interval, status, currentPeriodEnd].join(' ');
    if (this.seen !== null && this.seen !== state) void this.lookForNews();
    this.seen = state;
  }

  private async lookForNews(): Promise<void> {
    const turn = ++this.turn;
    const before = this.newest();
    for (const wait of LOOKS) {
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      if (turn !== this.turn) return;
      // a look that failed is no news
      if (this.invoices.problem() === null && this.newest() !== before) return;
      this.invoices.reload();
    }
  }

  private newest(): string {
    const [first] = this.invoices.value()?.items ?? [];
    return first ? `${first.id} ${first.status}` : '';
  }
}
