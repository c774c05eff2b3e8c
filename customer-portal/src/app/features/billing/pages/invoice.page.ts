import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { InvoiceDetail } from '@orbisvoice/shared-dto';
import { apiResource } from '@orbisvoice/shared-ui/core';
import { OvAsync, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvPeriodPipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { PLAN_LABELS } from '../../../core/plan-labels';
import { BillingApi } from '../billing.api';
import { I } from '../invoices.strings';
import { InvoiceAftermath } from '../ui/invoice-aftermath';
import { InvoiceLines } from '../ui/invoice-lines';
import { InvoiceLinks } from '../ui/invoice-links';
import { InvoiceState } from '../ui/invoice-state';

/** One invoice: what it is for, what became of it, and the conversations behind it. */
@Component({
  selector: 'ov-invoice-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [InvoiceAftermath, InvoiceLines, InvoiceLinks, InvoiceState, OvAsync, OvCard, OvDatePipe, OvPeriodPipe, OvPageHeader, OvReady],
  template: `
    <ov-page-header backLink="/billing/invoices" [heading]="heading()" [backLabel]="s.back">
      @if (invoice.value(); as now) {
        <ov-invoice-state ovHeaderBadge [invoice]="now" />
      }
      @if (invoice.value(); as now) {
        <ov-invoice-links ovHeaderActions [invoice]="now" />
      }
    </ov-page-header>
    <ov-async [of]="invoice" kind="block" [lines]="3">
      <ng-template [ovReady]="invoice" let-now>
        <div class="agent-columns">
          <ov-card [heading]="s.lines"><ov-invoice-lines [invoice]="now" /></ov-card>
          <div class="invoice-side">
            <ov-card>
              <dl class="ov-facts">
                <dt>{{ s.issued }}</dt>
                <dd>{{ now.createdAt | ovDate }}</dd>
                @if (now.paidAt; as date) {
                  <dt>{{ s.paid }}</dt>
                  <dd>{{ date | ovDate: 'time' }}</dd>
                }
                <dt>{{ s.period }}</dt>
                <dd>{{ now.periodStart | ovPeriod: now.periodEnd }}</dd>
                @if (now.tier; as tier) {
                  <dt>{{ s.plan }}</dt>
                  <dd>{{ plans[tier] }}</dd>
                }
              </dl>
            </ov-card>
            <ov-invoice-aftermath [invoice]="now" />
          </div>
        </div>
      </ng-template>
    </ov-async>
  `,
})
export default class InvoicePage {
  readonly id = input.required<string>();
  protected readonly s = I.one;
  protected readonly plans = PLAN_LABELS;
  private readonly api = inject(BillingApi);

  protected readonly invoice = apiResource<InvoiceDetail>(() => this.api.invoice(this.id()));
  protected readonly heading = computed(() => {
    const now = this.invoice.value();
    return now ? I.one.heading(now.number ?? I.draft) : I.one.loading;
  });
}
