import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AdminTenantDetail } from '@orbisvoice/shared-dto';
import { formatMoney } from '@orbisvoice/shared-ui/format';
import { OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { SUBSCRIPTION_STATUS_NAMES, TIER_NAMES } from '../../../core/strings';
import { UtcTime } from '../../../ui/utc-time';
import { TENANT } from '../tenants.strings';

/** What a tenant pays for, until when, and who it is at Stripe. */
@Component({
  selector: 'oc-tenant-plan',
  imports: [OvCopyButton, UtcTime],
  template: `
    @let it = tenant();
    <dl class="ov-facts">
      <dt>{{ words.tier }}</dt>
      <dd>
        <b>{{ tierName() }}</b> · {{ subscription() }}
      </dd>
      <dt>{{ words.mrr }}</dt>
      <dd [attr.title]="words.mrrHint">
        <span class="ov-mono">{{ mrr() }}</span>
      </dd>
      <dt>{{ words.periodEnd }}</dt>
      <dd>
        @if (it.currentPeriodEnd; as end) {
          <oc-utc-time [at]="end" />
        } @else {
          <span class="ov-muted">{{ words.none }}</span>
        }
      </dd>
      <dt>{{ words.billingEmail }}</dt>
      <dd>{{ it.billingEmail }}</dd>
      <dt>{{ words.stripeCustomer }}</dt>
      <dd class="oc-copy-line">
        @if (it.stripeCustomerId; as id) {
          <code>{{ id }}</code><ov-copy-button [text]="id" [what]="words.stripeCustomer" />
        } @else {
          <span class="ov-muted">{{ words.none }}</span>
        }
      </dd>
      <dt>{{ words.stripeSubscription }}</dt>
      <dd class="oc-copy-line">
        @if (it.stripeSubscriptionId; as id) {
          <code>{{ id }}</code><ov-copy-button [text]="id" [what]="words.stripeSubscription" />
        } @else {
          <span class="ov-muted">{{ words.none }}</span>
        }
      </dd>
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantPlan {
  readonly tenant = input.required<AdminTenantDetail>();

  protected readonly words = TENANT;
  protected readonly tierName = computed(() => TIER_NAMES[this.tenant().subscriptionTier]);
  protected readonly subscription = computed(() => SUBSCRIPTION_STATUS_NAMES[this.tenant().subscriptionStatus]);
  protected readonly mrr = computed(() => formatMoney(this.tenant().mrr, 'usd'));
}
