import { ChangeDetectionStrategy, Component, effect, type ElementRef, inject, viewChild } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { SessionStore, ShortcutService, UI } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvShortcutHelp, OvThemePicker } from '@orbisvoice/shared-ui/layout';
import { OvIcon, OvLogo, OvMenu } from '@orbisvoice/shared-ui/ui';
import { PageKeys } from '../core/page-keys';
import { PORTAL_URL } from '../core/site';
import { STRINGS } from '../core/strings';

/** The staff frame: a rail across the top where the portal has its navigation at the side, so that nobody mistakes one for the other. */
@Component({
  selector: 'oc-staff-shell',
  imports: [OvIcon, OvLogo, OvMenu, OvShortcutHelp, OvThemePicker, RouterLink, RouterLinkActive, RouterOutlet],
  templateUrl: './staff-shell.html',
  host: { class: 'oc-shell' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StaffShell {
  protected readonly words = STRINGS;
  protected readonly portal = inject(PORTAL_URL);
  protected readonly skipText = UI.skipToContent;
  protected readonly shortcuts = inject(ShortcutService);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastService);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected readonly me = this.session.me;
  protected readonly exact = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' } as const;
  protected readonly below = { ...this.exact, paths: 'subset' } as const;
  protected readonly tabs = [
    { link: '/', label: STRINGS.nav.overview, match: this.exact },
    { link: '/tenants', label: STRINGS.nav.tenants, match: this.below },
    { link: '/billing', label: STRINGS.nav.billing, match: this.below },
    { link: '/emails', label: STRINGS.nav.emails, match: this.below },
    { link: '/system', label: STRINGS.nav.system, match: this.below },
    { link: '/audit', label: STRINGS.nav.audit, match: this.below },
  ];

  constructor() {
    inject(PageKeys).start();
    // Logged out here, in another tab, or by the server: nothing of the platform stays on the screen.
    effect(() => {
      if (!this.session.isSignedIn() && !this.router.currentNavigation()) void this.router.navigateByUrl('/log-in');
    });
  }

  protected async logOut(): Promise<void> {
    await Promise.allSettled([this.session.logOut()]);
    this.toasts.show({ text: STRINGS.account.loggedOut });
  }

  /** By script: a bare `#main` would be resolved against the app's base and leave the page. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }
}
