import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { USAGE_THRESHOLDS } from '@orbisvoice/shared-dto/values';
import { formatNumber } from '../format/number';
import { UI } from '../ui-strings';

/** Use against the plan's limit. `reserved` are live conversations that hold a place but do not count yet. */
@Component({
  selector: 'ov-usage-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[attr.data-level]': 'level()' },
  template: `
    <div class="ov-usage-head">
      <span
        ><b>{{ number(used()) }}</b> / {{ number(limit()) }} {{ noun() }}</span
      >
      <span class="ov-muted">
        {{ ui.usagePercent(percent()) }}
        @if (reserved() > 0) {
          · {{ ui.usageLive(number(reserved())) }}
        }
      </span>
    </div>
    <div
      class="ov-usage-track"
      role="meter"
      [attr.aria-label]="label()"
      aria-valuemin="0"
      [attr.aria-valuemax]="limit()"
      [attr.aria-valuenow]="shown()"
      [attr.aria-valuetext]="ui.usageOf(number(used()), number(limit()))"
    >
      <span class="ov-usage-reserved" [style.width.%]="share(used() + reserved())"></span>
      <span class="ov-usage-fill" [style.width.%]="share(used())"></span>
    </div>
    <ng-content />
  `,
})
export class OvUsageBar {
  readonly used = input.required<number>();
  readonly limit = input.required<number>();
  readonly reserved = input(0);
  readonly label = input<string>(UI.usageLabel);
  readonly noun = input('');

  protected readonly ui = UI;
  protected readonly number = formatNumber;
  protected readonly shown = computed(() => Math.min(this.used(), this.limit()));
  /** Rounded down: "100 %" means that the limit is reached, nothing less. */
  protected readonly percent = computed(() => (this.limit() > 0 ? Math.floor((this.used() / this.limit()) * 100) : 100));
  protected readonly level = computed(() => {
    const [near, full] = USAGE_THRESHOLDS;
    if (this.percent() >= full) return 'full';
    return this.percent() >= near ? 'near' : 'ok';
  });

  protected share(count: number): number {
    return this.limit() > 0 ? Math.min(100, (count / this.limit()) * 100) : 100;
  }
}
