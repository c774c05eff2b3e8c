import { ChangeDetectionStrategy, Component, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { OvKeysetPart } from '@orbisvoice/shared-ui/data';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { Problem } from '../../../ui/problem';
import { Stale } from '../../../ui/stale';
import { TenantWebhooksStore } from '../tenant-webhooks.store';
import { WEBHOOKS } from '../tenant-webhooks.strings';
import { TenantDeliveryFilters } from '../ui/tenant-delivery-filters';
import { TenantDeliveryTable } from '../ui/tenant-delivery-table';
import { TenantEndpointTable } from '../ui/tenant-endpoint-table';
import { TenantHead } from '../ui/tenant-head';
import { PartContent, TenantPart } from '../ui/tenant-part';

/** Where one tenant's own systems are told of what happens, and what became of each message; filters live in the address. */
@Component({
  selector: 'oc-tenant-webhooks-page',
  imports: [
    OvCard,
    OvEmpty,
    OvKeysetPart,
    PartContent,
    Problem,
    RouterLink,
    Stale,
    TenantDeliveryFilters,
    TenantDeliveryTable,
    TenantEndpointTable,
    TenantHead,
    TenantPart,
  ],
  providers: [TenantWebhooksStore],
  templateUrl: './tenant-webhooks.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantWebhooksPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = WEBHOOKS;
  protected readonly store = inject(TenantWebhooksStore);
  protected readonly list = this.store.list;
  protected readonly filter = this.store.filter;

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }
}
