import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Stats } from '@orbisvoice/shared-dto';
import { CONVERSATION_DEFINITION } from '@orbisvoice/shared-dto/values';
import { OvBarChart } from '@orbisvoice/shared-ui/charts';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvAsync, OvNotice, OvReady } from '@orbisvoice/shared-ui/feedback';
import { formatDate, formatDuration, formatMilliseconds, formatNumber, formatShare } from '@orbisvoice/shared-ui/format';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { OvButton, OvCard, OvIcon, OvStat, OvUsageBar } from '@orbisvoice/shared-ui/ui';
import { PLAN_LABELS } from '../../../core/plan-labels';
import { DashboardStore } from '../dashboard.store';
import { S } from '../dashboard.strings';
import { GettingStarted } from '../ui/getting-started';
import { RecentConversations } from '../ui/recent-conversations';

/** Everything at a glance, in one call. */
@Component({
  selector: 'ov-dashboard-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    GettingStarted,
    OvAsync,
    OvBarChart,
    OvButton,
    OvCard,
    OvIcon,
    OvNotice,
    OvPageHeader,
    OvReady,
    OvStat,
    OvUsageBar,
    RecentConversations,
    RouterLink,
  ],
  providers: [DashboardStore],
  templateUrl: './dashboard.page.html',
})
export default class DashboardPage {
  protected readonly store = inject(DashboardStore);
  protected readonly session = inject(SessionStore);
  protected readonly s = S;
  protected readonly definition = CONVERSATION_DEFINITION;
  protected readonly plans = PLAN_LABELS;
  protected readonly number = formatNumber;
  protected readonly share = formatShare;
  protected readonly duration = formatDuration;
  protected readonly milliseconds = formatMilliseconds;

  protected resetDate(stats: Stats): string {
    return formatDate(stats.usage.resetsAt, stats.timeZone);
  }

  protected asOf(stats: Stats): string {
    return S.asOf(formatDate(stats.asOf, stats.timeZone, 'time'), stats.timeZone);
  }

  /** The most serious thing there is to say about usage, or nothing. */
  protected warning(stats: Stats): { tone: 'warning' | 'danger'; text: string } | null {
    const { used, limit, ceiling, percent } = stats.usage;
    if (used >= ceiling) return { tone: 'danger', text: S.stopped(this.resetDate(stats)) };
    if (used >= limit) return { tone: 'danger', text: S.atLimit(this.resetDate(stats)) };
    return percent >= 80 ? { tone: 'warning', text: S.nearLimit(percent, this.resetDate(stats)) } : null;
  }
}
