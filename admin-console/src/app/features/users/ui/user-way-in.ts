import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { AdminUserDetail } from '@orbisvoice/shared-dto';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { formatRelative } from '@orbisvoice/shared-ui/format';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { DEEDS, USER } from '../users.strings';

/** How a person comes in: what helps, what holds them up, and what staff may do about it. */
@Component({
  selector: 'oc-user-way-in',
  imports: [OvButton, UtcTime],
  templateUrl: './user-way-in.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserWayIn {
  readonly user = input.required<AdminUserDetail>();
  readonly asked = output<'reset' | 'verification' | 'unlock'>();

  protected readonly words = USER;
  protected readonly deeds = DEEDS;
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('admin.manage'));
  /** A new password opens nothing where nobody gets in. */
  protected readonly mayEnter = computed(() => ['active', 'suspended'].includes(this.user().tenantStatus));
  protected readonly devices = computed(() => {
    const [last] = this.user().devices;
    return last ? USER.deviceCount(this.user().devices.length, formatRelative(last.lastSeenAt, this.clock.now())) : USER.noDevices;
  });
}
