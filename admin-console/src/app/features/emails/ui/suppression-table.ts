import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AdminEmailSuppression } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvBadge, OvButton } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { REASON_NAMES, SCOPE_NAMES, SOURCE_NAMES } from '../emails.strings';
import { SUPPRESSIONS } from '../suppressions.strings';

const COLUMNS: readonly Column[] = [
  { key: 'address', label: SUPPRESSIONS.columns.address },
  { key: 'reason', label: SUPPRESSIONS.columns.reason },
  { key: 'scope', label: SUPPRESSIONS.columns.scope },
  { key: 'note', label: SUPPRESSIONS.columns.note },
  { key: 'since', label: SUPPRESSIONS.columns.since },
  { key: 'actions', label: SUPPRESSIONS.columns.actions, isLabelHidden: true },
];

/** Suppressed addresses, each with the way to lift it. */
@Component({
  selector: 'oc-suppression-table',
  imports: [OvBadge, OvButton, OvCell, OvTable, RouterLink, UtcTime],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.caption" [columns]="columns" [rows]="suppressions()">
      <ng-template ovCell="address" [of]="suppressions()" let-row>{{ row.address ?? words.erased }}</ng-template>
      <ng-template ovCell="reason" [of]="suppressions()" let-row>
        <ov-badge [tone]="row.reason === 'manual' ? 'neutral' : 'warning'">{{ reasons[row.reason] }}</ov-badge>
        <small class="oc-second">
          {{ row.actorName ? words.by(row.actorName) : words.from(sources[row.source]) }}
          @if (row.messageId; as mail) {
            · <a [routerLink]="['/emails/log', mail]">{{ words.mail }}</a>
          }
        </small>
      </ng-template>
      <ng-template ovCell="scope" [of]="suppressions()" let-row>{{ scopes[row.scope] }}</ng-template>
      <ng-template ovCell="note" [of]="suppressions()" let-row>
        <span class="oc-reason" [attr.title]="row.note">{{ row.note }}</span>
      </ng-template>
      <ng-template ovCell="since" [of]="suppressions()" let-row>
        <oc-utc-time [at]="row.createdAt" />
        @if (row.expiresAt; as until) {
          <small class="oc-second">{{ words.until }} <oc-utc-time detail="date" [at]="until" /></small>
        }
      </ng-template>
      <ng-template ovCell="actions" [of]="suppressions()" let-row>
        <button
          ov-button
          type="button"
          size="s"
          data-row
          [attr.aria-label]="words.removeOf(row.address ?? words.erased)"
          (click)="lifted.emit(row)"
        >
          {{ words.remove }}
        </button>
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SuppressionTable {
  readonly suppressions = input.required<readonly AdminEmailSuppression[]>();
  /** Somebody asks to lift it. */
  readonly lifted = output<AdminEmailSuppression>();

  protected readonly words = SUPPRESSIONS;
  protected readonly columns = COLUMNS;
  protected readonly reasons = REASON_NAMES;
  protected readonly scopes = SCOPE_NAMES;
  protected readonly sources = SOURCE_NAMES;
}
