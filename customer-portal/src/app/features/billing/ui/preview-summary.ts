import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ChangePreview } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvPeriodPipe, OvMoneyPipe, formatDate, formatMoney } from '@orbisvoice/shared-ui/format';
import { C } from '../change.strings';
import { reckoning } from '../preview-words';

/** Every amount of a change: the lines, what is taken off and added, what is due and when, and what comes after. */
@Component({
  selector: 'ov-preview-summary',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPeriodPipe, OvMoneyPipe],
  template: `
    @let now = preview();
    <p>{{ words() }}</p>
    <table class="amounts">
      <caption class="ov-visually-hidden">
        {{
          s.lines
        }}
      </caption>
      <tbody>
        @for (line of now.lines; track $index) {
          <tr>
            <th scope="row">
              {{ line.description }}
              <span class="ov-muted ov-small">{{ line.periodStart | ovPeriod: line.periodEnd }}</span>
            </th>
            <td>{{ line.amount | ovMoney: now.currency }}</td>
          </tr>
        }
      </tbody>
      <tbody class="amounts-sums">
        @for (sum of sums(); track sum.label) {
          <tr>
            <th scope="row">{{ sum.label }}</th>
            <td>{{ sum.amount }}</td>
          </tr>
        }
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{{ due() }}</th>
          <td>{{ now.amountDue | ovMoney: now.currency }}</td>
        </tr>
      </tfoot>
    </table>
    @if (next(); as text) {
      <p class="amounts-next">
        <b>{{ s.next }}</b> {{ text }}
      </p>
    }
    @if (now.creditLeft > 0) {
      <p class="ov-small ov-muted">{{ s.creditLeft(money(now.creditLeft)) }}</p>
    }
  `,
})
export class PreviewSummary {
  readonly preview = input.required<ChangePreview>();
  protected readonly s = C;
  private readonly timeZone = inject(SessionStore).timeZone;

  protected readonly words = computed(() => reckoning(this.preview(), this.timeZone()));
  protected readonly due = computed(() => {
    const { kind, effectiveAt } = this.preview();
    return kind === 'downgrade' ? C.dueOn(formatDate(effectiveAt, this.timeZone())) : C.dueToday;
  });
  protected readonly next = computed(() => {
    const { next, to } = this.preview();
    return next && C.nextOn(this.money(next.amount), formatDate(next.at, this.timeZone()), to.interval);
  });
  /** Only what says something: a sum that repeats the line above it is left out. */
  protected readonly sums = computed(() => {
    const { lines, subtotal, discount, tax, total, creditApplied } = this.preview();
    const isChanged = discount !== 0 || tax !== 0;
    return [
      { label: C.subtotal, amount: subtotal, isShown: lines.length !== 1 && isChanged },
      { label: C.discount, amount: -discount, isShown: discount !== 0 },
      { label: C.tax, amount: tax, isShown: isChanged || creditApplied !== 0 },
      { label: C.total, amount: total, isShown: creditApplied !== 0 },
      { label: C.credit, amount: -creditApplied, isShown: creditApplied !== 0 },
    ].flatMap(({ label, amount, isShown }) => (isShown ? [{ label, amount: this.money(amount) }] : []));
  });

  protected money(minor: number): string {
    return formatMoney(minor, this.preview().currency);
  }
}
