import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ReportHead } from '@orbisvoice/shared-dto';
import { metricText } from '@orbisvoice/shared-dto/values';
import type { FigureRows } from '../rows-link';
import { rowsLinker } from '../rows-linker';

/** A count of a table that opens its rows. */
@Component({
  selector: 'ov-rows-cell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    @if (link(); as to) {
      <a [routerLink]="to.path" [queryParams]="to.query" [attr.aria-label]="to.name">{{ text() }}</a>
    } @else {
      {{ text() }}
    }
  `,
})
export class RowsCell {
  /** Null where there is no list of them. */
  readonly rows = input.required<FigureRows | null>();
  readonly count = input.required<number>();
  readonly head = input.required<ReportHead>();
  private readonly linkOf = rowsLinker();
  protected readonly link = computed(() => {
    const rows = this.rows();
    return rows && this.linkOf(this.head(), rows);
  });
  protected readonly text = computed(() => metricText(this.count(), 'count'));
}
