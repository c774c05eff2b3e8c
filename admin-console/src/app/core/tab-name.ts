import { effect, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { APP_NAME } from '@orbisvoice/shared-ui/core';

/**
 * Names the browser's tab after what a page shows, once that is known. Each navigation names it after the route, also one that only changes a filter:
 * then it is named again. Call it in an injection context.
 */
export function nameTab(name: () => string | null): void {
  const [title, app, router] = [inject(Title), inject(APP_NAME), inject(Router)];
  effect(() => {
    router.lastSuccessfulNavigation();
    const text = name();
    if (text) title.setTitle(`${text} · ${app}`);
  });
}
