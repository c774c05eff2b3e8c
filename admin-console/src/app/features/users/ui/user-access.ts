import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { AdminUserDetail } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { StaffDecisions } from '../staff-decisions';
import { UserStore } from '../user.store';
import { PROPOSALS, STAFF, USER } from '../users.strings';
import { StaffChangeCard } from './staff-change-card';

/** Whether a person is staff, what waits about that, and how to propose a change. */
@Component({
  selector: 'oc-user-access',
  imports: [OvButton, OvCard, ReasonDialog, StaffChangeCard],
  template: `
    @let it = user();
    <ov-card [heading]="words.access">
      <div class="oc-stack">
        <p>{{ it.isAdmin ? words.isStaff : words.isNotStaff }}</p>
        <p class="ov-small ov-muted">{{ words.rule }} {{ words.alone }}</p>
        @if (it.staffChange; as change) {
          <oc-staff-change [change]="change" (changed)="changed.emit()" />
        } @else if (mayManage()) {
          @if (hint(); as why) {
            <p class="ov-small">{{ why }}</p>
          } @else {
            <p>
              <button ov-button type="button" size="s" [variant]="it.isAdmin ? 'danger' : 'strong'" (click)="isAsking.set(true)">
                {{ it.isAdmin ? staff.revoke : staff.grant }}
              </button>
            </p>
          }
        }
      </div>
    </ov-card>
    @if (isAsking()) {
      <oc-reason-dialog [question]="question()" [deed]="propose" (closed)="isAsking.set(false)" />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserAccess {
  readonly user = input.required<AdminUserDetail>();
  /** Something was done about their rights. */
  readonly changed = output<void>();

  protected readonly words = USER;
  protected readonly staff = STAFF;
  protected readonly isAsking = signal(false);
  private readonly store = inject(UserStore);
  private readonly decisions = inject(StaffDecisions);
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('admin.manage'));
  protected readonly question = computed(() => (this.user().isAdmin ? PROPOSALS.revoke : PROPOSALS.grant));
  /** Why nothing can be proposed, where that is known. */
  protected readonly hint = computed(() => {
    const { isSelf, isAdmin, emailVerifiedAt, tenantStatus } = this.user();
    if (isSelf) return USER.selfRule;
    return !isAdmin && (emailVerifiedAt === null || tenantStatus !== 'active') ? USER.unfitRule : '';
  });

  protected readonly propose = async (reason: string): Promise<void> => {
    const { isAdmin, name } = this.user();
    const id = await this.store.propose(!isAdmin, reason);
    this.decisions.proposed(id, name, () => this.changed.emit());
  };
}
