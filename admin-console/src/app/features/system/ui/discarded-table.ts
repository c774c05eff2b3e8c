import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { DiscardedJob } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { JOBS, QUEUES } from '../queues.strings';

const { columns } = JOBS;
const COLUMNS: readonly Column[] = [
  { key: 'job', label: columns.job },
  { key: 'error', label: columns.error },
  { key: 'reason', label: columns.reason },
  { key: 'when', label: columns.when },
  { key: 'actions', label: columns.actions, isLabelHidden: true },
];

/** Dead letters that were taken out, each with the way back. */
@Component({
  selector: 'oc-discarded-table',
  imports: [OvButton, OvCell, OvTable, UtcTime],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.discardedCaption" [columns]="columns" [rows]="jobs()">
      <ng-template ovCell="job" [of]="jobs()" let-row>
        <b>{{ row.name }}</b><small class="oc-second ov-mono">{{ row.jobId }}</small>
      </ng-template>
      <ng-template ovCell="error" [of]="jobs()" let-row>
        <span class="oc-reason" [attr.title]="row.error">{{ row.error }}</span>
      </ng-template>
      <ng-template ovCell="reason" [of]="jobs()" let-row>
        {{ row.reason }}<small class="oc-second">{{ words.by(row.discardedByName ?? somebody) }}</small>
      </ng-template>
      <ng-template ovCell="when" [of]="jobs()" let-row><oc-utc-time [at]="row.discardedAt" /></ng-template>
      <ng-template ovCell="actions" [of]="jobs()" let-row>
        <button ov-button type="button" size="s" [attr.aria-label]="words.restoreOf(row.jobId)" (click)="restored.emit(row.id)">
          {{ words.restore }}
        </button>
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DiscardedTable {
  readonly jobs = input.required<readonly DiscardedJob[]>();
  readonly restored = output<string>();

  protected readonly words = JOBS;
  protected readonly somebody = QUEUES.somebody;
  protected readonly columns = COLUMNS;
}
