import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { SecurityAlert } from '@orbisvoice/shared-dto';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { UtcTime } from '../../../ui/utc-time';
import { ALERTS, measure, RULE_WORDS, SEVERITY_NAMES, SEVERITY_TONES, STATUS_NAMES, STATUS_TONES } from '../alerts.strings';
import { AlertAbout } from './alert-about';

const COLUMNS: readonly Column[] = [
  { key: 'what', label: ALERTS.columns.what },
  { key: 'about', label: ALERTS.columns.about },
  { key: 'status', label: ALERTS.columns.status },
  { key: 'count', label: ALERTS.columns.count },
  { key: 'last', label: ALERTS.columns.last },
];

/** Alerts as rows that open. */
@Component({
  selector: 'oc-alert-table',
  imports: [AlertAbout, OvBadge, OvCell, OvTable, UtcTime],
  template: `
    <ov-table class="oc-event-table" density="compact" [caption]="words.caption" [columns]="columns" [rows]="alerts()" [rowLink]="linkOf">
      <ng-template ovCell="what" [of]="alerts()" let-row>{{ rules[row.rule].name }}</ng-template>
      <ng-template ovCell="about" [of]="alerts()" let-row>
        <oc-alert-about [alert]="row" /><small class="oc-second">{{ row.tenantName }}</small>
      </ng-template>
      <ng-template ovCell="status" [of]="alerts()" let-row>
        <span class="oc-badges">
          <ov-badge [tone]="severityTones[row.severity]">{{ severities[row.severity] }}</ov-badge>
          <ov-badge [tone]="tones[row.status]">{{ names[row.status] }}</ov-badge>
          @if (row.isMuted) {
            <ov-badge>{{ words.muted }}</ov-badge>
          }
        </span>
      </ng-template>
      <ng-template ovCell="count" [of]="alerts()" let-row>
        {{ measure(row.peak, row.unit) }}
        @if (row.openings > 1) {
          <small class="oc-second">{{ words.again(row.openings) }}</small>
        }
      </ng-template>
      <ng-template ovCell="last" [of]="alerts()" let-row><oc-utc-time [at]="row.lastAt" /></ng-template>
    </ov-table>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertTable {
  readonly alerts = input.required<readonly SecurityAlert[]>();

  protected readonly words = ALERTS;
  protected readonly columns = COLUMNS;
  protected readonly rules = RULE_WORDS;
  protected readonly severities = SEVERITY_NAMES;
  protected readonly severityTones = SEVERITY_TONES;
  protected readonly names = STATUS_NAMES;
  protected readonly tones = STATUS_TONES;
  protected readonly measure = measure;
  protected readonly linkOf = ({ id }: SecurityAlert): string[] => ['/alerts', id];
}
