import { Directive, ElementRef, Injectable, afterNextRender, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, TitleStrategy, type RouterStateSnapshot } from '@angular/router';
import { APP_NAME } from './app-client';

/** "Agents · OrbisVoice" */
@Injectable()
export class AppTitleStrategy extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly name = inject(APP_NAME);

  override updateTitle(state: RouterStateSnapshot): void {
    const page = this.buildTitle(state);
    this.title.setTitle(page ? `${page} · ${this.name}` : this.name);
  }
}

/** Moves focus to the heading of a page one navigates to, so that a screen reader starts there; not on the first load. */
@Directive({ selector: 'h1[ovPageHeading]', host: { tabindex: '-1' } })
export class OvPageHeading {
  constructor() {
    const heading = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const router = inject(Router, { optional: true });
    // not `navigated`: with nested outlets it is already true while the first page is made
    const navigation = router?.currentNavigation() ?? router?.lastSuccessfulNavigation();
    const isFirstPage = !navigation?.previousNavigation;
    afterNextRender(() => {
      if (!isFirstPage) heading.focus({ preventScroll: true });
    });
  }
}
