import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { formatNumber } from '@orbisvoice/shared-ui/format';

/** One choice of a filter, and how many there are: undefined while that is not known, null where nobody counts. An empty value stands for all. */
export interface FilterTab {
  readonly value: string;
  readonly label: string;
  readonly count: number | null | undefined;
  readonly isAlarm?: boolean;
}

/** A filter as a row of links, so that each choice has an address. */
@Component({
  selector: 'oc-filter-tabs',
  imports: [RouterLink],
  template: `
    <nav class="oc-filter-tabs" [attr.aria-label]="label()">
      @for (tab of shown(); track tab.value) {
        <a
          [routerLink]="[]"
          [queryParams]="tab.query"
          queryParamsHandling="merge"
          [attr.aria-current]="tab.value === current() ? 'true' : null"
          [attr.data-alarm]="tab.isAlarm ? '' : null"
          >{{ tab.label }}
          @if (tab.text !== null) {
            <b>{{ tab.text }}</b>
          }
        </a>
      }
    </nav>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FilterTabs {
  readonly label = input.required<string>();
  readonly tabs = input.required<readonly FilterTab[]>();
  /** The chosen value; empty for all. */
  readonly current = input.required<string>();
  /** The query parameter that holds it. */
  readonly param = input.required<string>();

  protected readonly shown = computed(() =>
    this.tabs().map((tab) => ({
      ...tab,
      text: tab.count === null ? null : formatNumber(tab.count),
      query: { [this.param()]: tab.value || null },
    })),
  );
}
