import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { AdminTenant } from '@orbisvoice/shared-dto';
import { PLAN_CODES, TENANT_STATUSES } from '@orbisvoice/shared-dto/values';
import { type Column, OvCell, OvPager, OvTable } from '@orbisvoice/shared-ui/data';
import { OvEmpty, OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon, OvSearch, OvSelect } from '@orbisvoice/shared-ui/ui';
import { offerListKeys } from '../../../core/page-keys';
import { STRINGS, SUBSCRIPTION_STATUS_NAMES, TENANT_STATUS_NAMES, TIER_NAMES } from '../../../core/strings';
import { TENANT_TONES } from '../../../core/tones';
import { Problem } from '../../../ui/problem';
import { UsageMeter } from '../../../ui/usage-meter';
import { UtcTime } from '../../../ui/utc-time';
import { TenantsStore } from '../tenants.store';
import { TENANTS } from '../tenants.strings';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: TENANTS.columns.name, sort: 'name' },
  { key: 'status', label: TENANTS.columns.status },
  { key: 'tier', label: TENANTS.columns.tier },
  { key: 'mrr', label: TENANTS.columns.mrr, align: 'end', sort: 'mrr' },
  { key: 'usage', label: TENANTS.columns.usage, align: 'end', sort: 'usage' },
  { key: 'users', label: TENANTS.columns.users, align: 'end' },
  { key: 'agents', label: TENANTS.columns.agents, align: 'end' },
  { key: 'created', label: TENANTS.columns.created, align: 'end', sort: 'createdAt' },
];

/** Every tenant: search, filters, order and page live in the address. */
@Component({
  selector: 'oc-tenants-page',
  imports: [
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvEmpty,
    OvIcon,
    OvPageHeader,
    OvPager,
    OvSearch,
    OvSelect,
    OvSkeleton,
    OvTable,
    Problem,
    UsageMeter,
    UtcTime,
  ],
  providers: [TenantsStore],
  templateUrl: './tenants.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantsPage {
  protected readonly words = TENANTS;
  protected readonly shared = STRINGS.list;
  protected readonly columns = COLUMNS;
  protected readonly tierNames = TIER_NAMES;
  protected readonly statusNames = TENANT_STATUS_NAMES;
  protected readonly subscriptionNames = SUBSCRIPTION_STATUS_NAMES;
  protected readonly tones = TENANT_TONES;
  protected readonly number = formatNumber;
  protected readonly store = inject(TenantsStore);
  protected readonly read = this.store.page;
  protected readonly state = this.store.state;

  protected readonly statusOptions = [
    { value: '', label: STRINGS.list.any },
    ...TENANT_STATUSES.map((value) => ({ value, label: TENANT_STATUS_NAMES[value] })),
  ];
  protected readonly tierOptions = [
    { value: '', label: STRINGS.list.any },
    ...PLAN_CODES.map((value) => ({ value, label: TIER_NAMES[value] })),
  ];
  protected readonly linkOf = (row: AdminTenant): readonly string[] => ['/tenants', row.id];
  protected readonly summary = computed(() => {
    const page = this.read.value();
    return page ? TENANTS.total(formatNumber(page.total)) : TENANTS.intro;
  });

  constructor() {
    offerListKeys(() => this.read.reload());
  }

  /** MRR is in US dollars, as the platform's prices are. */
  protected money(cents: number): string {
    return formatMoney(cents, 'usd');
  }
}
