import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminTenantDetail } from '@orbisvoice/shared-dto';
import { formatNumber } from '@orbisvoice/shared-ui/format';
import { OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { TENANT } from '../tenants.strings';

/** Who a tenant is. */
@Component({
  selector: 'oc-tenant-facts',
  imports: [OvCopyButton, RouterLink, UtcTime],
  template: `
    @let it = tenant();
    <dl class="ov-facts">
      <dt>{{ words.id }}</dt>
      <dd class="oc-copy-line">
        <code>{{ it.id }}</code><ov-copy-button [text]="it.id" [what]="words.id" />
      </dd>
      <dt>{{ words.slug }}</dt>
      <dd>
        <code>{{ it.slug }}</code>
      </dd>
      <dt>{{ words.owner }}</dt>
      <dd>{{ it.ownerEmail ?? words.none }}</dd>
      <dt>{{ words.created }}</dt>
      <dd><oc-utc-time [at]="it.createdAt" /></dd>
      <dt>{{ words.timeZone }}</dt>
      <dd>{{ it.timeZone }}</dd>
      <dt>{{ words.agents }}</dt>
      <dd>
        <a [routerLink]="['/tenants', it.id, 'agents']">{{ number(it.agents) }}</a>
      </dd>
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantFacts {
  readonly tenant = input.required<AdminTenantDetail>();

  protected readonly words = TENANT;
  protected readonly number = formatNumber;
}
