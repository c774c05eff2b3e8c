import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { OvClearFilters } from '@orbisvoice/shared-ui/data';
import { OvSelect, type Option } from '@orbisvoice/shared-ui/ui';
import { DayFilter } from '../../../core/day-filter';
import { TraitChips } from '../../../core/trait-chips';
import type { TraitFilter } from '../../../core/trait-filters';
import { S } from '../report-rows.strings';

/** Filters that both lists of rows have; those of one list alone go before the days. */
@Component({
  selector: 'ov-rows-filters',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DayFilter, OvClearFilters, OvSelect, TraitChips],
  host: { class: 'ov-filters' },
  template: `
    <ov-select [label]="s.agent" [options]="agents()" [value]="filter().agentId" (valueChange)="patch.emit({ agentId: $event })" />
    <ng-content />
    <span class="day-range">
      <ov-day-filter [label]="s.from" [value]="filter().from" (valueChange)="patch.emit({ from: $event })" />
      <ov-day-filter [label]="s.to" [value]="filter().to" (valueChange)="patch.emit({ to: $event })" />
    </span>
    @if (zone(); as name) {
      <span class="ov-small ov-muted">{{ s.zone(name) }}</span>
    }
    @if (isWithoutDays()) {
      <span class="ov-small ov-muted">{{ lastDays }}</span>
    }
    <ov-trait-chips [traits]="traits()" (remove)="patch.emit($event)" />
    <ov-clear-filters [isFiltered]="isFiltered()" (cleared)="cleared.emit()" />
  `,
})
export class RowsFilters {
  readonly filter = input.required<{ readonly agentId: string; readonly from: string; readonly to: string }>();
  readonly agents = input.required<readonly Option[]>();
  readonly zone = input.required<string | null>();
  readonly traits = input.required<readonly TraitFilter[]>();
  readonly isFiltered = input.required<boolean>();
  readonly patch = output<Readonly<Record<string, string>>>();
  readonly cleared = output<void>();
  protected readonly s = S.filters;
  protected readonly lastDays = S.lastDays;
  protected readonly isWithoutDays = computed(() => this.filter().from === '');
}
