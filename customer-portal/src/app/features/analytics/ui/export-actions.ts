import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { CreateExport, ReportHead } from '@orbisvoice/shared-dto';
import { COUNTED_CHANNELS, EXPORT_DATASETS, type ExportDataset } from '@orbisvoice/shared-dto/values';
import { ApiProblem, SessionStore, oneOf } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { AnalyticsApi } from '../analytics.api';
import { S } from '../analytics.strings';
import { exportRequest, unknownTo, type Narrowed, type Narrowing } from '../export-request';
import { ReportQueryStore } from '../report-query.store';

/**
 * Takes what the page shows along: its table as CSV, the whole report as PDF. A file that cannot be narrowed as the page is says what it covers
 * instead, or is not to be had. The files are written behind the scenes and wait among the exports.
 */
@Component({
  selector: 'ov-export-actions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  template: `
    @if (canWrite()) {
      @if (csvReason(); as reason) {
        <span class="ov-small ov-muted" [id]="reasonId">{{ reason }}</span>
      }
      <button
        ov-button
        type="button"
        size="s"
        [disabled]="csvReason() !== null"
        [attr.aria-describedby]="csvReason() ? reasonId : null"
        [isLoading]="pending() === dataset()"
        (click)="start(dataset(), 'csv')"
      >
        <ov-icon name="download" />{{ s.csv }}
      </button>
      <button ov-button type="button" size="s" [isLoading]="pending() === 'report'" (click)="start('report', 'pdf')">
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
  protected readonly reasonId = 'ov-export-csv-reason';
  private readonly session = inject(SessionStore);
  /** Not while acting for somebody: the server refuses it to staff. */
  protected readonly canWrite = computed(() => this.session.can('exports.write') && !this.session.impersonation());
  protected readonly pending = signal<ExportDataset | null>(null);
  private readonly api = inject(AnalyticsApi);
  private readonly query = inject(ReportQueryStore);
  private readonly toasts = inject(ToastService);

  /** By what the page is narrowed; the address may hold filters of other pages. */
  private readonly narrowed = computed<Narrowed>(() => {
    const { agentId, channel } = this.query.url.value();
    const chosen = oneOf(channel, COUNTED_CHANNELS);
    const has = (filter: Narrowing): boolean => this.filters().includes(filter);
    return { ...(has('agentId') && agentId && { agentId }), ...(has('channel') && chosen && { channel: chosen }) };
  });
  protected readonly csvReason = computed(() => {
    const all = allOf(unknownTo(this.dataset(), this.narrowed()));
    return all && S.exports.csvOf(all);
  });
  protected readonly pdfLabel = computed(() => {
    const all = allOf(unknownTo('report', this.narrowed()));
    return all ? S.exports.pdfOf(all) : S.exports.pdf;
  });

  protected async start(dataset: ExportDataset, format: CreateExport['format']): Promise<void> {
    this.pending.set(dataset);
    try {
      await this.api.createExport(exportRequest(dataset, format, this.head(), this.narrowed()));
      this.toasts.show({ text: S.exports.started(EXPORT_DATASETS[dataset].label), link: { label: S.exports.open, path: '/exports' } });
    } catch (error) {
      this.toasts.show({ text: S.exports.failed(ApiProblem.from(error).sentence), tone: 'danger' });
    } finally {
      this.pending.set(null);
    }
  }
}

/** What a file covers that these cannot narrow; null where there are none. */
function allOf([first, second]: readonly Narrowing[]): string | null {
  if (!first) return null;
  return S.exports.allOf[second ? 'both' : first];
}
