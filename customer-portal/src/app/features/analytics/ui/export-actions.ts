import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import type { CreateExport, ReportHead } from '@orbisvoice/shared-dto';
import { COUNTED_CHANNELS, EXPORT_DATASETS, type ExportDataset } from '@orbisvoice/shared-dto/values';
import { ApiProblem, SessionStore, oneOf } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvIcon } from '@orbisvoice/shared-ui/ui';
import { AnalyticsApi } from '../analytics.api';
import { S } from '../analytics.strings';
import { exportRequest } from '../export-request';
import { ReportQueryStore } from '../report-query.store';

/** Takes what the page shows along: its table as CSV, the whole report as PDF. The files are written behind the scenes and wait among the exports. */
@Component({
  selector: 'ov-export-actions',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvButton, OvIcon],
  template: `
    @if (session.can('exports.write')) {
      <button ov-button type="button" size="s" [isLoading]="pending() === dataset()" (click)="start(dataset(), 'csv')">
        <ov-icon name="download" />{{ s.csv }}
      </button>
      <button ov-button type="button" size="s" [isLoading]="pending() === 'report'" (click)="start('report', 'pdf')">
        <ov-icon name="invoice" />{{ s.pdf }}
      </button>
    }
  `,
})
export class ExportActions {
  readonly dataset = input.required<ExportDataset>();
  readonly head = input.required<ReportHead>();

  protected readonly s = S.exports;
  protected readonly session = inject(SessionStore);
  protected readonly pending = signal<ExportDataset | null>(null);
  private readonly api = inject(AnalyticsApi);
  private readonly query = inject(ReportQueryStore);
  private readonly toasts = inject(ToastService);

  protected async start(dataset: ExportDataset, format: CreateExport['format']): Promise<void> {
    this.pending.set(dataset);
    try {
      const { agentId, channel } = this.query.url.value();
      const wanted = exportRequest(dataset, format, this.head(), { agentId, channel: oneOf(channel, COUNTED_CHANNELS) });
      await this.api.createExport(wanted);
      this.toasts.show({ text: S.exports.started(EXPORT_DATASETS[dataset].label), link: { label: S.exports.open, path: '/exports' } });
    } catch (error) {
      this.toasts.show({ text: S.exports.failed(ApiProblem.from(error).sentence), tone: 'danger' });
    } finally {
      this.pending.set(null);
    }
  }
}
