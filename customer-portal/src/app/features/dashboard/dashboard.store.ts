import { Injectable, computed } from '@angular/core';
import type { Stats } from '@orbisvoice/shared-dto';
import type { ChartPoint } from '@orbisvoice/shared-ui/charts';
import { apiResource } from '@orbisvoice/shared-ui/core';
import { formatDay } from '@orbisvoice/shared-ui/format';
import { relativeChange } from '@orbisvoice/shared-ui/ui';
import { dashboardApi } from './dashboard.api';

/** The figures of the dashboard and what follows from them. */
@Injectable()
export class DashboardStore {
  readonly stats = apiResource<Stats>(dashboardApi.stats);

  readonly points = computed<ChartPoint[]>(() =>
    (this.stats.value()?.daily ?? []).map(({ day, conversations }) => ({ label: formatDay(day), value: conversations })),
  );

  readonly trend = computed(() => {
    const recent = this.stats.value()?.last30Days;
    return recent ? relativeChange(recent.conversations, recent.previousConversations) : null;
  });

  /** Nothing has happened yet: the page then shows the way to the first conversation. */
  readonly isNew = computed(() => {
    const stats = this.stats.value();
    return !!stats && (stats.agents.total === 0 || (stats.recentConversations.length === 0 && stats.last30Days.conversations === 0));
  });
}
