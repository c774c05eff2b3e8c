import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { TenantBulkRun, TenantView } from '@orbisvoice/shared-dto';
import { type BulkAction, CONVERSATION_SORT_KEYS } from '@orbisvoice/shared-dto/values';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon, OvSelect } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { offerListKeys } from '../../../core/page-keys';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { LIST_DEFAULTS, stateOfView } from '../tenant-list-query';
import { COLUMN_NAMES, TENANTS } from '../tenant-list.strings';
import { TenantsStore } from '../tenants.store';
import { BulkBar } from '../ui/bulk-bar';
import { BulkDialog } from '../ui/bulk-dialog';
import { ColumnPicker } from '../ui/column-picker';
import { TenantFilters } from '../ui/tenant-filters';
import { TenantTable } from '../ui/tenant-table';
import { ViewMenu } from '../ui/view-menu';
import { ViewsStore } from '../views.store';

/** Every tenant: filters, order and columns live in the address, are kept as views, and taken home as a file. */
@Component({
  selector: 'oc-tenants-page',
  imports: [
    BulkBar,
    BulkDialog,
    ColumnPicker,
    OvButton,
    OvCard,
    OvIcon,
    OvKeysetPart,
    OvNotice,
    OvPageHeader,
    OvSelect,
    Problem,
    Refresh,
    RouterLink,
    Stale,
    TenantFilters,
    TenantTable,
    ViewMenu,
  ],
  providers: [TenantsStore, ViewsStore],
  templateUrl: './tenants.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantsPage {
  protected readonly words = TENANTS;
  protected readonly store = inject(TenantsStore);
  private readonly views = inject(ViewsStore);
  private readonly router = inject(Router);
  protected readonly list = this.store.list;
  protected readonly shown = this.store.shown;
  protected readonly state = this.store.state;
  /** The action whose dialog is open. */
  protected readonly ordering = signal<BulkAction | null>(null);

  /** Every order in words, for one more than the heads of the columns in view. */
  protected readonly orders = [
    ...(['createdAt', 'name', 'mrr', 'usage', 'users', 'agents', 'lastActive', 'status', 'tier', 'subscription'] as const).flatMap(
      (key) => [
        { value: `-${key}`, label: `${COLUMN_NAMES[key]} ↓` },
        { value: key, label: `${COLUMN_NAMES[key]} ↑` },
      ],
    ),
    { value: '-usageShare', label: TENANTS.shareDown },
    { value: 'usageShare', label: TENANTS.shareUp },
    ...Object.entries(CONVERSATION_SORT_KEYS).flatMap(([key, window]) => [
      { value: `-${key}`, label: `${TENANTS.conversations[window]} ↓` },
      { value: key, label: `${TENANTS.conversations[window]} ↑` },
    ]),
  ];
  protected readonly summary = computed(() => {
    const page = this.shown.value();
    return page ? TENANTS.summary(formatNumber(page.total), utcExact(page.asOf)) : TENANTS.intro;
  });

  constructor() {
    offerListKeys(() => this.list.reload());
    this.openDefault();
  }

  protected open(view: TenantView | null): void {
    this.state.patch(view ? stateOfView(view.settings) : LIST_DEFAULTS);
  }

  protected async left(run: TenantBulkRun | null): Promise<void> {
    this.ordering.set(null);
    if (run) await this.router.navigate(['/tenants/bulk', run.id]);
  }

  /** Whoever comes without a wish gets the view they chose; an address that says anything is obeyed. */
  private openDefault(): void {
    const hasWish = inject(ActivatedRoute).snapshot.queryParamMap.keys.length > 0;
    if (hasWish) return;
    const watch = effect(() => {
      const loaded = this.views.read.value();
      if (!loaded) return;
      const view = untracked(this.views.opening);
      untracked(() => view && !this.store.isFiltered() && this.open(view));
      watch.destroy();
    });
  }
}
