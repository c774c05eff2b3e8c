import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { PageTabs } from '../../../core/page-tabs';
import { S } from '../analytics.strings';

const TABS = [
  { link: '/analytics', label: S.tabs.conversations },
  { link: '/analytics/agents', label: S.tabs.agents },
  { link: '/analytics/engagement', label: S.tabs.engagement },
  { link: '/analytics/referrals', label: S.tabs.referrals },
] as const;

/** The frame of the reports: heading and tabs. The range goes along from tab to tab. */
@Component({
  selector: 'ov-analytics-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPageHeader, PageTabs, RouterOutlet],
  template: `
    <ov-page-header [heading]="s.heading" />
    <ov-page-tabs [label]="s.tabs.label" [tabs]="tabs" query="preserve" />
    <router-outlet />
  `,
})
export default class AnalyticsPage {
  protected readonly s = S;
  protected readonly tabs = TABS;
}
