import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { AdminTenant } from '@orbisvoice/shared-dto';
import { conversationWindowOf, type TenantColumn, type TenantSort, type TenantSortKey } from '@orbisvoice/shared-dto/values';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { SUBSCRIPTION_STATUS_NAMES, TENANT_STATUS_NAMES, TIER_NAMES } from '../../../core/strings';
import { TENANT_TONES } from '../../../core/tones';
import { UsageMeter } from '../../../ui/usage-meter';
import { UtcTime } from '../../../ui/utc-time';
import { BULK, COLUMN_NAMES, TENANTS } from '../tenant-list.strings';

const SORT_OF: Partial<Readonly<Record<TenantColumn, TenantSortKey>>> = {
  name: 'name',
  status: 'status',
  tier: 'tier',
  subscription: 'subscription',
  mrr: 'mrr',
  usage: 'usage',
  users: 'users',
  agents: 'agents',
  lastActive: 'lastActive',
  createdAt: 'createdAt',
};
const FIGURES: readonly TenantColumn[] = ['mrr', 'usage', 'users', 'agents', 'lastActive', 'createdAt'];
const SELECT: Column = { key: 'select', label: TENANTS.select, isLabelHidden: true };

/** Tenants as rows that open, each with a box to tick, with the columns that were chosen. */
@Component({
  selector: 'oc-tenant-table',
  imports: [OvBadge, OvCell, OvTable, UsageMeter, UtcTime],
  templateUrl: './tenant-table.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantTable {
  readonly tenants = input.required<readonly AdminTenant[]>();
  readonly chosen = input.required<readonly TenantColumn[]>();
  readonly selected = input.required<readonly string[]>();
  readonly sort = input.required<TenantSort>();
  readonly isLoading = input(false);
  readonly toggled = output<string>();
  readonly sorted = output<string>();

  protected readonly words = TENANTS;
  protected readonly bulk = BULK;
  protected readonly statusNames = TENANT_STATUS_NAMES;
  protected readonly tierNames = TIER_NAMES;
  protected readonly subscriptionNames = SUBSCRIPTION_STATUS_NAMES;
  protected readonly tones = TENANT_TONES;
  protected readonly number = formatNumber;
  protected readonly linkOf = (row: AdminTenant): readonly string[] => ['/tenants', row.id];
  private readonly picked = computed(() => new Set(this.selected()));
  protected readonly columns = computed<readonly Column[]>(() => [SELECT, ...this.chosen().map(columnOf), ...conversationsOf(this.sort())]);
  protected readonly hasSubscription = computed(() => this.chosen().includes('subscription'));

  protected isSelected(id: string): boolean {
    return this.picked().has(id);
  }

  /** MRR is in US dollars, as the platform's prices are. */
  protected money(cents: number): string {
    return formatMoney(cents, 'usd');
  }
}

/** An order by conversations brings its figure along. */
function conversationsOf(sort: TenantSort): readonly Column[] {
  const window = conversationWindowOf(sort);
  return window ? [{ key: 'conversations', label: TENANTS.conversations[window], align: 'end', sort: sort.replace('-', '') }] : [];
}

function columnOf(key: TenantColumn): Column {
  const sort = SORT_OF[key];
  return { key, label: COLUMN_NAMES[key], ...(FIGURES.includes(key) && { align: 'end' as const }), ...(sort && { sort }) };
}
