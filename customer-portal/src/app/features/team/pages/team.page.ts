import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { Invitation, Member } from '@orbisvoice/shared-dto';
import { ROLES } from '@orbisvoice/shared-dto/values';
import { ApiProblem, SessionStore, oneOf } from '@orbisvoice/shared-ui/core';
import { OvCell, OvPager, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { ConfirmService, OvAsync, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvRelativePipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard, OvIcon } from '@orbisvoice/shared-ui/ui';
import { ROLE_LABELS } from '../../../core/role-labels';
import { TeamStore } from '../team.store';
import { S } from '../team.strings';
import { InviteDialog } from '../ui/invite-dialog';
import { UnreachedCard } from '../ui/unreached-card';

const MEMBER_COLUMNS: readonly Column[] = [
  { key: 'name', label: S.columns.name },
  { key: 'email', label: S.columns.email },
  { key: 'role', label: S.columns.role },
  { key: 'seen', label: S.columns.seen },
  { key: 'joined', label: S.columns.joined },
  { key: 'actions', label: S.columns.actions, isLabelHidden: true },
];
const INVITATION_COLUMNS: readonly Column[] = [
  { key: 'email', label: S.invitations.columns.email },
  { key: 'role', label: S.invitations.columns.role },
  { key: 'expires', label: S.invitations.columns.expires },
  { key: 'actions', label: S.invitations.columns.actions, isLabelHidden: true },
];

/** Members, their roles, and invitations. */
@Component({
  selector: 'ov-team-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    InviteDialog,
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvDatePipe,
    OvIcon,
    OvPageHeader,
    OvPager,
    OvReady,
    OvRelativePipe,
    OvTable,
    UnreachedCard,
  ],
  providers: [TeamStore],
  templateUrl: './team.page.html',
})
export default class TeamPage {
  protected readonly store = inject(TeamStore);
  protected readonly s = S;
  protected readonly roles = ROLES;
  protected readonly labels = ROLE_LABELS;
  protected readonly memberColumns = MEMBER_COLUMNS;
  protected readonly invitationColumns = INVITATION_COLUMNS;
  protected readonly isInviting = signal(false);
  private readonly session = inject(SessionStore);
  private readonly toasts = inject(ToastService);
  private readonly confirm = inject(ConfirmService);

  protected isSelf(member: Member): boolean {
    return member.id === this.session.me()?.id;
  }

  /** Only an owner makes or unmakes owners. */
  protected canChange(member: Member): boolean {
    const isOwner = this.session.me()?.role === 'owner';
    return this.store.canManage && !this.isSelf(member) && (isOwner || member.role !== 'owner');
  }

  protected rolesFor(member: Member): readonly Member['role'][] {
    return this.session.me()?.role === 'owner' ? ROLES : ROLES.filter((role) => role !== 'owner' || member.role === 'owner');
  }

  protected async setRole(member: Member, value: string): Promise<void> {
    const role = oneOf(value, ROLES);
    if (!role) return;
    const isDone = await this.attempt(() => this.store.setRole(member, role));
    if (isDone) this.toasts.show({ text: S.roleChanged(member.name, ROLE_LABELS[role]) });
    else this.store.members.reload();
  }

  protected async remove(member: Member): Promise<void> {
    const { heading, text, confirm: confirmLabel } = S.remove;
    if (!(await this.confirm.ask({ heading: heading(member.name), text, confirmLabel, isDangerous: true }))) return;
    if (await this.attempt(() => this.store.remove(member))) this.toasts.show({ text: S.remove.done(member.name) });
  }

  protected invited(email: string): void {
    this.isInviting.set(false);
    this.toasts.show({ text: S.form.sent(email) });
  }

  protected async withdraw({ id, email }: Invitation): Promise<void> {
    if (await this.attempt(() => this.store.withdraw(id))) this.toasts.show({ text: S.invitations.withdrawn(email) });
  }

  private async attempt(task: () => Promise<void>): Promise<boolean> {
    try {
      await task();
      return true;
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
      return false;
    }
  }
}
