import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SubNav } from '../../../ui/sub-nav';
import { USERS } from '../users.strings';

/** The row of user pages above whichever of them is open. */
@Component({
  selector: 'oc-users-frame',
  imports: [RouterOutlet, SubNav],
  template: `<oc-sub-nav [label]="words.label" [links]="links" /><router-outlet />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UsersFrame {
  protected readonly words = USERS.nav;
  protected readonly links = [
    { link: ['/users'], label: USERS.nav.people, isExact: true },
    { link: ['/users/staff'], label: USERS.nav.staff },
  ];
}
