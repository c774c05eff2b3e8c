import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { EMAIL_CATEGORIES, EMAIL_OUTCOMES, EMAIL_TRANSPORTS } from '@orbisvoice/shared-dto/values';
import { OvSearch, OvSelect } from '@orbisvoice/shared-ui/ui';
import { STRINGS } from '../../../core/strings';
import { DaySpan } from '../../../ui/day-span';
import { FilterBar } from '../../../ui/filter-bar';
import { TenantPicker } from '../../../ui/tenant-picker';
import { CATEGORY_NAMES, OUTCOME_NAMES, templateTitle, TRANSPORT_NAMES } from '../emails.strings';
import type { LogFilter } from '../log-filter';
import { LOG } from '../log.strings';

const ANY = { value: '', label: STRINGS.list.any };

/** The choices of a closed list, with "any" in front. */
const choices = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>) => [
  ANY,
  ...values.map((value) => ({ value, label: names[value] })),
];

/** What to look for among the mails; the state is chosen by its tab. */
@Component({
  selector: 'oc-log-filters',
  imports: [DaySpan, FilterBar, OvSearch, OvSelect, TenantPicker],
  template: `
    @let now = filter();
    <oc-filter-bar [isFiltered]="isFiltered()" (cleared)="cleared.emit()">
      <ov-search [label]="words.recipient" [value]="now.recipient" (valueChange)="changed.emit({ recipient: $event })" />
      @if (hasTenant()) {
        <oc-tenant-picker [value]="tenantId()" (picked)="changed.emit({ tenantId: $event ?? '' })" />
      }
      <ov-select
        [label]="words.template"
        [options]="templates()"
        [value]="now.template"
        (valueChange)="changed.emit({ template: $event })"
      />
      <ov-select
        [label]="words.category"
        [options]="categories"
        [value]="now.category"
        (valueChange)="changed.emit({ category: $event })"
      />
      <ov-select [label]="words.outcome" [options]="outcomes" [value]="now.outcome" (valueChange)="changed.emit({ outcome: $event })" />
      <ov-select
        [label]="words.transport"
        [options]="transports"
        [value]="now.transport"
        (valueChange)="changed.emit({ transport: $event })"
      />
      <oc-day-span [span]="now" (changed)="changed.emit($event)" />
    </oc-filter-bar>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LogFilters {
  readonly filter = input.required<LogFilter>();
  readonly tenantId = input.required<string | null>();
  /** Whether to tell the tenants apart; among one tenant's own pages there is one. */
  readonly hasTenant = input(true);
  readonly templateNames = input.required<readonly string[]>();
  readonly isFiltered = input.required<boolean>();
  readonly changed = output<Partial<LogFilter>>();
  readonly cleared = output<void>();

  protected readonly words = LOG.filters;
  protected readonly categories = choices(EMAIL_CATEGORIES, CATEGORY_NAMES);
  protected readonly outcomes = choices(EMAIL_OUTCOMES, OUTCOME_NAMES);
  protected readonly transports = choices(EMAIL_TRANSPORTS, TRANSPORT_NAMES);
  /** A template that is no longer there may still be in the address. */
  protected readonly templates = computed(() => {
    const chosen = this.filter().template;
    const names = this.templateNames();
    const all = chosen && !names.includes(chosen) ? [chosen, ...names] : names;
    return [ANY, ...all.map((value) => ({ value, label: templateTitle(value) }))];
  });
}
