import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AlertEvidence, SecurityAlertDetail } from '@orbisvoice/shared-dto';
import { ACTION_NAMES } from '@orbisvoice/shared-ui/action-names';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { UtcTime } from '../../../ui/utc-time';
import { ALERT, measure } from '../alerts.strings';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: ALERT.columns.at },
  { key: 'what', label: ALERT.columns.what },
  { key: 'where', label: ALERT.columns.where },
  { key: 'entry', label: ALERT.columns.entry },
];

interface Row {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly where: string;
  readonly audit: Readonly<Record<string, string>> | null;
}

/** The facts that were counted, with the entries of the audit log they were taken from. */
@Component({
  selector: 'oc-alert-evidence',
  imports: [OvCell, OvTable, RouterLink, UtcTime],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.evidenceCaption" [columns]="columns" [rows]="rows()">
      <ng-template ovCell="at" [of]="rows()" let-row><oc-utc-time [at]="row.at" /></ng-template>
      <ng-template ovCell="what" [of]="rows()" let-row>{{ row.what }}</ng-template>
      <ng-template ovCell="where" [of]="rows()" let-row>{{ row.where }}</ng-template>
      <ng-template ovCell="entry" [of]="rows()" let-row>
        @if (row.audit; as query) {
          <a routerLink="/audit" [queryParams]="query">{{ words.entry }}</a>
        } @else {
          {{ words.none }}
        }
      </ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertEvidenceTable {
  readonly alert = input.required<SecurityAlertDetail>();

  protected readonly words = ALERT;
  protected readonly columns = COLUMNS;
  protected readonly rows = computed<Row[]>(() => this.alert().evidence.map((fact) => rowOf(fact, this.alert())));
}

const rowOf = (fact: AlertEvidence, alert: SecurityAlertDetail): Row => ({
  id: fact.id,
  at: fact.at,
  what: whatOf(fact, alert),
  where: [fact.network, fact.country].filter((part) => part !== null).join(', ') || ALERT.none,
  audit: auditOf(fact),
});

function whatOf(fact: AlertEvidence, { rule, unit }: SecurityAlertDetail): string {
  if (fact.value !== null) return [measure(fact.value, unit), fact.named].filter(Boolean).join(': ');
  if (fact.action !== null) return ACTION_NAMES[fact.action];
  if (rule === 'credential_stuffing') return fact.userId === null ? ALERT.unknownAccount : ALERT.account;
  if (rule === 'impossible_travel') return ALERT.signIn;
  return rule === 'webhook_signatures' ? ALERT.refused : ALERT.keyUse;
}

/** The filters that find the entry: there is no page of a single one. */
function auditOf({ auditId, action, targetId, userId, at }: AlertEvidence): Readonly<Record<string, string>> | null {
  const day = at.slice(0, 10);
  const span = { from: day, to: day };
  if (auditId !== null && action !== null) return { ...span, action, ...(targetId !== null && { targetId }) };
  return userId === null ? null : { ...span, action: 'user.login_failed', targetId: userId };
}
