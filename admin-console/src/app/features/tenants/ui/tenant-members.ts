import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { Member } from '@orbisvoice/shared-dto';
import { Clock, SessionStore } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatRelative } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvButton } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { ROLE_NAMES } from '../../../core/strings';
import { UtcTime } from '../../../ui/utc-time';
import { IMPERSONATION } from '../impersonation.strings';
import { TENANT } from '../tenants.strings';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: TENANT.member },
  { key: 'role', label: TENANT.role },
  { key: 'verified', label: TENANT.email },
  { key: 'seen', label: TENANT.lastSeen, align: 'end' },
  { key: 'joined', label: TENANT.joined, align: 'end' },
];

const ACT: Column = { key: 'act', label: IMPERSONATION.column };

/** Who belongs to a tenant. */
@Component({
  selector: 'oc-tenant-members',
  imports: [OvBadge, OvButton, OvCell, OvTable, UtcTime],
  template: `
    @if (members().length > 0) {
      <ov-table density="compact" [caption]="words.membersCaption" [columns]="columns()" [rows]="members()" [rowLink]="linkOf">
        <ng-template ovCell="name" [of]="members()" let-row
          ><b>{{ row.name }}</b></ng-template
        >
        <ng-template ovCell="role" [of]="members()" let-row>{{ roles[row.role] }}</ng-template>
        <ng-template ovCell="verified" [of]="members()" let-row>
          {{ row.email }}
          @if (row.emailVerifiedAt === null) {
            <ov-badge tone="warning">{{ words.unverified }}</ov-badge>
          }
        </ng-template>
        <ng-template ovCell="seen" [of]="members()" let-row>
          @if (row.lastSeenAt; as seen) {
            <time [attr.datetime]="seen" [attr.title]="exact(seen)">{{ ago(seen) }}</time>
          } @else {
            {{ words.never }}
          }
        </ng-template>
        <ng-template ovCell="joined" [of]="members()" let-row><oc-utc-time detail="date" [at]="row.createdAt" /></ng-template>
        <ng-template ovCell="act" [of]="members()" let-row>
          <button ov-button type="button" size="s" [attr.aria-label]="acting.actionOf(row.name)" (click)="impersonate.emit(row)">
            {{ acting.action }}
          </button>
        </ng-template>
      </ov-table>
    } @else {
      <p class="oc-none ov-muted">{{ words.noMembers }}</p>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantMembers {
  readonly members = input.required<readonly Member[]>();
  /** Staff want to see the portal as this person. */
  readonly impersonate = output<Member>();

  protected readonly words = TENANT;
  protected readonly acting = IMPERSONATION;
  protected readonly roles = ROLE_NAMES;
  protected readonly exact = utcExact;
  private readonly clock = inject(Clock);
  private readonly session = inject(SessionStore);
  protected readonly columns = computed(() => (this.session.can('admin.manage') ? [...COLUMNS, ACT] : COLUMNS));

  protected readonly linkOf = (row: Member): readonly string[] => ['/users', row.id];

  protected ago(instant: string): string {
    return formatRelative(instant, this.clock.now());
  }
}
