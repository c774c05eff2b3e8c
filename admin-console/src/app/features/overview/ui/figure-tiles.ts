import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminOverview } from '@orbisvoice/shared-dto';
import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import { formatMoney, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { relativeChange } from '@orbisvoice/shared-ui/ui';
import { MetricPanel } from '../../../ui/metric-panel';
import { OVERVIEW } from '../overview.strings';

/** The four figures one looks for first. */
@Component({
  selector: 'oc-figure-tiles',
  imports: [MetricPanel, RouterLink],
  templateUrl: './figure-tiles.html',
  host: { class: 'oc-tiles' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FigureTiles {
  readonly data = input.required<AdminOverview>();

  protected readonly words = OVERVIEW.tiles;
  protected readonly conversationDefinition = CONVERSATION_DEFINITION;
  protected readonly number = formatNumber;
  protected readonly trend = computed(() => {
    const { last30Days, previous30Days } = this.data().conversations;
    const change = relativeChange(last30Days, previous30Days);
    if (change === null) return null;
    const direction = change > 0 ? 'up' : change < 0 ? 'down' : 'same';
    return { text: formatShare(Math.abs(change)), direction } as const;
  });

  protected money(cents: number | null): string {
    return formatMoney(cents, this.data().mrr.currency);
  }
}
