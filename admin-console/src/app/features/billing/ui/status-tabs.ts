import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StripeEventList } from '@orbisvoice/shared-dto';
import type { StripeEventStatus } from '@orbisvoice/shared-dto/values';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { EVENT_STATUS_NAMES } from '../billing.strings';
import { EVENTS } from '../events.strings';

/** What needs a person comes first. */
const ORDER: readonly StripeEventStatus[] = ['dead', 'failed', 'received', 'processing', 'done', 'ignored'];

/** All stored events by status, each a link that filters the list. */
@Component({
  selector: 'oc-status-tabs',
  imports: [RouterLink],
  template: `
    <nav class="oc-status-tabs" [attr.aria-label]="words.tabs">
      @for (tab of tabs(); track tab.status) {
        <a
          [routerLink]="[]"
          [queryParams]="{ status: tab.status || null }"
          queryParamsHandling="merge"
          [attr.aria-current]="tab.status === current() ? 'true' : null"
          [attr.data-alarm]="tab.isAlarm ? '' : null"
          >{{ tab.label }} <b>{{ tab.count }}</b></a
        >
      }
    </nav>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatusTabs {
  /** Undefined until they are known. */
  readonly counts = input<StripeEventList['counts']>();
  /** The status of the filter; empty for all. */
  readonly current = input.required<string>();

  protected readonly words = EVENTS;
  protected readonly tabs = computed(() => {
    const counts = this.counts();
    const total = counts && ORDER.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
    const one = (status: StripeEventStatus) => {
      const count = counts && (counts[status] ?? 0);
      return { status, label: EVENT_STATUS_NAMES[status], count: formatNumber(count), isAlarm: status === 'dead' && Boolean(count) };
    };
    return [{ status: '', label: EVENTS.all, count: formatNumber(total), isAlarm: false }, ...ORDER.map(one)];
  });
}
