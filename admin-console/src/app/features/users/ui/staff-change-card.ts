import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { StaffChange } from '@orbisvoice/shared-dto';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvBadge, OvButton } from '@orbisvoice/shared-ui/ui';
import { ReasonDialog } from '../../../ui/reason-dialog';
import { UtcTime } from '../../../ui/utc-time';
import { StaffDecisions } from '../staff-decisions';
import { CHANGE_NAMES, CHANGE_TONES, PROPOSALS, STAFF } from '../users.strings';
import { ConfirmChangeDialog } from './confirm-change-dialog';

/** One proposal: about whom, why, by whom, and what the reader may do about it. */
@Component({
  selector: 'oc-staff-change',
  imports: [ConfirmChangeDialog, OvBadge, OvButton, ReasonDialog, RouterLink, UtcTime],
  templateUrl: './staff-change-card.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StaffChangeCard {
  readonly change = input.required<StaffChange>();
  /** Something was done about it, here or meanwhile. */
  readonly changed = output<void>();

  protected readonly words = STAFF;
  protected readonly names = CHANGE_NAMES;
  protected readonly tones = CHANGE_TONES;
  protected readonly question = PROPOSALS.withdraw;
  protected readonly dialog = signal<'confirm' | 'withdraw' | null>(null);
  private readonly decisions = inject(StaffDecisions);
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('admin.manage'));
  protected readonly title = computed(() => {
    const { isAdmin, userName } = this.change();
    return isAdmin ? STAFF.grantTitle(userName) : STAFF.revokeTitle(userName);
  });
  protected readonly refusal = computed(() => {
    const { confirmRefusal } = this.change();
    return confirmRefusal === null ? '' : STAFF.refusals[confirmRefusal];
  });

  protected readonly withdraw = async (reason: string): Promise<void> => {
    await this.decisions.withdraw(this.change().id, reason);
    this.changed.emit();
  };

  protected leave(hasChanged: boolean): void {
    this.dialog.set(null);
    if (hasChanged) this.changed.emit();
  }
}
