import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SessionStore } from '@orbisvoice/shared-ui/core';
import { OvAuthLayout } from '@orbisvoice/shared-ui/layout';
import { OvButton } from '@orbisvoice/shared-ui/ui';
import { PORTAL_URL } from '../core/site';
import { STRINGS } from '../core/strings';

/** For people who are known but are not staff. Their session with the console ends here; the portal's is another one and stays. */
@Component({
  selector: 'oc-denied-page',
  imports: [OvAuthLayout, OvButton, RouterLink],
  template: `
    <ov-auth-layout [heading]="words.notStaff" [text]="words.notStaffText">
      <div class="ov-stack-s">
        <a ov-button variant="strong" [href]="portal">{{ words.toPortal }}</a>
        <a ov-button routerLink="/log-in">{{ words.otherAccount }}</a>
      </div>
    </ov-auth-layout>
  `,
  host: { class: 'oc-outside' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeniedPage {
  protected readonly words = STRINGS.state;
  protected readonly portal = inject(PORTAL_URL);

  constructor() {
    const session = inject(SessionStore);
    if (session.isSignedIn() && !session.can('admin.read')) void Promise.allSettled([session.logOut()]);
  }
}
