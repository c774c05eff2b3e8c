import { Directive, input, model } from '@angular/core';
import { UI } from '../ui-strings';
import { stepTo } from './plot-size';

/**
 * What is drawn, as one tab stop: arrow keys, Home and End read its marks one after the other until the focus or the pointer leaves. Which mark
 * a pointer is upon, each drawing knows itself.
 */
@Directive({
  selector: '[ovPlot]',
  host: {
    class: 'ov-plot',
    tabindex: '0',
    role: 'group',
    '[attr.aria-label]': 'ovPlot() + ". " + help()',
    '(keydown)': 'key($event)',
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

  protected key(event: KeyboardEvent): void {
    const next = this.step()(event.key, this.active(), this.count());
    if (next === null) return;
    event.preventDefault();
    this.active.set(next);
  }
}
