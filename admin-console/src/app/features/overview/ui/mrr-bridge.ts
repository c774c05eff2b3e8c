import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { monthName } from '../../../core/dates';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import type { MovementKind } from '../mrr-chart-layout';
import type { WaterfallMonth } from '../mrr-waterfall';
import { OVERVIEW } from '../overview.strings';

const TERMS: readonly { readonly kind: MovementKind; readonly sign: '+' | '−' }[] = [
  { kind: 'new', sign: '+' },
  { kind: 'expansion', sign: '+' },
  { kind: 'reactivation', sign: '+' },
  { kind: 'contraction', sign: '−' },
  { kind: 'churn', sign: '−' },
];

/** One month as the sum it must be: start + … − … = end, with the verdict. Doubles as the chart's legend. */
@Component({
  selector: 'oc-mrr-bridge',
  template: `
    <p class="oc-bridge-month">
      <b>{{ month() }}</b>
      @if (row().difference === null) {
        <span class="oc-verdict" [attr.title]="words.openingHint">{{ words.opening }}</span>
      } @else if (row().difference === 0) {
        <span class="oc-verdict" data-tone="success"><span aria-hidden="true">✓</span> {{ words.reconciled }}</span>
      } @else {
        <span class="oc-verdict" data-tone="danger"><span aria-hidden="true">✕</span> {{ words.off(amount(distance())) }}</span>
      }
    </p>
    <dl class="oc-bridge">
      <div>
        <dt>{{ words.start }}</dt>
        <dd>{{ amount(row().start) }}</dd>
      </div>
      @for (term of terms; track term.kind) {
        <div [attr.data-zero]="row()[term.kind] === 0 ? '' : null">
          <dt><i class="oc-swatch" aria-hidden="true" [attr.data-kind]="term.kind"></i>{{ words[term.kind] }}</dt>
          <dd>
            <span>{{ term.sign }}</span>{{ amount(row()[term.kind]) }}
          </dd>
        </div>
      }
      <div class="oc-bridge-end">
        <dt><i class="oc-swatch" aria-hidden="true" data-kind="end"></i>{{ words.end }}</dt>
        <dd><span>=</span>{{ amount(row().mrr) }}</dd>
      </div>
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MrrBridge {
  readonly row = input.required<WaterfallMonth>();
  readonly currency = input.required<string>();
  /** The month is still running: its end is today's figure. */
  readonly isUnfinished = input(false);

  protected readonly words = OVERVIEW.mrr;
  protected readonly terms = TERMS;
  protected readonly month = computed(() => monthName(this.row().month) + (this.isUnfinished() ? ` ${this.words.soFar}` : ''));

  protected readonly distance = computed(() => Math.abs(this.row().difference ?? 0));

  protected amount(cents: number): string {
    return formatMoney(cents, this.currency());
  }
}
