import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SubNav, type SubNavLink } from '../../../ui/sub-nav';
import { ALERTS } from '../alerts.strings';

/** The row of alert pages above whichever of them is open. */
@Component({
  selector: 'oc-alerts-frame',
  imports: [RouterOutlet, SubNav],
  template: `<oc-sub-nav [label]="words.label" [links]="links" /><router-outlet />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertsFrame {
  protected readonly words = ALERTS.nav;
  protected readonly links: readonly SubNavLink[] = [
    { link: ['/alerts'], label: ALERTS.nav.list, isExact: true },
    { link: ['/alerts/rules'], label: ALERTS.nav.rules },
    { link: ['/alerts/delivery'], label: ALERTS.nav.delivery },
  ];
}
