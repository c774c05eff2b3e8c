import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, contentChild, inject, input } from '@angular/core';
import type { ReportHead } from '@orbisvoice/shared-dto';
import type { ExportDataset } from '@orbisvoice/shared-dto/values';
import { OvAsync, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { S } from '../analytics.strings';
import type { Narrowing } from '../export-request';
import type { LiveReport } from '../live-report';
import { ReportQueryStore } from '../report-query.store';
import { asOfText, daysText } from '../report-words';
import { ExportActions } from './export-actions';

/** The fields of the range bar, which say themselves what is wrong with them. */
const BAR_FIELDS: readonly string[] = ['from', 'to', 'interval', 'agentId', 'channel', 'timeZone'];

/**
 * A report with its head (days, zone, moment, exports) and all its states. What was read last stays while the next answer comes, dimmed when it
 * answers another question, and says so when it could not be read again.
 */
@Component({
  selector: 'ov-report-body',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [ExportActions, NgTemplateOutlet, OvAsync, OvButton, OvNotice, OvReady],
  template: `
    @if (report().value(); as head) {
      <div class="report-head">
        <p>
          <b>{{ days(head) }}</b>
          @if (head.previous; as previous) {
            <span>{{ s.against(days(previous)) }}</span>
          }
          <span>{{ s.asOf(asOf(head, 'time'), head.timeZone) }}</span>
          @if (report().isLoading()) {
            <span>{{ s.updating }}</span>
          } @else if (query.isLive() && !report().stale()) {
            <span class="report-live">{{ s.live }}</span>
          }
        </p>
        <div class="ov-row"><ov-export-actions [dataset]="dataset()" [head]="head" [filters]="filters()" /></div>
      </div>
    }
    @if (report().stale(); as stale) {
      <ov-notice tone="warning">
        <span>{{ s.stale(stale.problem.sentence) }}</span>
        <button ov-button type="button" size="s" (click)="report().reload()">{{ s.retry }}</button>
      </ov-notice>
    }
    @if (report().refused().length > 0) {
      <ov-notice tone="danger">
        <span>{{ s.refused }}</span>
        @for (field of elsewhere(); track field.path) {
          <span class="ov-small"
            ><code>{{ field.path }}</code> {{ field.message }}</span
          >
        }
      </ov-notice>
    } @else {
      <ov-async kind="block" [of]="report()" [lines]="4" [attr.data-outdated]="report().isOutdated() ? '' : null">
        <ng-template [ovReady]="report()" let-value>
          <ng-container [ngTemplateOutlet]="part().template" [ngTemplateOutletContext]="{ $implicit: value }" />
        </ng-template>
      </ov-async>
    }
  `,
})
export class ReportBody<T extends ReportHead> {
  readonly report = input.required<LiveReport<T>>();
  readonly dataset = input.required<ExportDataset>();
  /** What the page can be narrowed by. */
  readonly filters = input<readonly Narrowing[]>([]);

  protected readonly s = S.head;
  /** What the API did not take and the bar has no field for. */
  protected readonly elsewhere = computed(() =>
    this.report()
      .refused()
      .filter(({ path }) => !BAR_FIELDS.includes(path)),
  );
  protected readonly query = inject(ReportQueryStore);
  protected readonly days = daysText;
  protected readonly asOf = asOfText;
  protected readonly part = contentChild.required<OvReady<T>>(OvReady);
}
