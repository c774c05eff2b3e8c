import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { OvConfirm, OvToasts } from '@orbisvoice/shared-ui/feedback';

/** The console's root: a page, and above it what is being said and asked. */
@Component({
  selector: 'oc-root',
  imports: [OvConfirm, OvToasts, RouterOutlet],
  template: `
    <router-outlet />
    @defer {
      <ov-toasts />
      <ov-confirm />
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class App {}
