import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  viewChild,
} from '@angular/core';
import { monthName, monthShort } from '../../../core/dates';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { axisMoney } from '../axis-money';
import { mrrChartLayout } from '../mrr-chart-layout';
import type { WaterfallMonth } from '../mrr-waterfall';
import { OVERVIEW } from '../overview.strings';
import { MrrBridge } from './mrr-bridge';

/**
 * MRR at each month's end with the movements that led there, on one time axis. The month in focus is spelled out as
 * the sum it must be; the arrow keys move along the months, and the table below says the same in figures.
 */
@Component({
  selector: 'oc-mrr-chart',
  imports: [MrrBridge],
  templateUrl: './mrr-chart.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MrrChart {
  readonly rows = input.required<readonly WaterfallMonth[]>();
  readonly currency = input.required<string>();

  protected readonly words = OVERVIEW.mrr;
  protected readonly monthShort = monthShort;
  private readonly plot = viewChild.required<ElementRef<HTMLElement>>('plot');
  private readonly width = signal(720);
  protected readonly layout = computed(() => mrrChartLayout(this.rows(), this.width()));
  /** The month that is spelled out: at first the one that does not reconcile, else the newest. */
  protected readonly active = linkedSignal<readonly WaterfallMonth[], number>({
    source: this.rows,
    computation: (rows) => {
      const broken = rows.findIndex((row) => row.difference);
      return broken < 0 ? rows.length - 1 : broken;
    },
  });
  protected readonly current = computed(() => this.rows()[this.active()]);
  protected readonly isLast = computed(() => this.active() === this.rows().length - 1);
  protected readonly valueText = computed(() => {
    const row = this.current();
    if (!row) return '';
    const sign = row.net < 0 ? '−' : '+';
    return `${monthName(row.month)}: ${formatMoney(row.mrr, this.currency())}, ${this.words.net} ${sign}${formatMoney(Math.abs(row.net), this.currency())}`;
  });

  constructor() {
    const destroyRef = inject(DestroyRef);
    afterNextRender(() => {
      if (typeof ResizeObserver === 'undefined') return;
      const observer = new ResizeObserver(([entry]) => {
        if (entry) this.width.set(Math.max(260, Math.round(entry.contentRect.width)));
      });
      observer.observe(this.plot().nativeElement);
      destroyRef.onDestroy(() => observer.disconnect());
    });
  }

  protected tick(value: number): string {
    return axisMoney(value, this.currency());
  }

  protected keydown(event: KeyboardEvent): void {
    const last = this.rows().length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: this.active() - 1,
      ArrowDown: this.active() - 1,
      ArrowRight: this.active() + 1,
      ArrowUp: this.active() + 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.active.set(Math.min(last, Math.max(0, to)));
  }
}
