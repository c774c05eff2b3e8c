import { Directive, computed, inject, input, model } from '@angular/core';
import { Router } from '@angular/router';
import { UI } from '../ui-strings';
import type { ChartLink } from './chart-link';
import { stepTo } from './plot-size';

/**
 * What is drawn, as one tab stop: arrow keys, Home and End read its marks one after the other until the focus or the pointer leaves. Which mark
 * a pointer is upon, each drawing knows itself. Enter and a click go where the mark that is read leads; a finger only reads, and has the links of
 * the table.
 */
@Directive({
  selector: '[ovPlot]',
  host: {
    class: 'ov-plot',
    tabindex: '0',
    role: 'group',
    '[class.ov-plot-opens]': 'link() !== null',
    '[attr.aria-label]': 'name()',
    '(keydown)': 'key($event)',
    '(click)': 'click($event)',
    '(blur)': 'active.set(null)',
    '(pointerleave)': 'active.set(null)',
  },
})
export class OvPlot {
  /** What is drawn. */
  readonly ovPlot = input.required<string>();
  /** The place of the mark that is read; null while none is. */
  readonly active = model.required<number | null>();
  /** How many marks there are. */
  readonly count = input.required<number>();
  /** Where a key leads; null when it means nothing here. Along a row unless the drawing is something else. */
  readonly step = input<(key: string, at: number | null, count: number) => number | null>(stepTo);
  readonly help = input<string>(UI.chartHelp);
  /** Where each mark leads, in the order of the marks. */
  readonly links = input<readonly (ChartLink | null)[]>([]);

  private readonly router = inject(Router);
  protected readonly link = computed(() => this.links()[this.active() ?? -1] ?? null);
  protected readonly name = computed(() => {
    const hints = this.links().some((link) => link !== null) ? [this.help(), UI.chartOpens] : [this.help()];
    return `${this.ovPlot()}. ${hints.join(' ')}`;
  });

  protected click(event: Event): void {
    if ('pointerType' in event && event.pointerType === 'touch') return;
    this.open();
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Enter') return this.open();
    const next = this.step()(event.key, this.active(), this.count());
    if (next === null) return;
    event.preventDefault();
    this.active.set(next);
  }

  private open(): void {
    const link = this.link();
    if (link) void this.router.navigate([link.path], { queryParams: link.query });
  }
}
