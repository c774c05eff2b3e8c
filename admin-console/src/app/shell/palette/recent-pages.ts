import { afterEveryRender, DOCUMENT, inject, Injectable } from '@angular/core';
import { type ActivatedRouteSnapshot, Router } from '@angular/router';
import { AREAS } from '../../areas';
import { areaOf } from '../../core/area';
import { type Recent, Recents } from '../../core/recents';

/** Remembers each page about one thing once somebody has left it, under what its heading called it last. */
@Injectable({ providedIn: 'root' })
export class RecentPages {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly recents = inject(Recents);
  private inView: Recent | null = null;

  constructor() {
    afterEveryRender({ read: () => this.look() });
  }

  private look(): void {
    const [url = ''] = this.router.url.split(/[?#]/);
    if (this.inView && this.inView.url !== url) this.recents.note(this.inView);
    this.inView = this.pageAt(url);
  }

  private pageAt(url: string): Recent | null {
    const label = this.document.querySelector('main h1')?.textContent.trim();
    const area = areaOf(url, AREAS);
    return label && area && isAboutOneThing(this.router.routerState.snapshot.root) ? { url, label, area: area.label } : null;
  }
}

function isAboutOneThing(route: ActivatedRouteSnapshot): boolean {
  return Object.keys(route.params).length > 0 || (route.firstChild !== null && isAboutOneThing(route.firstChild));
}
