import { ChangeDetectionStrategy, Component, booleanAttribute, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Subscription } from '@orbisvoice/shared-dto';
import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { formatDate, formatMoney, formatNumber } from '@orbisvoice/shared-ui/format';
import { OvCard, OvUsageBar } from '@orbisvoice/shared-ui/ui';
import { S } from '../billing.strings';
import { limitFacts } from '../limit-facts';

/** Use against the limit, where it stops, when it starts over, and what counts. */
@Component({
  selector: 'ov-usage-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvCard, OvUsageBar, RouterLink],
  template: `
    @let usage = subscription().usage;
    <ov-card [heading]="s.heading">
      <ov-usage-bar [used]="usage.used" [limit]="usage.limit" [reserved]="usage.reserved" [noun]="s.noun" />
      <dl class="ov-facts">
        @for (fact of facts(); track fact.label) {
          <dt>{{ fact.label }}</dt>
          <dd>{{ fact.value }}</dd>
        }
      </dl>
      @if (!isOnUsagePage()) {
        <div class="billing-foot">
          <a class="ov-small" routerLink="/billing/usage">{{ s.evidence }}</a>
        </div>
      }
    </ov-card>
  `,
})
export class UsageCard {
  readonly subscription = input.required<Subscription>();
  /** Where the evidence is at hand anyway. */
  readonly isOnUsagePage = input(false, { transform: booleanAttribute });
  protected readonly s = S.usage;
  private readonly timeZone = inject(SessionStore).timeZone;

  protected readonly facts = computed(() => {
    const { usage, overage, limits } = this.subscription();
    const { limit, ceiling } = usage;
    const stops = ceiling > limit && !overage.isEnabled ? S.usage.grace : S.usage.stopsAt;
    return [
      ...limitFacts(limits, (instant) => formatDate(instant, this.timeZone())),
      { label: S.usage.period, value: formatDate(usage.periodStart, this.timeZone()) },
      { label: S.usage.resets, value: formatDate(usage.resetsAt, this.timeZone()) },
      { label: S.usage.stops, value: stops(formatNumber(ceiling)) },
      ...(overage.isEnabled
        ? [
            {
              label: S.usage.overage,
              value: S.usage.overageOn(formatMoney(overage.amount, overage.currency), formatMoney(overage.capAmount, overage.currency)),
            },
          ]
        : []),
      { label: S.usage.definition, value: CONVERSATION_DEFINITION },
    ];
  });
}
