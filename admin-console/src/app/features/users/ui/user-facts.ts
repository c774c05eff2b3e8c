import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminUserDetail } from '@orbisvoice/shared-dto';
import { OvCopyButton } from '@orbisvoice/shared-ui/ui';
import { ROLE_NAMES, TIER_NAMES } from '../../../core/strings';
import { UtcTime } from '../../../ui/utc-time';
import { USER, USERS } from '../users.strings';

/** Who a person is. */
@Component({
  selector: 'oc-user-facts',
  imports: [OvCopyButton, RouterLink, UtcTime],
  template: `
    @let it = user();
    <dl class="ov-facts">
      <dt>{{ words.id }}</dt>
      <dd class="oc-copy-line">
        <code>{{ it.id }}</code><ov-copy-button [text]="it.id" [what]="words.id" />
      </dd>
      <dt>{{ words.email }}</dt>
      <dd>{{ it.email }}</dd>
      <dt>{{ words.verifiedAt }}</dt>
      <dd>
        @if (it.emailVerifiedAt; as at) {
          <oc-utc-time [at]="at" />
        } @else {
          {{ words.notVerified }}
        }
      </dd>
      <dt>{{ words.tenant }}</dt>
      <dd>
        <a [routerLink]="['/tenants', it.tenantId]">{{ it.tenantName }}</a> · {{ tiers[it.tenantTier] }}
      </dd>
      <dt>{{ words.role }}</dt>
      <dd>{{ roles[it.role] }}</dd>
      <dt>{{ words.created }}</dt>
      <dd><oc-utc-time [at]="it.createdAt" /></dd>
      <dt>{{ words.changed }}</dt>
      <dd><oc-utc-time [at]="it.updatedAt" /></dd>
      <dt>{{ words.seen }}</dt>
      <dd>
        @if (it.lastSeenAt; as at) {
          <oc-utc-time [at]="at" />
        } @else {
          {{ list.never }}
        }
      </dd>
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserFacts {
  readonly user = input.required<AdminUserDetail>();

  protected readonly words = USER;
  protected readonly list = USERS;
  protected readonly roles = ROLE_NAMES;
  protected readonly tiers = TIER_NAMES;
}
