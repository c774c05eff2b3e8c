import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { formatShare } from '../format/number';
import { UI } from '../ui-strings';
import { OvIcon } from './icon';

/** A figure with its name and, if there is a past to compare with, how it moved. */
@Component({
  selector: 'ov-stat',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon],
  template: `
    <span class="ov-stat-label">{{ label() }}</span>
    <span class="ov-stat-value">{{ value() }}</span>
    <span class="ov-stat-foot">
      @if (change(); as now) {
        <span class="ov-delta" [attr.data-tone]="now.tone">
          @if (now.icon; as icon) {
            <ov-icon [name]="icon" />
          }
          <span class="ov-visually-hidden">{{ now.word }}</span>
          {{ now.text }}
        </span>
      }
      @if (note(); as text) {
        <span>{{ text }}</span>
      }
    </span>
  `,
})
export class OvStat {
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly note = input<string | null>(null);
  /** Relative change as a share: 0.12 is 12 % more. Null when there is nothing to compare with. */
  readonly delta = input<number | null>(null);
  readonly isLessBetter = input(false);

  protected readonly change = computed(() => {
    const delta = this.delta();
    if (delta === null) return null;
    if (delta === 0) return { tone: 'neutral', icon: null, word: '', text: UI.deltaSame } as const;
    const isGood = delta > 0 !== this.isLessBetter();
    const direction = delta > 0 ? ({ icon: 'up', word: UI.deltaUp } as const) : ({ icon: 'down', word: UI.deltaDown } as const);
    return { ...direction, tone: isGood ? 'success' : 'danger', text: formatShare(Math.abs(delta)) } as const;
  });
}

/** How much more or less `now` is than `before`, as a share; null without a past. */
export function relativeChange(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}
