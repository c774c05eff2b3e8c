import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import type { SessionInfo } from '@orbisvoice/shared-dto';
import { ApiProblem } from '@orbisvoice/shared-ui/core';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvAsync, OvReady, ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvDatePipe, OvRelativePipe } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvBadge, OvButton, OvCard } from '@orbisvoice/shared-ui/ui';
import { AccountStore } from '../account.store';
import { S } from '../account.strings';
import { deviceName } from '../device-name';
import { EmailPreferencesCard } from '../ui/email-preferences-card';
import { PasswordCard } from '../ui/password-card';
import { ProfileCard } from '../ui/profile-card';

const COLUMNS: readonly Column[] = [
  { key: 'device', label: S.sessions.columns.device },
  { key: 'ip', label: S.sessions.columns.ip },
  { key: 'seen', label: S.sessions.columns.seen },
  { key: 'since', label: S.sessions.columns.since },
  { key: 'actions', label: S.sessions.columns.actions, isLabelHidden: true },
];

/** One's own name, password, mails and devices. */
@Component({
  selector: 'ov-account-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmailPreferencesCard,
    OvAsync,
    OvBadge,
    OvButton,
    OvCard,
    OvCell,
    OvDatePipe,
    OvPageHeader,
    OvReady,
    OvRelativePipe,
    OvTable,
    PasswordCard,
    ProfileCard,
  ],
  providers: [AccountStore],
  template: `
    <ov-page-header [heading]="s.heading" />
    <div class="ov-stack">
      <div class="account-pair">
        <ov-profile-card />
        <ov-password-card (changed)="store.sessions.reload()" />
      </div>
      <ov-email-preferences-card />
      <ov-card isFlush [heading]="s.sessions.heading">
        <ov-async [of]="store.sessions" [lines]="3">
          <ng-template [ovReady]="store.sessions" let-list>
            <ov-table [caption]="s.sessions.heading" [columns]="columns" [rows]="list.items">
              <ng-template ovCell="device" [of]="list.items" let-row>
                {{ device(row.userAgent) }}
                @if (row.isCurrent) {
                  <ov-badge tone="success">{{ s.sessions.current }}</ov-badge>
                }
              </ng-template>
              <ng-template ovCell="ip" [of]="list.items" let-row
                ><code>{{ row.ip ?? '' }}</code></ng-template
              >
              <ng-template ovCell="seen" [of]="list.items" let-row>{{ row.lastSeenAt | ovRelative }}</ng-template>
              <ng-template ovCell="since" [of]="list.items" let-row>{{ row.createdAt | ovDate: 'time' }}</ng-template>
              <ng-template ovCell="actions" [of]="list.items" let-row>
                @if (!row.isCurrent) {
                  <button ov-button type="button" size="s" [attr.aria-label]="s.sessions.end(device(row.userAgent))" (click)="end(row)">
                    {{ s.sessions.endShort }}
                  </button>
                }
              </ng-template>
            </ov-table>
          </ng-template>
        </ov-async>
      </ov-card>
    </div>
  `,
})
export default class AccountPage {
  protected readonly store = inject(AccountStore);
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly device = deviceName;
  private readonly toasts = inject(ToastService);

  protected async end({ id }: SessionInfo): Promise<void> {
    try {
      await this.store.endSession(id);
      this.toasts.show({ text: S.sessions.ended });
    } catch (error) {
      this.toasts.show({ text: ApiProblem.from(error).sentence, tone: 'danger' });
    }
  }
}
