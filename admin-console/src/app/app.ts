import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { OvToasts } from '@orbisvoice/shared-ui/feedback';

/** The console's root: a page, and above it what is being said. */
@Component({
  selector: 'oc-root',
  imports: [OvToasts, RouterOutlet],
  template: `
    <router-outlet />
    @defer {
      <ov-toasts />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {}
