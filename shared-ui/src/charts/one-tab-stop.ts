import { ElementRef, afterEveryRender, inject } from '@angular/core';

/**
 * Keeps the marks of a drawing out of the order of Tab. ngx-charts listens for focus on each of them, which alone makes Chromium stop there;
 * a chart is one stop, and its arrow keys read the marks. Call it in an injection context.
 */
export function oneTabStop(): void {
  const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  afterEveryRender({
    write: () => {
      for (const mark of host.querySelectorAll('g[ngx-tooltip]:not([tabindex])')) mark.setAttribute('tabindex', '-1');
    },
  });
}
