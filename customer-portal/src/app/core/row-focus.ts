import { ElementRef, Injector, afterNextRender, inject } from '@angular/core';

/**
 * Where the keyboard goes when a row goes, and with it the button that had the focus: to the row that moved up, the last one, or what an empty
 * list offers. Not when somebody has gone elsewhere meanwhile. Call it in an injection context of the page.
 */
export function rowFocus(): (place: number) => void {
  const { nativeElement: page } = inject<ElementRef<HTMLElement>>(ElementRef);
  const injector = inject(Injector);
  const focusAt = (place: number): void => {
    const { activeElement, body } = page.ownerDocument;
    if (activeElement !== null && activeElement !== body) return;
    const links = Array.from(page.querySelectorAll<HTMLElement>('.ov-row-link'));
    (links[place] ?? links.at(-1) ?? page.querySelector<HTMLElement>('ov-empty button'))?.focus();
  };
  return (place) => void afterNextRender({ write: () => focusAt(place) }, { injector });
}
