import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { CreateExport, ReportHead } from '@orbisvoice/shared-dto';
import { COUNTED_CHANNELS, type ExportDataset } from '@orbisvoice/shared-dto/values';
import { oneOf } from '@orbisvoice/shared-ui/core';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { FileOrders } from '../../../core/file-orders';
import { S } from '../analytics.strings';
import { exportRequest, unknownTo, type Narrowed, type Narrowing } from '../export-request';
import { ReportQueryStore } from '../report-query.store';

/** Takes what the page shows along: its table as CSV, the whole report as PDF, which says what it covers where it cannot be narrowed as the page is. */
@Component({
  selector: 'ov-export-actions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  providers: [FileOrders],
  template: `
    @if (orders.mayOrder(dataset())) {
      <button ov-button type="button" size="s" [isLoading]="orders.pending() === dataset()" (click)="start(dataset(), 'csv')">
        <ov-icon name="download" />{{ s.csv }}
      </button>
      <button ov-button type="button" size="s" [isLoading]="orders.pending() === 'report'" (click)="start('report', 'pdf')">
        <ov-icon name="invoice" />{{ pdfLabel() }}
      </button>
    }
  `,
})
export class ExportActions {
  readonly dataset = input.required<ExportDataset>();
  readonly head = input.required<ReportHead>();
  /** The filters of the page. */
  readonly filters = input.required<readonly Narrowing[]>();

  protected readonly s = S.exports;
  protected readonly orders = inject(FileOrders);
  private readonly query = inject(ReportQueryStore);

  /** By what the page is narrowed; the address may hold filters of other pages. */
  private readonly narrowed = computed<Narrowed>(() => {
    const { agentId, channel } = this.query.url.value();
    const chosen = oneOf(channel, COUNTED_CHANNELS);
    const has = (filter: Narrowing): boolean => this.filters().includes(filter);
    return { ...(has('agentId') && agentId && { agentId }), ...(has('channel') && chosen && { channel: chosen }) };
  });
  protected readonly pdfLabel = computed(() => {
    const all = allOf(unknownTo('report', this.narrowed()));
    return all ? S.exports.pdfOf(all) : S.exports.pdf;
  });

  protected start(dataset: ExportDataset, format: CreateExport['format']): Promise<void> {
    return this.orders.order(exportRequest(dataset, format, this.head(), this.narrowed()));
  }
}

/** What a file covers that these cannot narrow; null where there are none. */
function allOf([first, second]: readonly Narrowing[]): string | null {
  if (!first) return null;
  return S.exports.allOf[second ? 'both' : first];
}
