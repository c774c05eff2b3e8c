import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { USAGE_THRESHOLDS } from '@orbisvoice/shared-dto/values';
import { formatNumber } from '@orbisvoice/shared-ui/format';

/** Use against the limit in one table cell: the figures, and a thin bar that turns at the thresholds of the warnings. */
@Component({
  selector: 'oc-usage-meter',
  template: `
    <span class="oc-meter-text">{{ text() }}</span>
    <span class="oc-meter" aria-hidden="true"><span [style.width.%]="share()"></span></span>
  `,
  host: { class: 'oc-usage', '[attr.data-level]': 'level()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsageMeter {
  readonly used = input.required<number>();
  readonly limit = input.required<number>();

  protected readonly text = computed(() => `${formatNumber(this.used())} / ${formatNumber(this.limit())}`);
  private readonly percent = computed(() => (this.limit() > 0 ? Math.floor((this.used() / this.limit()) * 100) : 100));
  protected readonly share = computed(() => Math.min(100, this.percent()));
  protected readonly level = computed(() => {
    const [near, full] = USAGE_THRESHOLDS;
    if (this.percent() >= full) return 'full';
    return this.percent() >= near ? 'near' : 'ok';
  });
}
