import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet, type IsActiveMatchOptions } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { S } from '../exports.strings';

const EXACT: IsActiveMatchOptions = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' };

/** The frame of the exports: heading, and the way between the files and the reports that come by mail. */
@Component({
  selector: 'ov-exports-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPageHeader, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <ov-page-header [heading]="heading" />
    @if (tabs().length > 1) {
      <nav class="tabs" [attr.aria-label]="s.label">
        @for (tab of tabs(); track tab.link) {
          <a [routerLink]="tab.link" routerLinkActive="tab-now" ariaCurrentWhenActive="page" [routerLinkActiveOptions]="exact">{{
            tab.label
          }}</a>
        }
      </nav>
    }
    <router-outlet />
  `,
})
export default class ExportsFrame {
  protected readonly heading = S.heading;
  protected readonly s = S.tabs;
  protected readonly exact = EXACT;
  private readonly session = inject(SessionStore);
  protected readonly tabs = computed(() => [
    { link: '/exports', label: S.tabs.files },
    ...(this.session.can('reports.manage') ? [{ link: '/exports/schedules', label: S.tabs.schedules }] : []),
  ]);
}
