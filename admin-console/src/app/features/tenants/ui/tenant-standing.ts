import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { AdminTenantDetail } from '@orbisvoice/shared-dto';
import type { StandingAction } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvNotice } from '@orbisvoice/shared-ui/feedback';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { STANDING } from '../standing.strings';

/** Why a tenant does not run, since when, and the way back. Nothing for one that does. */
@Component({
  selector: 'oc-tenant-standing',
  imports: [OvButton, OvNotice, UtcTime],
  template: `
    @let it = tenant();
    @if (it.status === 'suspended' || it.status === 'banned') {
      <ov-notice tone="danger">
        <p>
          <b>{{ words.notice[it.status] }}</b>
          @if (it.statusSince; as since) {
            {{ words.since }} <oc-utc-time [at]="since" />.
          }
        </p>
        @if (it.statusReason; as reason) {
          <p class="oc-standing-reason">{{ reason }}</p>
        }
        @if (mayManage()) {
          <button ov-button type="button" size="s" (click)="chosen.emit('reinstate')">{{ words.actions.reinstate }}</button>
        }
      </ov-notice>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantStanding {
  readonly tenant = input.required<AdminTenantDetail>();
  readonly chosen = output<StandingAction>();
  protected readonly words = STANDING;
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('admin.manage'));
}
