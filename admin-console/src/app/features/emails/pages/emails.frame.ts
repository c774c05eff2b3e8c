import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SubNav } from '../../../ui/sub-nav';
import { EMAILS } from '../emails.strings';

/** The row of e-mail pages above whichever of them is open. */
@Component({
  selector: 'oc-emails-frame',
  imports: [RouterOutlet, SubNav],
  template: `<oc-sub-nav [label]="words.label" [links]="links" /><router-outlet />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmailsFrame {
  protected readonly words = EMAILS.nav;
  protected readonly links = [
    { link: ['/emails/log'], label: EMAILS.nav.log },
    { link: ['/emails/templates'], label: EMAILS.nav.templates },
    { link: ['/emails/suppressions'], label: EMAILS.nav.suppressions },
  ];
}
