import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AdjustmentPreview } from '@orbisvoice/shared-dto';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { utcDate } from '../../../core/dates';
import { rowsOf } from '../adjust-choices';
import { ADJUST } from '../adjust.strings';

/** What an adjustment does: before and after, and of a change of plan what it costs, line by line. */
@Component({
  selector: 'oc-adjust-summary',
  template: `
    <div class="ov-stack">
      <p>{{ effective() }}</p>
      <table class="oc-adjust-sums">
        <caption class="ov-visually-hidden">
          {{
            words.summary
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ words.what }}</th>
            <th scope="col">{{ words.before }}</th>
            <th scope="col">{{ words.after }}</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.label) {
            <tr [attr.data-changed]="row.isChanged ? '' : null">
              <th scope="row">{{ row.label }}</th>
              <td>{{ row.before }}</td>
              <td>{{ row.after }}</td>
            </tr>
          }
        </tbody>
      </table>
      @if (preview().change; as change) {
        <table class="oc-adjust-sums">
          <caption class="ov-visually-hidden">
            {{
              words.lines
            }}
          </caption>
          <tbody>
            @for (line of change.lines; track $index) {
              <tr>
                <th scope="row">{{ line.description }}</th>
                <td data-amount>{{ money(line.amount) }}</td>
              </tr>
            }
            <tr>
              <th scope="row">{{ words.tax }}</th>
              <td data-amount>{{ money(change.tax) }}</td>
            </tr>
            <tr data-changed>
              <th scope="row">
                <b>{{ words.due }}</b>
              </th>
              <td data-amount>{{ money(change.amountDue) }}</td>
            </tr>
          </tbody>
        </table>
        @if (change.total < 0) {
          <p>{{ words.credit(money(-change.total)) }}</p>
        }
        <p class="ov-small ov-muted">
          {{ words.limits(number(change.limits.from), number(change.limits.to), number(change.limits.used)) }}
        </p>
      }
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AdjustSummary {
  readonly preview = input.required<AdjustmentPreview>();

  protected readonly words = ADJUST;
  protected readonly number = formatNumber;
  protected readonly rows = computed(() => rowsOf(this.preview()));
  protected readonly effective = computed(() => {
    const { effectiveAt, before } = this.preview();
    return effectiveAt === before.currentPeriodEnd ? ADJUST.effective(utcDate(effectiveAt)) : ADJUST.effectiveNow;
  });

  protected money(minor: number): string {
    return formatMoney(minor, this.preview().currency);
  }
}
