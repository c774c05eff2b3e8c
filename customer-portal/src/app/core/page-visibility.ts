import { DOCUMENT, DestroyRef, inject, signal, type Signal } from '@angular/core';

/** Whether somebody can see the page: not while its tab is behind another one. Call it in an injection context. */
export function pageVisibility(): Signal<boolean> {
  const document = inject(DOCUMENT);
  const isVisible = signal(!document.hidden);
  const look = (): void => isVisible.set(!document.hidden);
  document.addEventListener('visibilitychange', look);
  inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', look));
  return isVisible.asReadonly();
}
