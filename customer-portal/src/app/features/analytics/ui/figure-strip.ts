import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Figure, ReportHead } from '@orbisvoice/shared-dto';
import { METRICS, metricText, type MetricKey } from '@orbisvoice/shared-dto/values';
import { OvIcon } from '@orbisvoice/shared-ui/ui';
import { S } from '../analytics.strings';
import { figureChange } from '../figure-change';
import type { FigureRows, RowsLink } from '../rows-link';
import { rowsLinker } from '../rows-linker';
import { MetricInfo } from './metric-info';

/** A figure with the rows it was counted from; of a rate both parts. */
export interface Tile {
  readonly key: MetricKey;
  readonly figure: Figure;
  readonly rows: readonly FigureRows[];
}

/** Figures side by side: value, how it moved and whether that is good, what it means, and the way to its rows. */
@Component({
  selector: 'ov-figure-strip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MetricInfo, OvIcon, RouterLink],
  template: `
    <ul class="figures" [attr.aria-label]="s.figures">
      @for (tile of shown(); track tile.key) {
        <li>
          <div class="figure-name">
            <span>{{ tile.name }}</span>
            <ov-metric-info [name]="tile.name" [keys]="[tile.key]" [figure]="tile.figure" [head]="head()" />
          </div>
          <b class="ov-stat-value">{{ tile.text }}</b>
          <div class="ov-stat-foot">
            @if (tile.change; as change) {
              <span class="ov-delta" [attr.data-tone]="change.tone">
                @if (change.icon; as icon) {
                  <ov-icon [name]="icon" />
                }
                <span class="ov-visually-hidden">{{ change.direction }}</span>
                {{ change.text }}
              </span>
              <span>{{ change.word }}</span>
            }
            @for (link of tile.links; track link.text) {
              <a [routerLink]="link.path" [queryParams]="link.query" [attr.aria-label]="link.name">{{ link.text }}</a>
            }
          </div>
        </li>
      }
    </ul>
  `,
})
export class FigureStrip {
  readonly tiles = input.required<readonly Tile[]>();
  readonly head = input.required<ReportHead>();

  protected readonly s = S;
  private readonly linkOf = rowsLinker();
  protected readonly shown = computed(() =>
    this.tiles().map((tile) => ({
      key: tile.key,
      figure: tile.figure,
      name: METRICS[tile.key].label,
      text: metricText(tile.figure.value, METRICS[tile.key].unit),
      change: changeOf(tile),
      links: this.linksOf(tile),
    })),
  );

  private linksOf({ rows }: Tile): RowsLink[] {
    return rows.flatMap((part) => this.linkOf(this.head(), part) ?? []);
  }
}

/** The change in an arrow, a colour and words: none of them says it alone. */
function changeOf({ key, figure }: Tile) {
  const change = figureChange(key, figure);
  if (!change) return null;
  const before = S.change.before(metricText(figure.previous, METRICS[key].unit));
  if (change.direction === 'same') return { tone: 'neutral', icon: null, direction: '', text: S.change.same, word: '' } as const;
  const tone = change.verdict === null ? 'neutral' : change.verdict === 'better' ? 'success' : 'danger';
  const word = change.verdict === null ? before : `${S.change[change.verdict]}, ${before}`;
  return { tone, icon: change.direction, direction: S.change[change.direction], text: change.text, word } as const;
}
