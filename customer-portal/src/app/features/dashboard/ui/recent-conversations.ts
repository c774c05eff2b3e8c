import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Conversation } from '@orbisvoice/shared-dto';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvDurationPipe, OvRelativePipe, OvDatePipe } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvCard } from '@orbisvoice/shared-ui/ui';
import { OUTCOME_LABELS, STATUS_LABELS } from '../../../core/conversation-labels';
import { S } from '../dashboard.strings';

const COLUMNS: readonly Column[] = [
  { key: 'agent', label: S.columns.agent },
  { key: 'started', label: S.columns.started },
  { key: 'status', label: S.columns.status },
  { key: 'outcome', label: S.columns.outcome },
  { key: 'duration', label: S.columns.duration, align: 'end' },
];

/** The latest conversations, each a link to its transcript. */
@Component({
  selector: 'ov-recent-conversations',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvCard, OvCell, OvDatePipe, OvDurationPipe, OvRelativePipe, OvTable, RouterLink],
  template: `
    <ov-card isFlush [heading]="s.recent">
      <a ovCardActions class="ov-small" routerLink="/conversations">{{ s.allConversations }}</a>
      <ov-table density="compact" [caption]="s.recent" [columns]="columns" [rows]="rows()" [rowLink]="linkOf">
        <ng-template ovCell="agent" [of]="rows()" let-row>{{ row.agentName }}</ng-template>
        <ng-template ovCell="started" [of]="rows()" let-row>
          <time [attr.datetime]="row.startedAt" [title]="row.startedAt | ovDate: 'exact'">{{ row.startedAt | ovRelative }}</time>
        </ng-template>
        <ng-template ovCell="status" [of]="rows()" let-row>
          <ov-badge [tone]="statuses[row.status].tone">{{ statuses[row.status].label }}</ov-badge>
        </ng-template>
        <ng-template ovCell="outcome" [of]="rows()" let-row>
          <ov-badge [tone]="outcomes[row.outcome].tone">{{ outcomes[row.outcome].label }}</ov-badge>
        </ng-template>
        <ng-template ovCell="duration" [of]="rows()" let-row>{{ row.durationSeconds | ovDuration }}</ng-template>
      </ov-table>
    </ov-card>
  `,
})
export class RecentConversations {
  readonly rows = input.required<readonly Conversation[]>();
  protected readonly s = S;
  protected readonly columns = COLUMNS;
  protected readonly statuses = STATUS_LABELS;
  protected readonly outcomes = OUTCOME_LABELS;
  protected readonly linkOf = (row: Conversation): string[] => ['/conversations', row.id];
}
