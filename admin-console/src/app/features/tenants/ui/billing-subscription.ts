import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AdminTenantBilling } from '@orbisvoice/shared-dto';
import { formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { utcDate } from '../../../core/dates';
import { SUBSCRIPTION_STATUS_NAMES, TIER_NAMES } from '../../../core/strings';
import { SUBSCRIPTION_TONES } from '../../../core/tones';
import { UtcTime } from '../../../ui/utc-time';
import { INTERVAL_NAMES, TENANT_BILLING as WORDS } from '../tenant-billing.strings';

type Subscription = AdminTenantBilling['subscription'];

function priceOf({ interval, price, currency }: Subscription): string {
  return interval ? WORDS.perInterval(formatMoney(price, currency), INTERVAL_NAMES[interval]) : WORDS.free;
}

function discountOf({ discount, currency }: Subscription): string | null {
  if (!discount) return null;
  const { name, percentOff, amountOff, endsAt } = discount;
  const off = percentOff !== null ? WORDS.percentOff(formatNumber(percentOff)) : WORDS.amountOff(formatMoney(amountOff, currency));
  return [name, off, endsAt ? WORDS.discountUntil(utcDate(endsAt)) : WORDS.discountForEver].join(', ');
}

function overageOf({ overage }: Subscription): string {
  if (!overage.isAvailable) return WORDS.overageNotSold;
  if (!overage.isEnabled) return WORDS.overageOff;
  const { amount, capAmount, currency, quantity } = overage;
  return WORDS.overageUsed(formatMoney(amount, currency), formatMoney(capAmount, currency), formatNumber(quantity));
}

/** What a tenant has bought, at what price and until when. */
@Component({
  selector: 'oc-billing-subscription',
  imports: [OvBadge, UtcTime],
  template: `
    @let it = billing().subscription;
    <dl class="ov-facts">
      <dt>{{ words.plan }}</dt>
      <dd>
        <b>{{ tiers[it.tier] }}</b>
      </dd>
      <dt>{{ words.status }}</dt>
      <dd>
        <ov-badge [tone]="tones[it.status]">{{ names[it.status] }}</ov-badge>
      </dd>
      <dt>{{ words.price }}</dt>
      <dd class="ov-figures">{{ price() }}</dd>
      <dt>{{ words.mrr }}</dt>
      <dd class="ov-mono">{{ mrr() }}</dd>
      <dt>{{ words.period }}</dt>
      <dd>
        @if (it.currentPeriodStart && it.currentPeriodEnd) {
          <oc-utc-time detail="date" [at]="it.currentPeriodStart" /> – <oc-utc-time [at]="it.currentPeriodEnd" />
        } @else {
          <span class="ov-muted">{{ words.noPeriod }}</span>
        }
      </dd>
      @if (it.trialEndsAt; as end) {
        <dt>{{ words.trialEnds }}</dt>
        <dd><oc-utc-time [at]="end" /></dd>
      }
      @if (discount(); as text) {
        <dt>{{ words.discount }}</dt>
        <dd>{{ text }}</dd>
      }
      <dt>{{ words.overage }}</dt>
      <dd class="ov-figures">{{ overage() }}</dd>
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BillingSubscription {
  readonly billing = input.required<AdminTenantBilling>();

  protected readonly words = WORDS;
  protected readonly tiers = TIER_NAMES;
  protected readonly names = SUBSCRIPTION_STATUS_NAMES;
  protected readonly tones = SUBSCRIPTION_TONES;
  private readonly subscription = computed(() => this.billing().subscription);
  protected readonly price = computed(() => priceOf(this.subscription()));
  protected readonly mrr = computed(() => formatMoney(this.billing().mrr, this.subscription().currency));
  protected readonly discount = computed(() => discountOf(this.subscription()));
  protected readonly overage = computed(() => overageOf(this.subscription()));
}
