import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { AdminTenantDetail } from '@orbisvoice/shared-dto';
import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvUsageBar } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { TENANT } from '../tenants.strings';

/** What a tenant has used of its plan this period, and what counts. */
@Component({
  selector: 'oc-tenant-usage',
  imports: [OvUsageBar, UtcTime],
  template: `
    @let usage = tenant().usage;
    <div class="ov-stack">
      <ov-usage-bar [used]="usage.used" [limit]="usage.limit" [reserved]="usage.reserved" />
      <dl class="ov-facts">
        <dt>{{ words.periodStart }}</dt>
        <dd><oc-utc-time [at]="usage.periodStart" /></dd>
        <dt>{{ words.resets }}</dt>
        <dd><oc-utc-time [at]="usage.resetsAt" /></dd>
        <dt>{{ words.ceiling }}</dt>
        <dd class="ov-figures">{{ number(usage.ceiling) }}</dd>
        <dt>{{ words.conversations30 }}</dt>
        <dd class="ov-figures">{{ number(tenant().conversations30Days) }}</dd>
      </dl>
      <p class="ov-hint">{{ definition }}</p>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantUsage {
  readonly tenant = input.required<AdminTenantDetail>();

  protected readonly words = TENANT;
  protected readonly definition = CONVERSATION_DEFINITION;
  protected readonly number = formatNumber;
}
