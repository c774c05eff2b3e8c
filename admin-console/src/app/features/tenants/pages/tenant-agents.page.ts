import { ChangeDetectionStrategy, Component, effect, inject, input } from '@angular/core';
import { Clock } from '@orbisvoice/shared-ui/core';
import { type Column, OvCell, OvTable } from '@orbisvoice/shared-ui/data';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { formatNumber, formatRelative } from '@orbisvoice/shared-ui/format';
import { OvBadge, OvCard } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { UtcTime } from '../../../ui/utc-time';
import { TenantAgentsStore } from '../tenant-agents.store';
import { AGENTS } from '../tenant-parts.strings';
import { TenantHead } from '../ui/tenant-head';
import { PartContent, TenantPart } from '../ui/tenant-part';

const COLUMNS: readonly Column[] = [
  { key: 'name', label: AGENTS.name },
  { key: 'state', label: AGENTS.state },
  { key: 'last', label: AGENTS.last },
  { key: 'count', label: AGENTS.conversations, align: 'end' },
  { key: 'created', label: AGENTS.created, align: 'end' },
];

/** One tenant's agents: which of them answer, and when each talked last. */
@Component({
  selector: 'oc-tenant-agents-page',
  imports: [OvBadge, OvCard, OvCell, OvEmpty, OvTable, PartContent, TenantHead, TenantPart, UtcTime],
  providers: [TenantAgentsStore],
  template: `
    <oc-tenant-head
      [id]="id()"
      [tenant]="store.tenant.value()"
      [section]="words.title"
      [isLoading]="store.agents.isLoading()"
      (refreshed)="store.reload()"
    />
    <ov-card isFlush [heading]="words.title">
      <oc-tenant-part [read]="store.agents">
        <ng-template [ocPart]="store.agents" let-now>
          @let list = now.items;
          @if (list.length > 0) {
            <ov-table density="compact" [caption]="words.caption" [columns]="columns" [rows]="list">
              <ng-template ovCell="name" [of]="list" let-row
                ><b>{{ row.name }}</b></ng-template
              >
              <ng-template ovCell="state" [of]="list" let-row>
                <ov-badge [tone]="row.isActive ? 'success' : 'neutral'">{{ row.isActive ? words.active : words.inactive }}</ov-badge>
              </ng-template>
              <ng-template ovCell="last" [of]="list" let-row>
                @if (row.lastConversationAt; as last) {
                  <time [attr.datetime]="last" [attr.title]="exact(last)">{{ ago(last) }}</time>
                } @else {
                  <span class="ov-muted">{{ words.never }}</span>
                }
              </ng-template>
              <ng-template ovCell="count" [of]="list" let-row>{{ number(row.conversations30Days) }}</ng-template>
              <ng-template ovCell="created" [of]="list" let-row><oc-utc-time detail="date" [at]="row.createdAt" /></ng-template>
            </ov-table>
            @if (now.total > list.length) {
              <p class="oc-none ov-muted">{{ words.more(number(list.length), number(now.total)) }}</p>
            }
          } @else {
            <ov-empty icon="agent" [heading]="words.empty" [text]="words.emptyText" />
          }
        </ng-template>
      </oc-tenant-part>
    </ov-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantAgentsPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly words = AGENTS;
  protected readonly columns = COLUMNS;
  protected readonly exact = utcExact;
  protected readonly number = formatNumber;
  protected readonly store = inject(TenantAgentsStore);
  private readonly clock = inject(Clock);

  constructor() {
    effect(() => this.store.id.set(this.id()));
  }

  protected ago(instant: string): string {
    return formatRelative(instant, this.clock.now());
  }
}
