import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import { PLAN_CODES, SUBSCRIPTION_STATUSES, TENANT_STATES, TENANT_STATUSES, TENANT_USAGE_LEVELS } from '@orbisvoice/shared-dto/values';
import { OvButton, OvSearch, OvSelect } from '@orbisvoice/shared-ui/ui';
import { STRINGS, SUBSCRIPTION_STATUS_NAMES, TENANT_STATE_NAMES, TENANT_STATUS_NAMES, TIER_NAMES } from '../../../core/strings';
import { FilterBar } from '../../../ui/filter-bar';
import { dayOf, hasMoreFilters, type ListState, type TimeFilter, toFilter } from '../tenant-list-query';
import { TENANTS } from '../tenant-list.strings';

type Choice = Exclude<keyof ListState, TimeFilter | 'search' | 'sort' | 'columns'>;
const anyOr = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) => [
  { value: '', label: STRINGS.list.any },
  ...values.map((value) => ({ value, label: names[value] })),
];

/** What is always in view. */
const MAIN = [
  { name: 'state', options: anyOr(TENANT_STATES, TENANT_STATE_NAMES) },
  { name: 'tier', options: anyOr(PLAN_CODES, TIER_NAMES) },
  { name: 'usage', options: anyOr(TENANT_USAGE_LEVELS, TENANTS.usageLevels) },
] as const satisfies readonly { name: Choice; options: unknown }[];
/** What is a press away. */
const MORE = [
  { name: 'status', options: anyOr(TENANT_STATUSES, TENANT_STATUS_NAMES) },
  { name: 'subscription', options: anyOr(SUBSCRIPTION_STATUSES, SUBSCRIPTION_STATUS_NAMES) },
  { name: 'paying', options: anyOr(['yes', 'no'], TENANTS.paying) },
  { name: 'agents', options: anyOr(['some', 'none'], TENANTS.agents) },
] as const satisfies readonly { name: Choice; options: unknown }[];
const TIMES: readonly TimeFilter[] = ['createdFrom', 'createdTo', 'activeFrom', 'activeTo'];

/** The filters of the tenants list: the usual ones in view, the others a press away, or open when one of them is in force. */
@Component({
  selector: 'oc-tenant-filters',
  imports: [FilterBar, OvButton, OvSearch, OvSelect],
  template: `
    @let now = state();
    <oc-filter-bar [isFiltered]="isFiltered()" (cleared)="cleared.emit()">
      <ov-search [label]="words.filters.search" [value]="now.search" (valueChange)="changed.emit({ search: $event })" />
      @for (field of main; track field.name) {
        <ov-select
          [label]="words.filters[field.name]"
          [options]="field.options"
          [value]="now[field.name]"
          (valueChange)="choose(field.name, $event)"
        />
      }
      <button ov-button type="button" variant="ghost" size="s" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(!isOpen())">
        {{ isOpen() ? words.fewerFilters : words.moreFilters }}
      </button>
      @if (isOpen()) {
        @for (field of more; track field.name) {
          <ov-select
            [label]="words.filters[field.name]"
            [options]="field.options"
            [value]="now[field.name]"
            (valueChange)="choose(field.name, $event)"
          />
        }
        @for (name of times; track name) {
          <label class="oc-day">
            <span>{{ words.filters[name] }}</span>
            <input #day class="oc-input" type="date" [value]="dayOf(name, now[name])" (change)="choose(name, day.value)" />
          </label>
        }
      }
    </oc-filter-bar>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantFilters {
  readonly state = input.required<ListState>();
  readonly isFiltered = input.required<boolean>();
  readonly changed = output<Partial<ListState>>();
  readonly cleared = output<void>();

  protected readonly words = TENANTS;
  protected readonly main = MAIN;
  protected readonly more = MORE;
  protected readonly times = TIMES;
  protected readonly dayOf = dayOf;
  private readonly hasMore = computed(() => hasMoreFilters(toFilter(this.state())));
  protected readonly isOpen = linkedSignal<boolean, boolean>({
    source: this.hasMore,
    computation: (hasMore, previous) => hasMore || (previous?.value ?? false),
  });

  protected choose(name: Choice | TimeFilter, value: string): void {
    this.changed.emit({ [name]: value });
  }
}
