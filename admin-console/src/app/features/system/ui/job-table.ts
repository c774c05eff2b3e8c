import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SystemJob } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { JOBS } from '../queues.strings';

const { columns } = JOBS;
const FACTS: readonly Column[] = [
  { key: 'job', label: columns.job },
  { key: 'attempts', label: columns.attempts, align: 'end' },
  { key: 'error', label: columns.error },
  { key: 'when', label: columns.when },
];

/** Jobs as rows; dead letters with a box to tick and what can be done about each. */
@Component({
  selector: 'oc-job-table',
  imports: [OvButton, OvCell, OvTable, RouterLink, UtcTime],
  templateUrl: './job-table.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class JobTable {
  readonly queue = input.required<string>();
  readonly jobs = input.required<readonly SystemJob[]>();
  readonly areDead = input.required<boolean>();
  readonly selected = input.required<readonly string[]>();
  readonly busy = input<string | null>(null);
  readonly toggled = output<string>();
  readonly retried = output<string>();
  readonly discarded = output<string>();

  protected readonly words = JOBS;
  protected readonly columns = computed<readonly Column[]>(() =>
    this.areDead()
      ? [
          { key: 'select', label: columns.select, isLabelHidden: true },
          ...FACTS,
          { key: 'actions', label: columns.actions, isLabelHidden: true },
        ]
      : FACTS,
  );
  protected readonly ticked = computed(() => new Set(this.selected()));
}
