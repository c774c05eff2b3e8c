import { ChangeDetectionStrategy, Component, inject, input, output, DestroyRef } from '@angular/core';
import type { AdminTenantDetail } from '@orbisvoice/shared-dto';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { PageKeys } from '../../../core/page-keys';
import { TENANT_STATUS_NAMES } from '../../../core/strings';
import { nameTab } from '../../../core/tab-name';
import { TENANT_TONES } from '../../../core/tones';
import { Refresh } from '../../../ui/refresh';
import { TENANT } from '../tenants.strings';
import { TenantTabs } from './tenant-tabs';

/** The head of a part of one tenant's pages: whose it is, its tabs, another look. Names the browser's tab and answers the key for another look. */
@Component({
  selector: 'oc-tenant-head',
  imports: [OvBadge, OvPageHeader, Refresh, TenantTabs],
  template: `
    @let it = tenant();
    <ov-page-header backLink="/tenants" [backLabel]="words.back" [heading]="it?.name ?? words.loading" [text]="it?.ownerEmail ?? null">
      @if (it) {
        <ov-badge ovHeaderBadge [tone]="tones[it.status]">{{ names[it.status] }}</ov-badge>
      }
      @if (isLoading() !== null) {
        <oc-refresh ovHeaderActions [isLoading]="isLoading() === true" (refreshed)="refreshed.emit()" />
      }
    </ov-page-header>
    <oc-tenant-tabs [id]="id()" />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantHead {
  readonly id = input.required<string>();
  /** The page does without when it cannot be read. */
  readonly tenant = input.required<AdminTenantDetail | undefined>();
  readonly section = input.required<string>();
  /** Null where what is below has a button of its own for another look. */
  readonly isLoading = input<boolean | null>(null);
  readonly refreshed = output<void>();

  protected readonly words = TENANT;
  protected readonly names = TENANT_STATUS_NAMES;
  protected readonly tones = TENANT_TONES;

  constructor() {
    nameTab(() => {
      const name = this.tenant()?.name;
      return name ? `${name} · ${this.section()}` : null;
    });
    inject(PageKeys).offer({ refresh: () => this.refreshed.emit() }, inject(DestroyRef));
  }
}
