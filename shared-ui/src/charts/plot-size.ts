import { DestroyRef, ElementRef, afterNextRender, inject, signal, type Signal } from '@angular/core';

/** The width of the host element in pixels, as it changes. Charts draw in real pixels, so that text keeps its size on a phone. */
export function plotWidth(): Signal<number> {
  const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const destroy = inject(DestroyRef);
  const width = signal(640);
  afterNextRender(() => {
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) width.set(Math.round(entry.contentRect.width));
    });
    observer.observe(host);
    destroy.onDestroy(() => observer.disconnect());
  });
  return width;
}

/** The next active point for a key; null when the key means nothing here. */
export function stepTo(key: string, at: number | null, count: number): number | null {
  if (count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'ArrowRight') return at === null ? 0 : Math.min(count - 1, at + 1);
  if (key === 'ArrowLeft') return at === null ? count - 1 : Math.max(0, at - 1);
  return null;
}
