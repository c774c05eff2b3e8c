import { ChangeDetectionStrategy, Component, computed, DestroyRef, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import { OvBarChart } from '@orbisvoice/shared-ui/charts';
import { OvSkeleton } from '@orbisvoice/shared-ui/feedback';
import { formatDay } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvCard } from '@orbisvoice/shared-ui/ui';
import { utcExact } from '../../../core/dates';
import { PageKeys } from '../../../core/page-keys';
import { AuditEntryList } from '../../../ui/audit-entry-list';
import { MetricPanel } from '../../../ui/metric-panel';
import { Problem } from '../../../ui/problem';
import { Refresh } from '../../../ui/refresh';
import { Stale } from '../../../ui/stale';
import { OverviewStore } from '../overview.store';
import { OVERVIEW } from '../overview.strings';
import { FigureTiles } from '../ui/figure-tiles';
import { MrrPanel } from '../ui/mrr-panel';
import { QueueBoard } from '../ui/queue-board';
import { QueueHealth } from '../ui/queue-health';
import { TierTable } from '../ui/tier-table';

/** The whole platform at a glance. */
@Component({
  selector: 'oc-overview-page',
  imports: [
    AuditEntryList,
    FigureTiles,
    MetricPanel,
    MrrPanel,
    OvBarChart,
    OvCard,
    OvPageHeader,
    OvSkeleton,
    Problem,
    QueueBoard,
    QueueHealth,
    Refresh,
    RouterLink,
    Stale,
    TierTable,
  ],
  providers: [OverviewStore],
  templateUrl: './overview.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OverviewPage {
  protected readonly words = OVERVIEW;
  protected readonly conversationDefinition = CONVERSATION_DEFINITION;
  protected readonly store = inject(OverviewStore);
  protected readonly read = this.store.overview;

  protected readonly intro = computed(() => {
    const data = this.read.value();
    return data ? OVERVIEW.asOf(utcExact(data.asOf)) : OVERVIEW.intro;
  });
  protected readonly days = computed(() =>
    (this.read.value()?.conversationsByDay ?? []).map(({ day, count }) => ({ label: formatDay(day), value: count })),
  );
  protected readonly daysWindow = computed(() =>
    OVERVIEW.conversations.window(this.days().at(0)?.label ?? '', this.days().at(-1)?.label ?? ''),
  );
  protected readonly hasConversations = computed(() => this.days().some(({ value }) => value > 0));

  constructor() {
    inject(PageKeys).offer({ refresh: () => this.store.reload() }, inject(DestroyRef));
  }
}
