import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { SubNav } from '../../../ui/sub-nav';
import { TENANT_BILLING } from '../tenant-billing.strings';

/** The pages of one tenant. */
@Component({
  selector: 'oc-tenant-tabs',
  imports: [SubNav],
  template: `<oc-sub-nav [label]="words.label" [links]="links()" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantTabs {
  readonly id = input.required<string>();

  protected readonly words = TENANT_BILLING.tabs;
  protected readonly links = computed(() => [
    { link: ['/tenants', this.id()], label: this.words.overview, isExact: true },
    { link: ['/tenants', this.id(), 'agents'], label: this.words.agents },
    { link: ['/tenants', this.id(), 'api-keys'], label: this.words.keys },
    { link: ['/tenants', this.id(), 'webhooks'], label: this.words.webhooks },
    { link: ['/tenants', this.id(), 'usage'], label: this.words.usage },
    { link: ['/tenants', this.id(), 'billing'], label: this.words.billing },
    { link: ['/tenants', this.id(), 'stripe-events'], label: this.words.stripeEvents },
    { link: ['/tenants', this.id(), 'emails'], label: this.words.emails },
    { link: ['/tenants', this.id(), 'audit'], label: this.words.audit },
  ]);
}
