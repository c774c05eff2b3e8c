import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { SYSTEM_RANGES, type SystemRange } from '@orbisvoice/shared-dto/values';
import { FilterTabs } from '../../../ui/filter-tabs';
import { DEFAULT_RANGE } from '../live-read';
import { RANGE_NAMES, SYSTEM } from '../system.strings';

const valueOf = (range: SystemRange): string => (range === DEFAULT_RANGE ? '' : range);
const TABS = SYSTEM_RANGES.map((range) => ({ value: valueOf(range), label: RANGE_NAMES[range], count: null }));

/** How far back the page looks: held by the address. */
@Component({
  selector: 'oc-range-tabs',
  imports: [FilterTabs],
  template: `<oc-filter-tabs param="range" [label]="words.range" [tabs]="tabs" [current]="current()" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RangeTabs {
  readonly range = input.required<SystemRange>();

  protected readonly words = SYSTEM;
  protected readonly tabs = TABS;
  protected readonly current = computed(() => valueOf(this.range()));
}
