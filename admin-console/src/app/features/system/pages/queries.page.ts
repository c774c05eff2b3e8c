import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { STATEMENT_SOURCES } from '@orbisvoice/shared-dto/values';
import { OvEmpty } from '@orbisvoice/shared-ui/feedback';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { FilterTabs } from '../../../ui/filter-tabs';
import { QueriesStore } from '../queries.store';
import { QUERIES, SOURCE_NAMES } from '../traffic.strings';
import { RangeTabs } from '../ui/range-tabs';
import { StatementTable } from '../ui/statement-table';
import { SystemPage } from '../ui/system-page';

const TABS = STATEMENT_SOURCES.map((value) => ({ value: value === 'own' ? '' : value, label: SOURCE_NAMES[value], count: null }));

/** What the database spends its time on. */
@Component({
  selector: 'oc-queries-page',
  imports: [FilterTabs, OvCard, OvEmpty, RangeTabs, StatementTable, SystemPage],
  providers: [QueriesStore],
  template: `
    <oc-system-page [heading]="words.heading" [intro]="words.intro" [read]="read">
      <div ocControls class="oc-system-controls">
        @if (!isServer()) {
          <oc-range-tabs [range]="store.query().range" />
        }
        <oc-filter-tabs param="source" [label]="words.source" [tabs]="tabs" [current]="isServer() ? 'server' : ''" />
      </div>
      @if (read.value(); as now) {
        @if (isServer()) {
          <p class="ov-muted">{{ now.hasServer ? words.ofServer : words.noServer }}</p>
        }
        <ov-card isFlush>
          @if (now.items.length > 0) {
            <oc-statement-table
              [rows]="store.rows()"
              [totalMs]="now.totalMs"
              [sort]="store.state.value().sort"
              (sortChange)="store.state.patch({ sort: $event })"
            />
          } @else {
            <ov-empty icon="search" [heading]="words.empty" [text]="words.emptyText" />
          }
        </ov-card>
      }
    </oc-system-page>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QueriesPage {
  protected readonly words = QUERIES;
  protected readonly tabs = TABS;
  protected readonly store = inject(QueriesStore);
  protected readonly read = this.store.read;
  protected readonly isServer = computed(() => this.store.query().source === 'server');
}
