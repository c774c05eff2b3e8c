import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Figure, ReportHead } from '@orbisvoice/shared-dto';
import { DEFINITIONS, metricText, type DefinitionKey } from '@orbisvoice/shared-dto/values';
import { OvInfo } from '@orbisvoice/shared-ui/ui';
import { S, UNIT_LABELS } from '../analytics.strings';
import { asOfText, daysText } from '../report-words';

/** What a figure or a chart shows: its definition, unit, what it was made of, and range, zone and moment of the report. */
@Component({
  selector: 'ov-metric-info',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvInfo],
  template: `
    <ov-info [label]="s.about(name())">
      @if (note(); as text) {
        <p>{{ text }}</p>
      }
      @for (metric of metrics(); track metric.label) {
        <p>
          @if (metrics().length > 1) {
            <b>{{ metric.label }}: </b>
          }
          {{ metric.definition }}
        </p>
      }
      <dl>
        <dt>{{ s.unit }}</dt>
        <dd>{{ units() }}</dd>
        @if (madeOf(); as text) {
          <dt>{{ s.madeOf }}</dt>
          <dd>{{ text }}</dd>
        }
        @if (before(); as text) {
          <dt>{{ s.before }}</dt>
          <dd>{{ text }}</dd>
        }
        <dt>{{ s.range }}</dt>
        <dd>{{ days() }}</dd>
        <dt>{{ s.zone }}</dt>
        <dd>{{ head().timeZone }}</dd>
        <dt>{{ s.asOf }}</dt>
        <dd>{{ asOf() }}</dd>
      </dl>
      <p class="ov-small ov-muted">{{ s.version(head().definitionVersion) }}</p>
    </ov-info>
  `,
})
export class MetricInfo {
  readonly name = input.required<string>();
  readonly keys = input.required<readonly DefinitionKey[]>();
  readonly head = input.required<ReportHead>();
  readonly figure = input<Figure | null>(null);
  /** What is to be said of this chart alone. */
  readonly note = input<string | null>(null);

  protected readonly s = S.info;
  protected readonly metrics = computed(() => this.keys().map((key) => DEFINITIONS[key]));
  protected readonly units = computed(() => [...new Set(this.metrics().map(({ unit }) => UNIT_LABELS[unit]))].join(', '));
  protected readonly days = computed(() => daysText(this.head()));
  protected readonly asOf = computed(() => asOfText(this.head(), 'exact'));
  protected readonly madeOf = computed(() => {
    const figure = this.figure();
    if (!figure || figure.denominator === null) return null;
    // of a mean the numerator is a sum in its unit, no part of the whole
    if (figure.numerator === null || this.metrics()[0]?.unit !== 'ratio') return S.info.values(figure.denominator);
    return S.info.of(metricText(figure.numerator, 'count'), metricText(figure.denominator, 'count'));
  });
  protected readonly before = computed(() => {
    const [figure, { previous }, metric] = [this.figure(), this.head(), this.metrics()[0]];
    if (!figure || !previous || !metric) return null;
    return `${metricText(figure.previous, metric.unit)} (${daysText(previous)})`;
  });
}
