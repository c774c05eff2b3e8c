import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SubNav, type SubNavLink } from '../../../ui/sub-nav';
import { HEALTH } from '../health.strings';
import { INTEGRATIONS } from '../integrations.strings';
import { QUEUES } from '../queues.strings';
import { SYSTEM } from '../system.strings';
import { ENDPOINTS, QUERIES } from '../traffic.strings';
import { ERRORS, SOCKETS } from '../trouble.strings';

/** The row of system pages above whichever of them is open. */
@Component({
  selector: 'oc-system-frame',
  imports: [RouterOutlet, SubNav],
  template: `<oc-sub-nav [label]="words.nav" [links]="links" /><router-outlet />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SystemFrame {
  protected readonly words = SYSTEM;
  protected readonly links: readonly SubNavLink[] = [
    { link: ['/system'], label: HEALTH.title, isExact: true },
    { link: ['/system/endpoints'], label: ENDPOINTS.title },
    { link: ['/system/queries'], label: QUERIES.title },
    { link: ['/system/errors'], label: ERRORS.title },
    { link: ['/system/websockets'], label: SOCKETS.title },
    { link: ['/system/queues'], label: QUEUES.title },
    { link: ['/system/integrations'], label: INTEGRATIONS.title },
  ];
}
