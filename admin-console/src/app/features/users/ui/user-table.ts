import { ChangeDetectionStrategy, Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminUser } from '@orbisvoice/shared-dto';
import { Clock } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { formatRelative } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { ROLE_NAMES, TENANT_STATUS_NAMES } from '../../../core/strings';
import { TENANT_TONES } from '../../../core/tones';
import { UtcTime } from '../../../ui/utc-time';
import { USERS } from '../users.strings';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: USERS.columns.name, sort: 'name' },
  { key: 'tenant', label: USERS.columns.tenant },
  { key: 'role', label: USERS.columns.role },
  { key: 'state', label: USERS.columns.state },
  { key: 'seen', label: USERS.columns.seen, align: 'end', sort: 'lastSeenAt' },
  { key: 'created', label: USERS.columns.created, align: 'end', sort: 'createdAt' },
];

/** People as rows that open. */
@Component({
  selector: 'oc-user-table',
  imports: [OvBadge, OvCell, OvTable, RouterLink, UtcTime],
  template: `
    <ov-table
      density="compact"
      [caption]="words.caption"
      [columns]="columns"
      [rows]="users()"
      [rowLink]="linkOf"
      [sort]="sort()"
      [isLoading]="isLoading()"
      (sortChange)="sorted.emit($event)"
    >
      <ng-template ovCell="name" [of]="users()" let-row>
        {{ row.name }}<small class="oc-second">{{ row.email }}</small>
      </ng-template>
      <ng-template ovCell="tenant" [of]="users()" let-row>
        <a [routerLink]="['/tenants', row.tenantId]">{{ row.tenantName }}</a>
      </ng-template>
      <ng-template ovCell="role" [of]="users()" let-row>{{ roles[row.role] }}</ng-template>
      <ng-template ovCell="state" [of]="users()" let-row>
        <span class="oc-badges">
          @if (row.isAdmin) {
            <ov-badge tone="info">{{ words.staff }}</ov-badge>
          }
          @if (row.tenantStatus !== 'active') {
            <ov-badge [tone]="tones[row.tenantStatus]">{{ statuses[row.tenantStatus] }}</ov-badge>
          }
          @if (row.emailVerifiedAt === null) {
            <ov-badge tone="warning">{{ words.unverified }}</ov-badge>
          }
          @if (row.lockedUntil !== null) {
            <ov-badge tone="danger">{{ words.locked }}</ov-badge>
          }
        </span>
      </ng-template>
      <ng-template ovCell="seen" [of]="users()" let-row>
        @if (row.lastSeenAt; as seen) {
          <time [attr.datetime]="seen" [attr.title]="exact(seen)">{{ ago(seen) }}</time>
        } @else {
          {{ words.never }}
        }
      </ng-template>
      <ng-template ovCell="created" [of]="users()" let-row><oc-utc-time detail="date" [at]="row.createdAt" /></ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserTable {
  readonly users = input.required<readonly AdminUser[]>();
  readonly sort = input.required<string>();
  readonly isLoading = input(false);
  readonly sorted = output<string>();

  protected readonly words = USERS;
  protected readonly columns = COLUMNS;
  protected readonly roles = ROLE_NAMES;
  protected readonly statuses = TENANT_STATUS_NAMES;
  protected readonly tones = TENANT_TONES;
  protected readonly exact = utcExact;
  private readonly clock = inject(Clock);

  protected readonly linkOf = (row: AdminUser): readonly string[] => ['/users', row.id];

  protected ago(instant: string): string {
    return formatRelative(instant, this.clock.now());
  }
}
