import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { SeriesColour } from './series';

/** What is read of a chart: the name of the step, and of each series its value there. */
export interface SeriesReading {
  readonly label: string;
  readonly values: readonly string[];
}

/** The series of a chart by colour and name, in their order; while a step is read, its name and values. */
@Component({
  selector: 'ov-series-legend',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="ov-readout ov-line-legend" aria-live="polite">
      @if (reading(); as now) {
        <span>{{ now.label }}:</span>
      }
      @for (one of series(); track one.name; let i = $index) {
        <span>
          <i class="ov-swatch" [attr.data-colour]="one.colour" aria-hidden="true"></i>
          {{ one.name }}
          @if (reading(); as now) {
            <b>{{ now.values[i] }}</b>
          }
        </span>
      }
    </p>
  `,
})
export class OvSeriesLegend {
  readonly series = input.required<readonly { readonly name: string; readonly colour: SeriesColour }[]>();
  readonly reading = input.required<SeriesReading | null>();
}
