import { ChangeDetectionStrategy, Component, type ElementRef, computed, effect, inject, input, signal, viewChild } from '@angular/core';
import { Router, RouterLink, RouterLinkActive } from '@angular/router';
import type { Permission, StaffPermission } from '@orbisvoice/shared-dto/values';
import { SessionStore } from '../core/session.store';
import { OvIcon } from '../ui/icon';
import type { IconName } from '../ui/icons';
import { OvLogo } from '../ui/logo';
import { UI } from '../ui-strings';

interface NavItem {
  label: string;
  icon: IconName;
  link: string;
  /** Shown only to people who may go there. */
  permission?: Permission | StaffPermission;
  /** Active on this path only, not on those below it. */
  isExact?: boolean;
}

export interface NavGroup {
  label?: string;
  items: readonly NavItem[];
}

/** The frame of an app: skip link, side navigation (a drawer behind a top bar on phones), page. `[ovShellFoot]` is the account menu. */
@Component({
  selector: 'ov-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [OvIcon, OvLogo, RouterLink, RouterLinkActive],
  host: { '[attr.data-drawer]': 'isOpen() ? "open" : null', '(keydown.escape)': 'close()' },
  template: `
    <a class="ov-skip" href="#main" (click)="skip($event)">{{ ui.skipToContent }}</a>
    <header class="ov-topbar">
      <a routerLink="/"><ov-logo [name]="name()" /></a>
      <button #menu type="button" [attr.aria-label]="ui.openMenu" [attr.aria-expanded]="isOpen()" (click)="isOpen.set(true)">
        <ov-icon name="menu" />
      </button>
    </header>
    <nav class="ov-nav" [attr.aria-label]="ui.mainNavigation">
      <a class="ov-nav-brand" routerLink="/"><ov-logo [name]="name()" /></a>
      <div class="ov-nav-groups">
        @for (group of visible(); track $index) {
          <div>
            @if (group.label; as label) {
              <div class="ov-nav-title">{{ label }}</div>
            }
            @for (item of group.items; track item.link) {
              <a
                class="ov-nav-link"
                [routerLink]="item.link"
                routerLinkActive
                ariaCurrentWhenActive="page"
                [routerLinkActiveOptions]="item.isExact ? exact : below"
              >
                <ov-icon [name]="item.icon" /><span>{{ item.label }}</span>
              </a>
            }
          </div>
        }
      </div>
      <div class="ov-nav-foot"><ng-content select="[ovShellFoot]" /></div>
    </nav>
    @if (isOpen()) {
      <button class="ov-scrim" type="button" [attr.aria-label]="ui.closeMenu" (click)="close()"></button>
    }
    <main id="main" class="ov-main" tabindex="-1" #main><ng-content /></main>
  `,
})
export class OvShell {
  readonly name = input<string>('OrbisVoice');
  readonly groups = input.required<readonly NavGroup[]>();

  protected readonly ui = UI;
  protected readonly isOpen = signal(false);
  protected readonly exact = { paths: 'exact', queryParams: 'ignored', fragment: 'ignored', matrixParams: 'ignored' } as const;
  protected readonly below = { ...this.exact, paths: 'subset' } as const;
  private readonly session = inject(SessionStore);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly menu = viewChild.required<ElementRef<HTMLElement>>('menu');

  protected readonly visible = computed(() =>
    this.groups()
      .map((group) => ({ ...group, items: group.items.filter(({ permission }) => !permission || this.session.can(permission)) }))
      .filter((group) => group.items.length > 0),
  );

  constructor() {
    const router = inject(Router);
    effect(() => {
      if (router.lastSuccessfulNavigation()) this.isOpen.set(false);
    });
  }

  protected close(): void {
    if (!this.isOpen()) return;
    this.isOpen.set(false);
    this.menu().nativeElement.focus();
  }

  /** By script, because a bare `#main` would be resolved against the app's base and leave the page. */
  protected skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }
}
