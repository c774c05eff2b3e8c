import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { OvToasts } from '@orbisvoice/shared-ui';

/** The root: the page, and the notes above it. */
@Component({
  selector: 'ov-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvToasts, RouterOutlet],
  template: '<router-outlet /><ov-toasts />',
})
export class App {}
