import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet, type IsActiveMatchOptions } from '@angular/router';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { S } from '../analytics.strings';

const TABS = [
  { link: '/analytics', label: S.tabs.conversations },
  { link: '/analytics/agents', label: S.tabs.agents },
  { link: '/analytics/engagement', label: S.tabs.engagement },
  { link: '/analytics/referrals', label: S.tabs.referrals },
] as const;
const EXACT: IsActiveMatchOptions = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' };

/** The frame of the reports: heading and tabs. The range goes along from tab to tab. */
@Component({
  selector: 'ov-analytics-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPageHeader, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <ov-page-header [heading]="s.heading" />
    <nav class="tabs" [attr.aria-label]="s.tabs.label">
      @for (tab of tabs; track tab.link) {
        <a
          [routerLink]="tab.link"
          queryParamsHandling="preserve"
          routerLinkActive="tab-now"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="exact"
          >{{ tab.label }}</a
        >
      }
    </nav>
    <router-outlet />
  `,
})
export default class AnalyticsPage {
  protected readonly s = S;
  protected readonly tabs = TABS;
  protected readonly exact = EXACT;
}
