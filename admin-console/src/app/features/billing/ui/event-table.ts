import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StripeEvent } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { EVENT_STATUS_NAMES, EVENT_STATUS_TONES } from '../billing.strings';
import { EVENTS } from '../events.strings';

const COLUMNS: readonly Column[] = [
  { key: 'select', label: EVENTS.columns.select, isLabelHidden: true },
  { key: 'event', label: EVENTS.columns.event },
  { key: 'status', label: EVENTS.columns.status },
  { key: 'tenant', label: EVENTS.columns.tenant },
  { key: 'attempts', label: EVENTS.columns.attempts, align: 'end' },
  { key: 'reason', label: EVENTS.columns.reason },
  { key: 'created', label: EVENTS.columns.created },
];

/** Events of Stripe as rows that open, each with a box to tick. */
@Component({
  selector: 'oc-event-table',
  imports: [OvBadge, OvCell, OvTable, RouterLink, UtcTime],
  templateUrl: './event-table.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EventTable {
  readonly events = input.required<readonly StripeEvent[]>();
  /** Whether to tell the tenants apart; among one tenant's own pages there is one. */
  readonly hasTenant = input(true);
  readonly selected = input.required<readonly string[]>();
  readonly isLoading = input(false);
  readonly toggled = output<string>();

  protected readonly words = EVENTS;
  protected readonly columns = computed(() => COLUMNS.filter(({ key }) => key !== 'tenant' || this.hasTenant()));
  protected readonly names = EVENT_STATUS_NAMES;
  protected readonly tones = EVENT_STATUS_TONES;
  protected readonly number = formatNumber;
  protected readonly linkOf = (row: StripeEvent): readonly string[] => ['/billing/events', row.id];
}
