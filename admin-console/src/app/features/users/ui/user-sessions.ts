import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { AdminUserSession } from '@orbisvoice/shared-dto';
import { deviceName } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { UtcTime } from '../../../ui/utc-time';
import { USER } from '../users.strings';

const HEADS = USER.sessionColumns;
const COLUMNS: readonly Column[] = [
  { key: 'device', label: HEADS.device },
  { key: 'ip', label: HEADS.ip },
  { key: 'used', label: HEADS.used },
  { key: 'opened', label: HEADS.opened },
  { key: 'expires', label: HEADS.expires },
];
const ACT: Column = { key: 'act', label: HEADS.act, align: 'end', isLabelHidden: true };

/** Where a person is signed in, and how that ends. */
@Component({
  selector: 'oc-user-sessions',
  imports: [OvButton, OvCard, OvCell, OvEmpty, OvTable, UtcTime],
  template: `
    <ov-card isFlush [heading]="words.sessions">
      @if (mayManage() && sessions().length > 0) {
        <button ovCardActions ov-button type="button" size="s" variant="danger" (click)="endAll.emit()">{{ words.endAll }}</button>
      }
      @if (sessions().length > 0) {
        <ov-table density="compact" [caption]="words.sessionsCaption" [columns]="columns()" [rows]="sessions()">
          <ng-template ovCell="device" [of]="sessions()" let-row>
            {{ device(row) }}<small class="oc-second">{{ words.clients[row.client] }}</small>
          </ng-template>
          <ng-template ovCell="ip" [of]="sessions()" let-row
            ><span class="ov-mono">{{ row.ip }}</span></ng-template
          >
          <ng-template ovCell="used" [of]="sessions()" let-row><oc-utc-time [at]="row.lastSeenAt" /></ng-template>
          <ng-template ovCell="opened" [of]="sessions()" let-row><oc-utc-time [at]="row.createdAt" /></ng-template>
          <ng-template ovCell="expires" [of]="sessions()" let-row><oc-utc-time detail="date" [at]="row.expiresAt" /></ng-template>
          <ng-template ovCell="act" [of]="sessions()" let-row>
            <button
              ov-button
              type="button"
              size="s"
              [attr.aria-label]="words.endOf(device(row), exact(row.lastSeenAt))"
              (click)="endOne.emit(row.id)"
            >
              {{ words.end }}
            </button>
          </ng-template>
        </ov-table>
      } @else {
        <ov-empty icon="desktop" [heading]="words.noSessions" [text]="words.noSessionsText" />
      }
    </ov-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserSessions {
  readonly sessions = input.required<readonly AdminUserSession[]>();
  readonly endOne = output<string>();
  readonly endAll = output<void>();

  protected readonly words = USER;
  protected readonly exact = utcExact;
  private readonly session = inject(SessionStore);
  protected readonly mayManage = computed(() => this.session.can('admin.manage'));
  protected readonly columns = computed(() => (this.mayManage() ? [...COLUMNS, ACT] : COLUMNS));

  protected device({ userAgent }: AdminUserSession): string {
    return deviceName(userAgent) ?? USER.unknownDevice;
  }
}
