import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { UsageEvent } from '@orbisvoice/shared-dto';
import { OvCell, OvTable, type Column } from '@orbisvoice/shared-ui/data';
import { OvDatePipe, OvNumberPipe } from '@orbisvoice/shared-ui/format';
import { OvBadge } from '@orbisvoice/shared-ui/ui';
import { U, subjectOf } from '../usage.strings';
import { USAGE_LABELS } from '../../../core/row-labels';

const COLUMNS: readonly Column[] = [
  { key: 'at', label: U.events.columns.at },
  { key: 'what', label: U.events.columns.what },
  { key: 'state', label: U.events.columns.state },
  { key: 'quantity', label: U.events.columns.quantity, align: 'end' },
  { key: 'after', label: U.events.columns.after, align: 'end' },
];

/** The evidence: what took a place in the count, when, and the conversation behind it. */
@Component({
  selector: 'ov-usage-events',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvBadge, OvCell, OvDatePipe, OvNumberPipe, OvTable, RouterLink],
  template: `
    <ov-table density="compact" [caption]="s.heading" [columns]="columns" [rows]="rows()" [isLoading]="isLoading()">
      <ng-template ovCell="at" [of]="rows()" let-row>
        <time [attr.datetime]="row.at" [title]="row.at | ovDate: 'exact'">{{ row.at | ovDate: 'time' }}</time>
      </ng-template>
      <ng-template ovCell="what" [of]="rows()" let-row>
        @if (row.conversationId; as id) {
          <a [routerLink]="['/conversations', id]">{{ subject(row) }}</a>
        } @else {
          {{ subject(row) }}
        }
      </ng-template>
      <ng-template ovCell="state" [of]="rows()" let-row>
        <ov-badge [tone]="states[row.state].tone">{{ states[row.state].label }}</ov-badge>
        @if (row.isOverage) {
          <ov-badge tone="warning">{{ s.overage }}</ov-badge>
        }
      </ng-template>
      <ng-template ovCell="quantity" [of]="rows()" let-row>{{ row.quantity | ovNumber }}</ng-template>
      <ng-template ovCell="after" [of]="rows()" let-row>{{ row.usedAfter | ovNumber }}</ng-template>
    </ov-table>
  `,
})
export class UsageEvents {
  readonly events = input.required<readonly UsageEvent[]>();
  readonly isLoading = input(false);
  protected readonly s = U.events;
  protected readonly columns = COLUMNS;
  protected readonly states = USAGE_LABELS;
  protected readonly subject = subjectOf;
  protected readonly rows = computed(() => this.events().map((event) => ({ ...event, id: event.key })));
}
