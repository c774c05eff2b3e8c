import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminEmail } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { EMAIL_STATUS_NAMES, EMAIL_STATUS_TONES, OUTCOME_NAMES, OUTCOME_TONES, templateTitle } from '../emails.strings';
import { LOG } from '../log.strings';

const COLUMNS: readonly Column[] = [
  { key: 'mail', label: LOG.columns.mail },
  { key: 'to', label: LOG.columns.to },
  { key: 'status', label: LOG.columns.status },
  { key: 'tenant', label: LOG.columns.tenant },
  { key: 'reason', label: LOG.columns.reason },
  { key: 'ordered', label: LOG.columns.ordered },
];

/** Mails as rows that open. */
@Component({
  selector: 'oc-log-table',
  imports: [OvBadge, OvCell, OvTable, RouterLink, UtcTime],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.caption" [columns]="columns()" [rows]="mails()" [rowLink]="linkOf">
      <ng-template ovCell="mail" [of]="mails()" let-row>
        {{ title(row.template) }}<small class="oc-second">{{ row.subject ?? words.notYet }}</small>
      </ng-template>
      <ng-template ovCell="to" [of]="mails()" let-row>{{ row.recipient }}</ng-template>
      <ng-template ovCell="status" [of]="mails()" let-row>
        <span class="oc-badges">
          <ov-badge [tone]="tones[row.status]">{{ names[row.status] }}</ov-badge>
          @if (row.outcome; as outcome) {
            <ov-badge [tone]="outcomeTones[outcome]">{{ outcomes[outcome] }}</ov-badge>
          }
        </span>
        @if (row.nextAttemptAt && row.attempts > 0) {
          <small class="oc-second">{{ words.next }} <oc-utc-time [at]="row.nextAttemptAt" /></small>
        }
      </ng-template>
      <ng-template ovCell="tenant" [of]="mails()" let-row>
        <a [routerLink]="['/tenants', row.tenantId]">{{ row.tenantName }}</a>
      </ng-template>
      <ng-template ovCell="reason" [of]="mails()" let-row>
        <span class="oc-reason" [attr.title]="row.error">{{ row.error }}</span>
        @if (row.attempts > 1) {
          <small class="oc-second">{{ words.tries(row.attempts) }}</small>
        }
      </ng-template>
      <ng-template ovCell="ordered" [of]="mails()" let-row>
        <oc-utc-time [at]="row.createdAt" />
        @if (row.sentAt; as at) {
          <small class="oc-second">{{ words.sent }} <oc-utc-time [at]="at" /></small>
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LogTable {
  readonly mails = input.required<readonly AdminEmail[]>();
  /** Whether to tell the tenants apart; among one tenant's own pages there is one. */
  readonly hasTenant = input(true);

  protected readonly words = LOG;
  protected readonly columns = computed(() => COLUMNS.filter(({ key }) => key !== 'tenant' || this.hasTenant()));
  protected readonly names = EMAIL_STATUS_NAMES;
  protected readonly tones = EMAIL_STATUS_TONES;
  protected readonly outcomes = OUTCOME_NAMES;
  protected readonly outcomeTones = OUTCOME_TONES;
  protected readonly title = templateTitle;
  protected readonly linkOf = (row: AdminEmail): readonly string[] => ['/emails/log', row.id];
}
