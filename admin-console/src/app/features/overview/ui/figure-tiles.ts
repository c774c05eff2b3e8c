import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminOverview } from '@orbisvoice/shared-dto';
import { CONVERSATION_DEFINITION, TENANT_STATES, type TenantState } from '@orbisvoice/shared-dto/values';
import { formatMoney, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { relativeChange } from '@orbisvoice/shared-ui/ui';
import { utcClock } from '../../../core/dates';
import { TENANT_STATE_NAMES } from '../../../core/strings';
import { MetricPanel } from '../../../ui/metric-panel';
import { OVERVIEW } from '../overview.strings';

const DAY_MS = 86_400_000;

/** The figures one looks for first, each leading to its rows. */
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
  protected readonly states = TENANT_STATES;
  protected readonly stateNames = TENANT_STATE_NAMES;
  /** An address that says something: the list opens as it is, whatever view staff chose for an empty one. */
  protected readonly everyTenant = { sort: 'name' };
  protected readonly moved = computed(() => {
    const { last30Days } = this.data().mrr;
    return `${last30Days > 0 ? '+' : ''}${this.money(last30Days)}`;
  });
  protected readonly freshness = computed(() => {
    const { rolledUntil, checkedAt } = this.data().conversations;
    const words = OVERVIEW.tiles.conversations;
    if (rolledUntil === null) return words.allLive;
    return `${words.rolled(utcClock(rolledUntil))} ${checkedAt === null ? words.unchecked : words.checked(utcClock(checkedAt))}`;
  });
  protected readonly trend = computed(() => {
    const { last30Days, previous30Days } = this.data().conversations;
    const change = relativeChange(last30Days, previous30Days);
    if (change === null) return null;
    const direction = change > 0 ? 'up' : change < 0 ? 'down' : 'same';
    return { text: formatShare(Math.abs(change)), direction } as const;
  });

  /** The list of whoever came in the days before the figures were read: the very instant, so that it counts the same. */
  protected since(days: number): { createdFrom: string } {
    return { createdFrom: new Date(Date.parse(this.data().asOf) - days * DAY_MS).toISOString() };
  }

  protected isAlarm(state: TenantState): boolean {
    return state === 'past_due' || state === 'suspended';
  }

  protected money(cents: number | null): string {
    return formatMoney(cents, this.data().mrr.currency);
  }
}
