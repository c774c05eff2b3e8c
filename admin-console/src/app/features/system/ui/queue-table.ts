import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SystemQueue } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatDuration, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton } from '@orbisvoice/shared-ui/ui';
import { QUEUE_TEXTS, QUEUES } from '../queues.strings';
import { HourBars } from './hour-bars';

const { columns } = QUEUES;
const COLUMNS: readonly Column[] = [
  { key: 'name', label: columns.name },
  { key: 'waiting', label: columns.waiting, align: 'end' },
  { key: 'active', label: columns.active, align: 'end' },
  { key: 'delayed', label: columns.delayed, align: 'end' },
  { key: 'failed', label: columns.failed, align: 'end' },
  { key: 'done', label: columns.done, align: 'end' },
  { key: 'rate', label: columns.rate, align: 'end' },
  { key: 'hours', label: columns.hours },
  { key: 'actions', label: columns.actions, isLabelHidden: true },
];

/** The queues as rows: now, over the day, and the switch of each. */
@Component({
  selector: 'oc-queue-table',
  imports: [HourBars, OvBadge, OvButton, OvCell, OvTable, RouterLink],
  templateUrl: './queue-table.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueueTable {
  readonly queues = input.required<readonly SystemQueue[]>();
  /** Somebody asks to pause or to resume it. */
  readonly switched = output<SystemQueue>();

  protected readonly words = QUEUES;
  protected readonly rows = computed(() => this.queues().map((queue) => ({ ...queue, id: queue.name })));
  protected readonly texts = QUEUE_TEXTS;
  protected readonly columns = COLUMNS;
  protected readonly number = formatNumber;
  protected readonly duration = formatDuration;
  protected readonly share = formatShare;
}
