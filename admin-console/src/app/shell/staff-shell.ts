import { ChangeDetectionStrategy, Component, computed, DOCUMENT, effect, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { SessionStore, ShortcutService, UI } from '@orbisvoice/shared-ui/core';
import { ToastService } from '@orbisvoice/shared-ui/feedback';
import { OvShortcutHelp, OvThemePicker } from '@orbisvoice/shared-ui/layout';
import { OvIcon, OvLogo, OvMenu } from '@orbisvoice/shared-ui/ui';
import { AREAS } from '../areas';
import { areaOf, linkOf } from '../core/area';
import { PageKeys } from '../core/page-keys';
import { isPaletteKey, paletteKeys } from '../core/palette-keys';
import { Recents } from '../core/recents';
import { PORTAL_URL } from '../core/site';
import { STRINGS } from '../core/strings';
import { AlertBadge } from './alert-badge';
import { Palette } from './palette/palette';
import { PALETTE } from './palette/palette.strings';
import { RecentPages } from './palette/recent-pages';

/** The staff frame: a rail across the top where the portal has its navigation at the side, so that nobody mistakes one for the other. */
@Component({
  selector: 'oc-staff-shell',
  imports: [AlertBadge, OvIcon, OvLogo, OvMenu, OvShortcutHelp, OvThemePicker, Palette, RouterLink, RouterLinkActive, RouterOutlet],
  templateUrl: './staff-shell.html',
  host: { class: 'oc-shell', '(document:keydown)': 'key($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StaffShell {
  protected readonly words = STRINGS;
  protected readonly portal = inject(PORTAL_URL);
  protected readonly skipText = UI.skipToContent;
  protected readonly shortcuts = inject(ShortcutService);
  private readonly document = inject(DOCUMENT);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly toasts = inject(ToastService);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected readonly me = this.session.me;
  protected readonly exact = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' } as const;
  protected readonly below = { ...this.exact, paths: 'subset' } as const;
  protected readonly tabs = AREAS.map((area) => ({
    link: linkOf(area),
    label: area.label,
    match: area.path === '' ? this.exact : this.below,
    keys: `g ${area.key}`,
  }));
  protected readonly palette = PALETTE;
  protected readonly paletteKeys = paletteKeys();
  protected readonly isPaletteOpen = signal(false);
  /** The list of areas where the window is too narrow for a row of them. */
  protected readonly isMenuOpen = signal(false);
  protected readonly area = computed(() => {
    const url = this.router.lastSuccessfulNavigation()?.finalUrl?.toString() ?? this.router.url;
    return areaOf(url, AREAS)?.label ?? STRINGS.nav.menu;
  });
  private readonly recents = inject(Recents);
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');

  constructor() {
    inject(PageKeys).start(AREAS, () => this.openPalette());
    inject(RecentPages);
    effect(() => {
      if (this.router.lastSuccessfulNavigation()) this.isMenuOpen.set(false);
    });
    // Logged out here, in another tab, or by the server: nothing of the platform stays on the screen.
    effect(() => {
      if (this.session.isSignedIn()) return;
      this.recents.forget();
      if (!this.router.currentNavigation()) void this.router.navigateByUrl('/log-in');
    });
  }

  /** Not while something else is being asked: what is filled in there would be lost. */
  protected openPalette(): void {
    if (this.document.querySelector('dialog[open]') === null) this.isPaletteOpen.set(true);
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.isMenuOpen()) {
      this.isMenuOpen.set(false);
      this.menu().nativeElement.focus();
    }
    if (!isPaletteKey(event)) return;
    event.preventDefault();
    this.openPalette();
  }

  /** The list closes when the focus goes on to something else, not when it is merely lost. */
  protected leaveMenu(event: FocusEvent, list: HTMLElement): void {
    const next = event.relatedTarget;
    if (next instanceof Node && !list.contains(next) && next !== this.menu().nativeElement) this.isMenuOpen.set(false);
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
