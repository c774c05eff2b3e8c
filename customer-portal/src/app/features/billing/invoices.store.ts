import { Injectable, effect, inject, untracked } from '@angular/core';
import type { InvoicePage, Subscription } from '@orbisvoice/shared-dto';
import { INVOICE_STATUSES, type InvoiceStatus } from '@orbisvoice/shared-dto/values';
import { apiResource, oneOf, urlState } from '@orbisvoice/shared-ui/core';
import { BillingApi } from './billing.api';
import { BillingStore } from './billing.store';

const LATEST = 4;

/** Drafts are the payment provider's business until they are final. */
export const SHOWN_STATUSES: readonly Exclude<InvoiceStatus, 'draft'>[] = INVOICE_STATUSES.filter((status) => status !== 'draft');

/** The invoices the address asks for. */
@Injectable()
export class InvoicesStore {
  private readonly api = inject(BillingApi);
  readonly url = urlState({ page: 1, status: '' });
  readonly invoices = apiResource<InvoicePage>(() => {
    const { page, status } = this.url.value();
    return this.api.invoices({ page, status: oneOf(status, SHOWN_STATUSES) });
  });
}

/** The newest few, read again when the plan, its state or its period changes: each comes with an invoice. */
@Injectable()
export class LatestInvoicesStore {
  private readonly api = inject(BillingApi);
  private readonly billing = inject(BillingStore);
  private seen: string | null = null;
  readonly invoices = apiResource<InvoicePage>(() => this.api.invoices({ page: 1, pageSize: LATEST }));

  constructor() {
    effect(() => {
      const now = this.billing.subscription.value();
      if (now) untracked(() => this.follow(now));
    });
  }

  private follow({ tier, interval, status, currentPeriodEnd }: Subscription): void {
    const state = [tier, interval, status, currentPeriodEnd].join(' ');
    if (this.seen !== null && this.seen !== state) this.invoices.reload();
    this.seen = state;
  }
}
