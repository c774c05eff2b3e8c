import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvPageHeader } from '@orbisvoice/shared-ui/layout';
import { PageTabs } from '../../../core/page-tabs';
import { S } from '../exports.strings';

/** The frame of the exports: heading, and the way between the files and the reports that come by mail. */
@Component({
  selector: 'ov-exports-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvPageHeader, PageTabs, RouterOutlet],
  template: `
    <ov-page-header [heading]="heading" />
    @if (tabs().length > 1) {
      <ov-page-tabs [label]="s.label" [tabs]="tabs()" />
    }
    <router-outlet />
  `,
})
export default class ExportsFrame {
  protected readonly heading = S.heading;
  protected readonly s = S.tabs;
  private readonly session = inject(SessionStore);
  protected readonly tabs = computed(() => [
    { link: '/exports', label: S.tabs.files },
    ...(this.session.can('reports.manage') ? [{ link: '/exports/schedules', label: S.tabs.schedules }] : []),
  ]);
}
